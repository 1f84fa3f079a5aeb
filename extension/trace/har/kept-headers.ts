import type { Header } from '../event.ts';

/** The headers that say something about cookies, sessions and where a request comes from; a HAR holds many more. */
const KEPT_REQUEST: ReadonlySet<string> = new Set([
  'cookie',
  'origin',
  'referer',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'sec-fetch-user',
  'sec-purpose',
  'access-control-request-method',
  'access-control-request-headers',
]);

const KEPT_RESPONSE: ReadonlySet<string> = new Set([
  'set-cookie',
  'location',
  'clear-site-data',
  'session-count',
  'content-type',
  'cache-control',
  'date',
  'age',
  'access-control-allow-origin',
  'access-control-allow-credentials',
]);

export function keptRequestHeaders(headers: readonly Header[]): Header[] {
  return headers.filter(([name]) => KEPT_REQUEST.has(name));
}

/** @param also names (lower case) that a site's settings ask for: the headers that carry its count */
export function keptResponseHeaders(headers: readonly Header[], also: ReadonlySet<string>): Header[] {
  return headers.filter(([name]) => KEPT_RESPONSE.has(name) || also.has(name));
}
