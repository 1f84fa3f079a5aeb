import type { Header } from '../../model/event.ts';
import { LEFT_OUT } from '../json-leaf.ts';
import { recordOf, textOf } from '../json-value.ts';

/** True for text whose characters are all octets, and some of them above ASCII. */
const looksUndecoded = (text: string): boolean => /[\x80-\xff]/.test(text) && !/[^\0-\xff]/.test(text);

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * A header value as this trace's browser would have shown it. Chromium's DevTools and Playwright write octets one by
 * one where Chromium's webRequest decodes UTF-8; Firefox's webRequest gives octets.
 */
export function asObserved(value: string, headerText: 'utf-8' | 'octets'): string {
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

/** The values of a header, which some tools write as a list. */
function valuesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** `[{name, value}]` by HAR 1.2; some tools write `{name: value}`, `[[name, value]]` or lines, or call the name `key`. */
function* pairsOf(headers: unknown): Generator<readonly [name: string, value: string]> {
  const list = textOf(headers)?.split(/\r?\n/) ?? headers;
  const items: readonly unknown[] = Array.isArray(list) ? list : Object.entries(recordOf(list));
  for (const item of items) {
    const [, before, behind] = /^(:?[^:]+):(.*)$/s.exec(textOf(item) ?? '') ?? [];
    const record = recordOf(item);
    const [name, value] = Array.isArray(item)
      ? (item as readonly unknown[])
      : [before ?? record['name'] ?? record['key'], behind?.trim() ?? record['value']];
    if (typeof name === 'string') for (const one of valuesOf(value)) yield [name, one];
  }
}

/** The headers of a HAR message, as they are written. */
export interface HarHeaders {
  /** Names in lower case, HTTP/2's pseudo-headers left out, one Header for each Set-Cookie line. */
  readonly headers: Header[];
  /** Values that were too long to keep. */
  readonly leftOut: number;
}

/**
 * Reads the headers of a HAR message. Firefox and others join Set-Cookie lines by line feeds (bugzilla 1349151), and
 * some the pairs of a Cookie header. A Set-Cookie line that was redacted stays: it shows that something was set.
 */
export function harHeaders(value: unknown): HarHeaders {
  const headers: Header[] = [];
  let leftOut = 0;
  for (const [given, text] of pairsOf(value)) {
    const name = given.trim().toLowerCase();
    if (name === '' || name.startsWith(':')) continue;
    if (text === LEFT_OUT) leftOut += 1;
    else if (name === 'cookie') headers.push([name, text.replace(/\s*[\r\n]\s*/g, '; ')]);
    else if (name !== 'set-cookie') headers.push([name, text]);
    // No server sends an empty one.
    else
      headers.push(
        ...(text || '[redacted]')
          .split(/[\r\n]+/)
          .filter(Boolean)
          .map((line): Header => [name, line]),
      );
  }
  return { headers, leftOut };
}

/** The `User-Agent` that a request was sent with. */
export function userAgentOf(headers: readonly Header[]): string | undefined {
  return headers.find(([name]) => name === 'user-agent')?.[1].slice(0, 400);
}
