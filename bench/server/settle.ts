import { spawnSync } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

/**
 * Brings to rest what would otherwise happen in the middle of what is measured: the disk gets what was written before,
 * and this process, which is the load, collects the garbage of what came before. To it a collection of 100 ms looks like
 * an answer that took so long.
 */
export function settle(): void {
  if (process.platform !== 'win32') spawnSync('sync');
  if (typeof collectGarbage === 'function') collectGarbage();
}
