import { fstatSync, openSync, renameSync, statSync } from 'node:fs';

export type RotationLimits = {
  /** A file of this size, bytes, is put aside before the next block is written. */
  readonly maxBytes: number;
  /** So many older files are kept: `file.1` is the youngest. */
  readonly older: number;
};

export type Rotation = RotationLimits & { readonly file: string };

/** About 80 MB in all. */
export const LIMITS: RotationLimits = { maxBytes: 16_777_216, older: 4 };

/** Whether the open file has reached its size, whoever wrote to it. */
export function isFull(descriptor: number, { maxBytes }: Rotation): boolean {
  return fstatSync(descriptor).size >= maxBytes;
}

/**
 * Puts the file aside and opens a new one, or opens the one that another process has started meanwhile: all workers of a
 * fleet write to one file. Answers the new descriptor; the old one is the caller's to close. Throws what the file system
 * throws.
 */
export function rotate(descriptor: number, { file, older }: Rotation): number {
  const open = fstatSync(descriptor);
  const named = statSync(file, { throwIfNoEntry: false });
  if (named?.ino === open.ino && named.dev === open.dev) {
    for (let age = older; age > 1; age -= 1) renameIfThere(`${file}.${age - 1}`, `${file}.${age}`);
    renameSync(file, `${file}.1`);
  }
  return openSync(file, 'a');
}

function renameIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, to);
}
