// Primary result codes of SQLite (https://www.sqlite.org/rescode.html); the extended ones carry them in the low byte.
const BUSY = 5;

const ADVICE: Readonly<Record<number, string>> = {
  [BUSY]: 'another process kept it locked: is a backup or a second server at work on it?',
  8: 'it is read-only: give this user the right to write the file and its folder.',
  10: 'the disk reported an error: check the disk and its free space.',
  11: 'it is corrupt: move it away and start again, or restore a copy.',
  13: 'the disk is full: free some space.',
  14: 'it cannot be opened: check that the folder exists and may be written to.',
  26: 'it is not an SQLite database: name another file with --store sqlite:PATH.',
};

function primaryCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

/** Whether another process is writing at this moment. */
export function isBusy(error: unknown): boolean {
  return primaryCode(error) === BUSY;
}

/** SQLITE_ERROR, TOOBIG, CONSTRAINT, MISMATCH and RANGE: the statement and its values, not the file. */
const OF_ONE_STATEMENT: ReadonlySet<number> = new Set([1, 18, 19, 20, 25]);

/** Whether an error is about one statement and its row alone; what Node throws (a number too large to read) is too. */
export function isOfOneStatement(error: unknown): boolean {
  const code = primaryCode(error);
  return code === undefined || OF_ONE_STATEMENT.has(code);
}

/** One sentence for people: which file, what is wrong, what to do. */
export function sqliteTrouble(file: string, error: unknown): Error {
  const code = primaryCode(error);
  const advice = code === undefined ? undefined : ADVICE[code];
  const detail = error instanceof Error ? error.message : String(error);
  return new Error(`The session database ${file} cannot be used: ${advice ?? `${detail}.`}`, { cause: error });
}
