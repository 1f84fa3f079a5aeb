import type { DatabaseSync } from 'node:sqlite';

/** Raised when the tables change; a file of another version is refused, never guessed at. */
export const SCHEMA_VERSION = 1;

// The primary key is a number, in order of creation, and the hashed id has an index of its own: a visit then changes
// one page of the table and none of an index. `sweep_at` is when the sweeper looks next, not the expiry: a visit leaves
// it alone, and the sweeper moves it on, so a live session costs one index write per idle timeout instead of per visit.
const TABLES = `
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
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
PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** Sets the connection up and makes the tables where there are none yet. Throws what SQLite throws. */
export function prepareDatabase(database: DatabaseSync): void {
  // WAL: a commit is one append to the log, readers never wait, and a killed process leaves a log that the next one
  // replays. NORMAL: no fsync per commit; the operating system has the bytes, so kill -9 loses nothing (a power cut may
  // lose the last moments, never the file's integrity).
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;');
  database.exec('BEGIN IMMEDIATE');
  try {
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
    if (version === 0) database.exec(TABLES);
    else if (version !== SCHEMA_VERSION) throw new Error(`its tables are of version ${version}, not ${SCHEMA_VERSION}`);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
