import { spawnSync } from 'node:child_process';

/** Lets the disk have what was written before: it would be written in the middle of what is measured. */
export function settleDisk(): void {
  if (process.platform !== 'win32') spawnSync('sync');
}
