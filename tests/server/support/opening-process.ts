// A process that opens each SQLite file that it is sent, at the moment that is sent with it, and answers how that went.
import { SqliteStore } from '../../../server/stores/sqlite/sqlite-store.ts';

const POLICY = { idleMs: 3_600_000, absoluteMs: 7_200_000, provisionalMs: 1_800_000, movedMs: 60_000 };

process.on('message', ({ file, at }: { readonly file: string; readonly at: number }) => {
  while (Date.now() < at);
  try {
    new SqliteStore(file, POLICY);
    process.send?.('open');
  } catch (error) {
    process.send?.(String(error));
  }
});
process.send?.('ready');
