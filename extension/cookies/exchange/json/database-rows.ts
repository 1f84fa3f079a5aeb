import { hasMember, someRecord } from './cookie-list.ts';

/** Rows of Chrome's table `cookies` or Firefox's `moz_cookies`, as `sqlite3 -json` and the like print them. */
export function isDatabaseRows(document: unknown): boolean {
  return someRecord(document, (record) => hasMember(record, 'host_key', 'isHttpOnly', 'originAttributes'));
}
