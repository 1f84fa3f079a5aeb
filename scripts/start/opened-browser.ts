import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endGroupWithUs } from '../watchdog.ts';

/** A browser that was started for the user, on a profile of its own that goes when it ends. */
export interface OpenedBrowser {
  /** Settles when the browser has ended, closed by the user or stopped. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** A browser's process with its fresh profile, before anything is shown in it. */
export interface BrowserProcess extends OpenedBrowser {
  readonly child: ChildProcess;
  readonly profile: string;
}

/**
 * Starts a browser in a process group of its own, so that it ends with all its processes.
 * @param args Made from the profile's folder.
 */
export function spawnBrowser(
  executable: string,
  args: (profile: string) => readonly string[],
  stdio: SpawnOptions['stdio'] = 'ignore',
): BrowserProcess {
  const profile = mkdtempSync(path.join(tmpdir(), 'sidtrail-profile-'));
  const child = spawn(executable, args(profile), { stdio, detached: process.platform !== 'win32' });
  const callOff = child.pid === undefined ? () => {} : endGroupWithUs(child.pid, profile);
  const ended = new Promise<void>((resolve) => {
    const done = () => {
      callOff();
      // What the browser leaves behind may still be written to for a moment.
      rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
      resolve();
    };
    child.once('exit', done);
    child.once('error', done);
  });
  return {
    child,
    profile,
    ended,
    stop: async () => {
      endGroup(child);
      await ended;
    },
  };
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

/** The answer of a promise, or undefined when the browser ended first or `ms` have passed. */
export async function inTime<T>(browser: OpenedBrowser, ms: number, answer: Promise<T>): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), ms);
  try {
    return await Promise.race([answer, late, browser.ended.then(() => undefined)]);
  } finally {
    clearTimeout(timer);
  }
}
