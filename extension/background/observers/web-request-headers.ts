import type { WebRequest } from 'webextension-polyfill';
import { headerTextOfOctets } from '../../cookies/octets.ts';
import { type Credential, credentialIn } from '../../trace/model/credential.ts';
import type { Header } from '../../trace/model/event.ts';
import { isKeptResponseHeader, KEPT_REQUEST_HEADERS } from '../../trace/model/kept-headers.ts';

const WHOLE_NUMBER = /^\s*\d{1,15}\s*$/;

/** Octets that are no UTF-8 come as numbers (Chromium `binaryValue`). */
function textOf(header: WebRequest.HttpHeadersItemType): string {
  if (header.value !== undefined) return header.value;
  return headerTextOfOctets(Array.isArray(header.binaryValue) ? header.binaryValue : []);
}

/** Firefox joins several Set-Cookie lines into one entry with line feeds (bugzilla 1349151). */
function splitJoinedLines(name: string, value: string): readonly string[] {
  return __BROWSER__ === 'firefox' && name === 'set-cookie' ? value.split('\n') : [value];
}

function keep(
  headers: readonly WebRequest.HttpHeadersItemType[] | undefined,
  wanted: (name: string, value: string) => boolean,
): Header[] {
  const kept: Header[] = [];
  for (const header of headers ?? []) {
    const name = header.name.toLowerCase();
    const text = textOf(header);
    if (!wanted(name, text)) continue;
    for (const value of splitJoinedLines(name, text)) kept.push([name, value]);
  }
  return kept;
}

/** The headers of a request that are recorded. */
export function keptRequestHeaders(headers: readonly WebRequest.HttpHeadersItemType[] | undefined): Header[] {
  return keep(headers, (name) => KEPT_REQUEST_HEADERS.has(name));
}

/** Which credential a request carries in a header. Its value goes no further than this. */
export function credentialOf(headers: readonly WebRequest.HttpHeadersItemType[] | undefined): Credential | undefined {
  return credentialIn((headers ?? []).map(({ name, value = '' }): Header => [name.toLowerCase(), value]));
}

/**
 * The headers of a response that are recorded.
 * @param also further names in lower case: the count headers that the user named; undefined: not known yet, so whatever
 * is a whole number
 */
export function keptResponseHeaders(
  headers: readonly WebRequest.HttpHeadersItemType[] | undefined,
  also: ReadonlySet<string> | undefined,
): Header[] {
  return keep(headers, (name, value) => {
    return isKeptResponseHeader(name, value) || (also === undefined ? WHOLE_NUMBER.test(value) : also.has(name));
  });
}
