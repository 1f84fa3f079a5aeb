// A process that opens each SQLite file that it is sent, at the moment that is sent with it, and answers how that went.
import { SqliteStore } from '../../../server/stores/sqlite/sqlite-store.ts';
import { LONG } from './policy.ts';

process.on('message', ({ file, at }: { readonly file: string; readonly at: number }) => {
  while (Date.now() < at);
  try {
    new SqliteStore(file, LONG);
    process.send?.('open');
  } catch (error) {
    process.send?.(String(error));
  }
});
process.send?.('ready');
