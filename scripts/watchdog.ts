import { spawn } from 'node:child_process';

/**
 * Ends a process group when this process has ended, however it ended: by a SIGKILL too, where no handler of ours runs.
 * A shell waits at a pipe that closes with us.
 * @param leader The process whose group it is (it was started `detached`).
 * @returns Calls the watchdog off.
 */
export function endGroupWithUs(leader: number): () => void {
  if (process.platform === 'win32') return () => {};
  const watchdog = spawn('sh', ['-c', `cat >/dev/null; kill -KILL -${leader} 2>/dev/null`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchdog.unref();
  watchdog.on('error', () => {});
  return () => watchdog.kill('SIGKILL');
}
