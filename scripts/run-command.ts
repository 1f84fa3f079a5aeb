import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

export const ROOT = path.dirname(import.meta.dirname);

export interface CommandResult {
  /** Null when a signal ended it. */
  readonly code: number | null;
  /** Standard output and error together, where they were kept. */
  readonly output: string;
}

const running = new Set<ChildProcess>();
let isEnding = false;

/** A task that is asked to end passes that on to its commands, and ends when they have. Ctrl-C reaches them by itself. */
const endTogether = (signal: NodeJS.Signals): void => {
  isEnding = true;
  for (const child of running) child.kill(signal);
};

const ENDINGS = ['SIGTERM', 'SIGHUP'] as const;

export interface CommandOptions {
  /** `true`: its output goes to the terminal as it comes. `false`: it is kept and given back. */
  readonly show: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** After so many ms it is ended, and the output says so; absent: it may take as long as it wants. */
  readonly longest?: number;
}

/** How long a command may take to end once it was asked to, in ms. */
const GRACE = 5_000;

/** Runs a command in the repo's top folder. */
export function runCommand(
  command: string,
  args: readonly string[],
  { show, env = {}, longest }: CommandOptions,
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    // Before the command is there: else a signal that comes at once ends us alone.
    if (running.size === 0) for (const signal of ENDINGS) process.once(signal, endTogether);
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (chunk: string) => {
        output += chunk;
      });
    }
    const timers: NodeJS.Timeout[] = [];
    const endIt = (): void => {
      child.kill();
      timers.push(setTimeout(() => child.kill('SIGKILL'), GRACE));
      // Not `close`: whoever it started may hold the pipe open.
      child.once('exit', () =>
        ended(() => resolve({ code: 1, output: `${output}\nIt did not end within ${Number(longest) / 1000} s.` })),
      );
    };
    if (longest !== undefined) timers.push(setTimeout(endIt, longest));
    const ended = (then: () => void): void => {
      for (const timer of timers) clearTimeout(timer);
      running.delete(child);
      if (running.size === 0) for (const signal of ENDINGS) process.off(signal, endTogether);
      if (!isEnding) then();
      else if (running.size === 0) process.exit(1);
    };
    child.once('error', (error) => ended(() => reject(error)));
    child.once('close', (code) => ended(() => resolve({ code, output })));
  });
}

/** Runs a JavaScript file, from the repo's top, on this same Node. */
export function runOnNode(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  return runCommand(process.execPath, args, options);
}
