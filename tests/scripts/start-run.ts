import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { TestContext } from 'node:test';

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
  context.after(() => child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk;
    });
  }
  const closed = once(child, 'close');
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
        assert.equal(child.exitCode, null, `npm start ended without saying ${words}:\n${output}`);
        await Promise.race([once(child.stdout ?? child, 'data'), once(child.stderr ?? child, 'data'), closed]);
      }
    },
  };
}
