import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { ROOT } from './temp-copy.ts';

/** A run of `npm start`. */
export interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Waits for words in the output; fails when the process ends without them. */
  readonly says: (words: RegExp) => Promise<RegExpMatchArray>;
  readonly ends: () => Promise<number | null>;
}

/** Runs `npm start` in a copy of the repo, so that it has builds and data of its own. */
export function start(context: TestContext, copy: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...environment } = process.env;
  const child = spawn(process.execPath, ['scripts/start.ts', ...args], {
    cwd: copy,
    env: { ...environment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  context.after(() => {
    if (!context.passed) keepWhatWas(context, output);
    child.kill('SIGKILL');
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk;
    });
  }
  let isClosed = false;
  const closed = once(child, 'close').then(() => {
    isClosed = true;
  });
  return {
    child,
    output: () => output,
    ends: async () => {
      await closed;
      return child.exitCode;
    },
    says: async (words) => {
      for (;;) {
        const found = output.match(words);
        if (found) return found;
        // A process that was killed has no exit code.
        assert.ok(!isClosed, `npm start ended without saying ${words}:\n${output}`);
        await Promise.race([once(child.stdout ?? child, 'data'), once(child.stderr ?? child, 'data'), closed]);
      }
    },
  };
}

/** What it said, and which processes there are: where it hangs is understood without running it again. */
function keepWhatWas({ name, error }: TestContext, output: string): void {
  const folder = path.join(ROOT, 'test-results/start');
  mkdirSync(folder, { recursive: true });
  const { stdout } = spawnSync('ps', ['-eo', 'pid,ppid,stat,etime,wchan:30,args'], { encoding: 'utf8' });
  const file = path.join(folder, `${name.replace(/[^\w]+/g, '-').slice(0, 80)}.txt`);
  writeFileSync(file, [error?.message, output, stdout].join('\n\n'));
}
