import { spawn } from 'node:child_process';

/**
 * Ends a process group when this process has ended, however it ended: by a SIGKILL too, where no handler of ours runs.
 * A shell waits at a pipe that closes with us.
 * @param leader The process whose group it is (it was started `detached`).
 * @param folder A folder that goes with the group.
 * @returns Calls the watchdog off.
 */
export function endGroupWithUs(leader: number, folder?: string): () => void {
  if (process.platform === 'win32') return () => {};
  const kill = `cat >/dev/null; kill -KILL -${leader} 2>/dev/null`;
  // Processes that were killed may still write for a moment: then the folder is not empty when it is removed.
  const remove = 'for wait in 0 1 2 4; do sleep $wait; rm -rf -- "$1" && break; done';
  const script = folder === undefined ? kill : `${kill}; ${remove}`;
  const watchdog = spawn('sh', ['-c', script, 'sh', ...(folder === undefined ? [] : [folder])], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchdog.unref();
  watchdog.on('error', () => {});
  return () => watchdog.kill('SIGKILL');
}
