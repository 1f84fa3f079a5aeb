import type { DatabaseSync } from 'node:sqlite';
import { leadingBits } from '../../fast/leading-bits.ts';
import type { SessionKey } from '../../sessions/session-id.ts';
import { isBusy } from './sqlite-errors.ts';

/** Raised when the tables change; a file of another version is refused, never guessed at. */
export const SCHEMA_VERSION = 3;

// The row number is taken from the key (`rowNumber`), so a visit walks one tree of numbers and no index, and changes one
// page. Pages are small because a visit writes a whole one. `sweep_at` is when the sweeper looks next, not the expiry: a
// visit leaves it alone and the sweeper moves it on, so a live session costs one index write per idle timeout.
// `provisional` is 0, or the session's place among those whose cookie has not come back: higher is younger.
const TABLES = `
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  count INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  idle_ms INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  absolute_expires_at INTEGER NOT NULL,
  provisional INTEGER NOT NULL,
  moved INTEGER NOT NULL DEFAULT 0,
  user TEXT,
  sweep_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_sweep ON sessions (sweep_at);
CREATE INDEX sessions_by_user ON sessions (user) WHERE user IS NOT NULL;
`;

const BY_PROVISIONAL = `
CREATE INDEX sessions_by_provisional ON sessions (provisional) WHERE provisional > 0;
PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** What brings a file of an earlier version, or a new one (0), to this version. */
const UPGRADES: Readonly<Record<number, string>> = {
  0: TABLES + BY_PROVISIONAL,
  2: BY_PROVISIONAL,
};

/**
 * 48 bits of a key, for a row number. Two of a million sessions share theirs once in 300 million; the key beside it
 * distinguishes them, and the later one is not made (see `SqliteStore.create`).
 */
export function rowNumber(key: SessionKey): number {
  return leadingBits(key);
}

/** How long an opening waits for others that open the same file, and how often it looks, ms. A busy disk takes seconds. */
const OPEN_PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 5;

/** Sets the connection up and makes the tables where there are none yet. Throws what SQLite throws. */
export function prepareDatabase(database: DatabaseSync): void {
  const deadline = performance.now() + OPEN_PATIENCE_MS;
  for (;;) {
    try {
      prepareOnce(database);
      return;
    } catch (error) {
      // When the processes of a fleet make a file at once, SQLite waits for none of them: to begin a write-ahead log takes
      // a lock that it will not queue for, since two that waited for each other would wait for ever.
      if (!isBusy(error) || performance.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY_MS);
    }
  }
}

function prepareOnce(database: DatabaseSync): void {
  // WAL: a commit is one append to the log, readers never wait, and a killed process leaves a log that the next one
  // replays. NORMAL: no fsync per commit; the operating system has the bytes, so kill -9 loses nothing (a power cut may
  // lose the last moments, never the file's integrity).
  database.exec('PRAGMA page_size = 1024; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  // At the most 256 MB of pages, of which as many are taken as there are: a million sessions fit.
  database.exec('PRAGMA cache_size = -262144; PRAGMA journal_size_limit = 67108864;');
  database.exec('BEGIN IMMEDIATE');
  try {
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
    const upgrade = UPGRADES[version];
    if (upgrade !== undefined) database.exec(upgrade);
    else if (version !== SCHEMA_VERSION) {
      throw new Error('it was made by another version of this server: move it away and start again');
    }
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
