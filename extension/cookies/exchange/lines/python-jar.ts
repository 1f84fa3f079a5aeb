import type { Reading, ReadRow } from '../exchange-cookie.ts';
import { readRow } from '../rows/read-row.ts';
import { numberRows } from '../rows/read-rows.ts';

const JAR = /^\s*<(?:\w+\.)*\w*CookieJar\[/;
const COOKIE = /<Cookie ([^\s=<>]*)=([^<>]*) for ([^\s/<>]+)(\/[^<>]*)>/g;

/** Whether a text is what Python prints of a cookie jar: `<RequestsCookieJar[<Cookie sid=abc for app.test/>]>`. */
export function isPythonJar(head: string): boolean {
  return JAR.test(head);
}

/** Reads a printed jar of Python: name, value, domain and path; flags and expiry are not printed. */
export function readPythonJar(text: string): Reading {
  return numberRows(cookiesOf(text), [{ code: 'flags-unknown' }]);
}

function* cookiesOf(text: string): Generator<ReadRow> {
  for (const [, name, value, domain, path] of text.matchAll(COOKIE)) yield readRow({ name, value, domain, path });
}
