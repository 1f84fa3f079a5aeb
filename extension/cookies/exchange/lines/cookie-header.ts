import { parseUrl } from '../../hosts.ts';
import { parseCookieHeader, serializeCookieHeader } from '../../parse-cookie-header.ts';
import { type RowNote, shown } from '../exchange-codes.ts';
import type { ExchangeCookie, ExchangeExport, ExchangeOrigin, Reading, ReadRow } from '../exchange-cookie.ts';
import { lossesOf } from '../losses.ts';
import { readRow } from '../rows/read-row.ts';
import { numberedLines, numberRows } from '../rows/read-rows.ts';
import { asSetCookie, assumedHost, readSetCookieLines } from './set-cookie-lines.ts';
import { hasAttributes, withoutQuotes } from './which-header.ts';

/** Cookies as one Cookie header, in the order given. */
export function formatCookieHeader(cookies: readonly ExchangeCookie[]): ExchangeExport {
  return { text: `Cookie: ${serializeCookieHeader(cookies)}\n`, losses: lossesOf(cookies, 'pairs-only') };
}

/** Two pairs with a comma and a blank between them, as joiners write it. In a Cookie header the comma may as well be a value's. */
const MAYBE_JOINED = /, +[^\s=,;"()]+=(?!=)/;

/** Names that browsers make Secure by a prefix. */
export const SECURE_NAME = /^__(?:secure|host)-/i;

/** RFC 2965 §3.3.4: old clients say so what a cookie was set with. */
const OLD_ATTRIBUTE = /^\$(?:Version|Path|Domain|Port)$/i;

/** The blank between two pairs, as the logs of CloudFront (`;%20`) and IIS (`;+`) write it. */
const LOGGED_BLANK = /;(?:%20|\+)(?=[^\s;=]{1,200}=)/g;

/** A log writes each blank so, and the name of a cookie never begins so. */
function withBlanks(header: string): string {
  const bare = header.replace(LOGGED_BLANK, '; ');
  return /;[^ ]/.test(bare) ? header : bare;
}

/** The cookies of one Cookie header: session cookies of the URL's host alone, on path `/`. */
export function* readPairs(header: string, url: URL, line?: number): Generator<ReadRow> {
  for (const { name, value } of parseCookieHeader(withBlanks(withoutQuotes(header.trim())))) {
    if (OLD_ATTRIBUTE.test(name)) {
      yield { ok: false, ...(line !== undefined && { line }), error: { code: 'old-attribute', params: { name } } };
      continue;
    }
    if (value.endsWith('…')) {
      yield { ok: false, ...(line !== undefined && { line }), error: { code: 'cut', params: { name: shown(name) } } };
      continue;
    }
    const secure = url.protocol === 'https:' || SECURE_NAME.test(name);
    const notes: readonly RowNote[] = MAYBE_JOINED.test(value) ? [{ code: 'maybe-joined' }] : [];
    yield readRow(
      { name, value, domain: url.hostname, hostOnly: true, path: '/', secure },
      line === undefined ? { notes } : { line, notes },
    );
  }
}

/** Characters of one Cookie header: 180 cookies of 4096 octets, and a little. */
export const LONGEST_HEADER = 1_048_576;

const REQUEST_LINE = /^\s*[A-Z]{3,7} +(https?:\/\/[^\s"'<>`]+)/;
const NAMED_LINE = /^[ \t]*cookie(?:[ \t]*:(?![:=])|\t)/im;
/** What a tracker or a chat writes around a text. */
const MARKUP = /^\s*[{(]\/?[\w:]{1,30}[})]\s*$/;

/** Reads Cookie headers, or pairs without a header's name. A header that was wrapped behind a `;` is put together. */
export function readCookieHeader(text: string, origin: ExchangeOrigin): Reading {
  let url = parseUrl(origin.url);
  const headers: { line: number; text: string }[] = [];
  const prose: ReadRow[] = [];
  const isNamed = NAMED_LINE.test(text);
  let before = '';
  let lastLine = 0;
  for (const { line, number } of numberedLines(text)) {
    // Wireshark takes the header apart once more.
    if (/^\s*cookie pair:/i.test(line)) continue;
    const [name] = /^\s*cookie(?:\s*:|\t)\s*/i.exec(line) ?? [];
    const last = headers.at(-1);
    const isApart = last === undefined || prose.length > 0 || number > lastLine + 1 || MARKUP.test(line);
    if (isNamed && name === undefined && isApart && !/;\s*$/.test(before.slice(-50))) {
      // A request's first line names the site.
      if (last === undefined) url = parseUrl(REQUEST_LINE.exec(line)?.[1] ?? '') ?? url;
      prose.push({ ok: false, line: number, error: { code: 'line-unreadable' } });
      continue;
    }
    lastLine = number;
    if (name !== undefined || last === undefined) headers.push({ line: number, text: line.slice(name?.length ?? 0) });
    else if (/;\s*$/.test(before.slice(-50)) || /^\s*;/.test(line.slice(0, 50))) last.text += ` ${line}`;
    else return { rows: [], error: { code: 'header-lines', params: { line: number } } };
    before = line;
  }
  if (url === null) return { rows: [], error: { code: 'no-site' } };
  const long = headers.find((header) => header.text.length > LONGEST_HEADER);
  if (long !== undefined) {
    return { rows: [], error: { code: 'too-long', params: { characters: long.text.length, limit: LONGEST_HEADER } } };
  }
  const lines = headers.filter(({ text: header }) => hasAttributes(header));
  const pairs = headers.filter((header) => !lines.includes(header));
  const set = readSetCookieLines(
    lines.map(({ line, text: header }) => ({ ...asSetCookie(header), line })),
    origin,
  );
  const note = { code: 'pairs-only', params: { host: url.hostname } } as const;
  return numberRows([...pairsOf(pairs, url), ...set, ...prose], pairs.length > 0 ? [note] : assumedHost(set, origin));
}

function* pairsOf(headers: readonly { readonly line: number; readonly text: string }[], url: URL): Generator<ReadRow> {
  for (const { line, text } of headers) yield* readPairs(text, url, line);
}
