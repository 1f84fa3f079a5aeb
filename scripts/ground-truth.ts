import { buildExtension } from './build-extension.ts';
import { runOnNode } from './run-command.ts';
import { runTask } from './sentence.ts';

// npm run ground-truth: what the extension says of cookies, held against what both browsers do. See docs/ground-truth.md.

/** A build of its own, so that a build that is made meanwhile does not take it away. */
const FOLDER = 'dist/ground-truth';

await runTask(async () => {
  await buildExtension({ folder: FOLDER });
  const args = ['tests/ground-truth/main.ts', '--extension', FOLDER, ...process.argv.slice(2)];
  const { code } = await runOnNode(args, { show: true });
  process.exitCode = code ?? 1;
});
