import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { endGroupWithUs } from './watchdog.ts';

/** A companion server in a process of its own, as `npm run server` starts it. */
export interface CompanionProcess {
  /** Where it answers, with a slash at the end. */
  readonly url: string;
  /** Settles when the process has ended, by itself or not. */
  readonly ended: Promise<void>;
  /** Asks it to finish what is in flight and to end. */
  stop(): Promise<void>;
}

/**
 * Starts the companion with the options of `npm run server`.
 * @throws With the server's own sentence when it cannot start: port taken, store not to be opened.
 */
export async function startCompanionProcess(args: readonly string[]): Promise<CompanionProcess> {
  const root = path.dirname(import.meta.dirname);
  const child = spawn(process.execPath, [path.join(root, 'scripts/server.ts'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own group: a Ctrl-C at the terminal reaches it through whoever started it, once.
    detached: process.platform !== 'win32',
  });
  const callOff = child.pid === undefined ? () => {} : endGroupWithUs(child.pid);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      callOff();
      resolve();
    });
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const url = await new Promise<string | undefined>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [found] = line.match(/https?:\/\/\S+/) ?? [];
      if (found) resolve(found);
    });
    child.once('close', () => resolve(undefined));
  });
  if (url === undefined) throw new Error(said.trim() || 'The companion server ended without saying why.');
  return {
    url,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
