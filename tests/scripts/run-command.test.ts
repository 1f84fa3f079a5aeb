import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, test } from 'node:test';
import { runCommand } from '../../scripts/run-command.ts';
import { ROOT } from './temp-copy.ts';

/** Runs a command that prints its id and never ends by itself, and goes on behind it. */
const TASK = `
  import { runCommand } from ${JSON.stringify(path.join(ROOT, 'scripts/run-command.ts'))};
  await runCommand('sh', ['-c', 'echo $$; exec tail -f /dev/null'], { show: true });
  console.log('went on');
`;

describe('a command that a task runs', { skip: process.platform === 'win32' }, () => {
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    test(`ends with the task at ${signal}, and nothing comes after it`, async (context) => {
      const task = spawn(process.execPath, ['--input-type=module', '--eval', TASK], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      task.stdout.on('data', (chunk) => {
        said += chunk;
      });
      await once(task.stdout, 'data');
      const command = Number(said);
      context.after(() => {
        for (const pid of [task.pid, command]) {
          try {
            process.kill(pid ?? 0, 'SIGKILL');
          } catch {
            // It has ended.
          }
        }
      });
      task.kill(signal);
      // The pipe closes when the last process that writes to it has ended: never, if the command still runs.
      const [code] = await once(task, 'close');
      assert.equal(said, `${command}\n`);
      assert.notEqual(code, 0);
    });
  }

  test('is ended when it takes too long, also where what it started keeps its output open', async () => {
    const began = `sh -c 'echo $$; exec tail -f /dev/null' & echo began; wait`;
    const { code, output } = await runCommand('sh', ['-c', began], { show: false, longest: 500 });
    const [, pid] = /^(\d+)$/m.exec(output) ?? [];
    if (pid !== undefined) process.kill(Number(pid));
    assert.equal(code, 1);
    assert.match(output, /^began$/m);
    assert.match(output, /It did not end within 0\.5 s\.$/);
  });
});
