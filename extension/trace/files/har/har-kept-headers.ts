import type { Header } from '../../model/event.ts';
import { isKeptResponseHeader, KEPT_REQUEST_HEADERS } from '../../model/kept-headers.ts';

/** The request headers of a HAR that a trace keeps. */
export function keptRequestHeaders(headers: readonly Header[]): Header[] {
  return headers.filter(([name]) => KEPT_REQUEST_HEADERS.has(name));
}

/**
 * The response headers of a HAR that a trace keeps.
 * @param also names (lower case) that a site's settings ask for: the headers that carry its count
 */
export function keptResponseHeaders(headers: readonly Header[], also: ReadonlySet<string>): Header[] {
  return headers.filter(([name, value]) => isKeptResponseHeader(name, value) || also.has(name));
}
