// The thread that checkpoints a database; see sqlite-checkpoints.ts.
import { setPriority } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';

const EVERY_MS = 200;
/** 32 MB of log. It starts over only when nobody writes for a moment, which under steady load must be asked for. */
const LONG_LOG_PAGES = 32_768;
const PATIENCE_MS = 500;

/** Of `nice`: on a machine that is busy, whoever answers goes first, and a round later copies more changes at once. */
const LOW_PRIORITY = 10;

// On Linux alone: elsewhere it would be the priority of the whole process.
if (process.platform === 'linux') setPriority(LOW_PRIORITY);

const { file } = workerData as { readonly file: string };
const database = new DatabaseSync(file, { timeout: PATIENCE_MS });
const passive = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');
const restart = database.prepare('PRAGMA wal_checkpoint(RESTART)');

setInterval(() => {
  try {
    const logPages = Number(passive.get()?.['log'] ?? 0);
    // The first has copied nearly all of it without holding anybody up, so the second holds writers up for a moment only.
    if (logPages > LONG_LOG_PAGES) restart.get();
  } catch {
    // Disk full, or another process is at it: the log grows meanwhile, and the next time may do better.
  }
}, EVERY_MS);
