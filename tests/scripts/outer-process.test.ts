import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from './temp-copy.ts';

const SERVER = ['--port', '0', '--store', 'memory'];

/** Starts the companion by an outer process, kills that alone, and asserts that the companion ends too. */
async function assertEndsWith(context: TestContext, command: string, args: readonly string[]): Promise<void> {
  const outer = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  // What a failed test leaves behind is in the outer process's group.
  context.after(() => {
    try {
      process.kill(-(outer.pid ?? 0), 'SIGKILL');
    } catch {
      // The group has ended.
    }
  });
  const closed = once(outer.stdout, 'close');
  let url: string | undefined;
  for await (const line of createInterface({ input: outer.stdout })) {
    url = line.match(/https?:\/\/\S+/)?.[0];
    if (url !== undefined) break;
  }
  assert.ok(url, 'the companion did not start');
  assert.ok((await fetch(url)).ok);
  outer.kill('SIGKILL');
  // The pipe closes when the last process that writes to it has ended.
  outer.stdout.resume();
  const ended = await Promise.race([closed.then(() => true), pause(15_000, false, { ref: false })]);
  assert.ok(ended, 'a process still runs');
  await assert.rejects(fetch(url), 'the companion still answers');
}

describe('a task ends when the process that started it is killed', { skip: process.platform === 'win32' }, () => {
  test('scripts/run.mjs', (context) =>
    assertEndsWith(context, process.execPath, ['scripts/run.mjs', 'server', ...SERVER]));

  test('scripts/dev.ts', (context) => assertEndsWith(context, process.execPath, ['scripts/dev.ts', ...SERVER]));

  test('npm', (context) => assertEndsWith(context, 'npm', ['run', '--silent', 'server', '--', ...SERVER]));
});
