import { spawn } from 'node:child_process';
import path from 'node:path';
import { build } from 'vite';
import { configFor } from '../vite.config.ts';
import { BROWSERS } from './manifest.ts';
import { ROOT } from './run-command.ts';
import { runTask } from './sentence.ts';
import { endGroupWithUs } from './watchdog.ts';

// npm run dev: rebuilds on change, restarts the server on change. In folders of its own, so that what is tested and
// shipped is never a development build. Arguments are the server's.

/** From the repo's top; the builds are readable and carry their sources. */
const DEV_DIST = 'dist/dev';

await runTask(async () => {
  const server = spawn(
    process.execPath,
    ['--watch', '--watch-preserve-output', path.join(ROOT, 'scripts/server.ts'), ...process.argv.slice(2)],
    { cwd: ROOT, stdio: 'inherit', detached: process.platform !== 'win32' },
  );
  if (server.pid !== undefined) server.once('exit', endGroupWithUs(server.pid));
  const end = (): void => {
    if (server.exitCode !== null || server.signalCode !== null) process.exit();
    server.once('exit', () => process.exit());
    server.kill();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);

  for (const browser of BROWSERS) {
    const folder = path.join(DEV_DIST, browser);
    const config = configFor(browser, folder);
    await build({
      ...config,
      logLevel: 'warn',
      plugins: [
        ...(config.plugins ?? []),
        {
          name: 'sidtrail-say-when-built',
          closeBundle: () => console.log(`${new Date().toLocaleTimeString()} built ${folder}`),
        },
      ],
      build: { ...config.build, minify: false, sourcemap: 'inline', watch: {} },
    });
  }
  console.log(`Load ${DEV_DIST}/chrome or ${DEV_DIST}/firefox/manifest.json; reload the extension after a rebuild.`);
});
