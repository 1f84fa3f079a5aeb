// The thread that checkpoints a database; see sqlite-checkpoints.ts.
import { fsyncSync, openSync } from 'node:fs';
import { setPriority } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';

const EVERY_MS = 200;
/** 32 MB of log. It starts over only when nobody writes for a moment, which under steady load must be asked for. */
const LONG_LOG_PAGES = 32_768;
const OPEN_PATIENCE_MS = 500;
/** Short, since a restart waits for readers with the writers shut out. If it was too short, the next time will do. */
const RESTART_PATIENCE_MS = 5;
/** Of `nice`: on a machine that is busy, whoever answers goes first, and a round later copies more changes at once. */
const LOW_PRIORITY = 10;

// On Linux alone: elsewhere it would be the priority of the whole process.
if (process.platform === 'linux') setPriority(LOW_PRIORITY);

const { file } = workerData as { readonly file: string };
const database = new DatabaseSync(file, { timeout: OPEN_PATIENCE_MS });
database.exec(`PRAGMA busy_timeout = ${RESTART_PATIENCE_MS}`);
const passive = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');
const restart = database.prepare('PRAGMA wal_checkpoint(RESTART)');
// Never closed while the process lives: that would release SQLite's own locks of this file
// (https://sqlite.org/howtocorrupt.html, section 2.2).
const descriptor = openSync(file, 'r+');

setInterval(() => {
  try {
    const logPages = Number(passive.get()?.['log'] ?? 0);
    if (logPages > LONG_LOG_PAGES) startLogOver();
  } catch {
    // Disk full, or another process is at it: the log grows meanwhile, and the next time may do better.
  }
}, EVERY_MS);

/** A restart shuts writers out until the disk has everything, so nearly everything is brought there before. */
function startLogOver(): void {
  fsyncSync(descriptor);
  passive.get();
  restart.get();
}
