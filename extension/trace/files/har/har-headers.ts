import type { Header } from '../../model/event.ts';
import { listOf, recordOf, textOf } from '../json-value.ts';

/** Text whose characters are all octets, and some of them above ASCII. */
function looksUndecoded(text: string): boolean {
  let above = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 0xff) return false;
    if (code > 0x7f) above = true;
  }
  return above;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * A header value as this trace's browser would have told it. Chromium's DevTools and Playwright write octets one by
 * one where Chromium's webRequest decodes UTF-8; Firefox's webRequest gives octets.
 */
function asObserved(value: string, headerText: 'utf-8' | 'octets'): string {
  switch (headerText) {
    case 'utf-8': {
      if (!looksUndecoded(value)) return value;
      try {
        return strictUtf8.decode(Uint8Array.from(value, (char) => char.charCodeAt(0)));
      } catch {
        return value;
      }
    }
    case 'octets': {
      if (!/[^\0-\xff]/.test(value)) return value;
      return Array.from(new TextEncoder().encode(value), (octet) => String.fromCharCode(octet)).join('');
    }
  }
}

/**
 * The headers of a HAR message: names in lower case, HTTP/2's pseudo-headers left out, one Header for each Set-Cookie
 * line (Firefox joins them with a line feed, bugzilla 1349151).
 */
export function harHeaders(value: unknown, headerText: 'utf-8' | 'octets'): Header[] {
  const headers: Header[] = [];
  for (const item of listOf(value)) {
    const header = recordOf(item);
    const name = textOf(header['name'])?.toLowerCase();
    const text = textOf(header['value']);
    if (name === undefined || text === undefined || name === '' || name.startsWith(':')) continue;
    const observed = asObserved(text, headerText);
    if (name === 'set-cookie') for (const line of observed.split('\n')) headers.push([name, line]);
    else headers.push([name, observed]);
  }
  return headers;
}
