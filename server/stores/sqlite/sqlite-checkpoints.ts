import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';

const CHECKPOINTER = new URL('sqlite-checkpointer.ts', import.meta.url);
/** SQLite's own default: checkpoint in the commit that makes the log this long. */
const AUTOMATIC_PAGES = 1_000;

/**
 * Moves checkpoints from the commits of the event loop to a thread of their own. A checkpoint copies the write-ahead
 * log into the database file, with an fsync. Where that thread cannot work, commits do it again.
 *
 * @returns ends the thread
 */
export function startCheckpoints(database: DatabaseSync, file: string): () => Promise<void> {
  const worker = new Worker(CHECKPOINTER, { workerData: { file }, trackUnmanagedFds: false });
  worker.unref();
  database.exec('PRAGMA wal_autocheckpoint = 0');
  worker.on('error', () => {
    if (database.isOpen) database.exec(`PRAGMA wal_autocheckpoint = ${AUTOMATIC_PAGES}`);
  });
  return async () => {
    await worker.terminate();
  };
}
