import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import preact from '@preact/preset-vite';
import { build, preview } from 'vite';

/** The plain page that mounts the UI over an invented trace, served until closed. */
export interface TestPage {
  /** Its URL, with a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** Builds the page into a temporary folder and serves it on a free port. */
export async function servePage(): Promise<TestPage> {
  const outDir = mkdtempSync(path.join(tmpdir(), 'sidtrail-ui-page-'));
  const shared = { root: import.meta.dirname, configFile: false, logLevel: 'error' } as const;
  await build({
    ...shared,
    define: { __BROWSER__: '"chrome"' },
    plugins: [preact({ devToolsEnabled: false })],
    build: {
      outDir,
      target: 'chrome123',
      modulePreload: false,
      minify: false,
      // One script and one style: to load some 120 small ones took half of a scene's time.
      cssCodeSplit: false,
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const server = await preview({ ...shared, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
  const [url] = server.resolvedUrls?.local ?? [];
  if (url === undefined) throw new Error('Vite serves the page on no port.');
  return {
    url,
    async close() {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
