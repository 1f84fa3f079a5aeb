import { mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Linux's file system in memory. A container may have one too small for a browser's profile. */
const IN_MEMORY = '/dev/shm';
/** Bytes that must be free there: a profile takes up to 100 MB. */
const ENOUGH = 2 ** 30;

/** A new folder for a browser's profile: in memory where there is room, for a browser writes much into it. */
export function newFolder(prefix: string): string {
  return mkdtempSync(path.join(hasRoom() ? IN_MEMORY : tmpdir(), prefix));
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize > ENOUGH;
  } catch {
    return false;
  }
}
