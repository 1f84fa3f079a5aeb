import { createHash } from 'node:crypto';

/** A session's id, of 32 characters that nobody could guess; the same for the same letter. */
export const id = (letter: string): string =>
  createHash('sha256').update(letter).digest('base64url').slice(0, 32).replace(/[-_]/g, 'x');
