import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from './temp-copy.ts';

/** Runs a command that prints its id and would take a minute, and goes on behind it. */
const TASK = `
  import { runCommand } from ${JSON.stringify(path.join(ROOT, 'scripts/run-command.ts'))};
  await runCommand('sh', ['-c', 'echo $$; exec sleep 60'], { show: true });
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
      // The pipe closes when the last process that writes to it has ended.
      const ended = await Promise.race([once(task, 'close'), pause(15_000, undefined, { ref: false })]);
      assert.ok(ended, 'the command still runs');
      assert.equal(said, `${command}\n`);
      assert.notEqual(ended[0], 0);
    });
  }
});
