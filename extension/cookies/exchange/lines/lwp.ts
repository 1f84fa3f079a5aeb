import { bareDomain } from '../../domain-match.ts';
import { isWsp } from '../../whitespace.ts';
import type { ExchangeCookie, ExchangeExport, ExchangeOrigin, Reading, ReadRow } from '../exchange-cookie.ts';
import { PROTOCOL_SAME_SITE } from '../json/storage-state.ts';
import { partitionLosses } from '../losses.ts';
import { readRow } from '../rows/read-row.ts';
import { type NumberedLine, numberedLines, readRows } from '../rows/read-rows.ts';

const FILE_HEADER = /^\s*#LWP-Cookies-\d/;
const LINE = /^[ \t]*Set-Cookie3[ \t]*:[ \t]*/im;

/** Whether a text is a jar of Perl's HTTP::Cookies, or of Python's LWPCookieJar. */
export function isLwp(head: string): boolean {
  return FILE_HEADER.test(head) || LINE.test(head);
}

/** Cookies as Perl's HTTP::Cookies and Python's LWPCookieJar keep them. */
export function formatLwp(cookies: readonly ExchangeCookie[]): ExchangeExport {
  return { text: `#LWP-Cookies-2.0\n${cookies.map(formatLine).join('')}`, losses: partitionLosses(cookies) };
}

function formatLine(cookie: ExchangeCookie): string {
  const pieces = [
    `${cookie.name}=${quoted(cookie.value)}`,
    `path=${quoted(cookie.path)}`,
    `domain=${quoted(cookie.hostOnly ? cookie.domain : `.${bareDomain(cookie.domain)}`)}`,
    'path_spec',
    ...(cookie.hostOnly ? [] : ['domain_dot']),
    ...(cookie.secure ? ['secure'] : []),
    ...(cookie.expirationDate === undefined ? ['discard'] : [`expires=${quoted(lwpTime(cookie.expirationDate))}`]),
    ...(cookie.httpOnly ? ['HttpOnly=None'] : []),
    ...(cookie.sameSite === 'unspecified' ? [] : [`SameSite=${PROTOCOL_SAME_SITE[cookie.sameSite]}`]),
    'version=0',
  ];
  return `Set-Cookie3: ${pieces.join('; ')}\n`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** `2026-12-24 09:00:00Z`; seconds since 1970. */
function lwpTime(seconds: number): string {
  const last = 253_402_300_799;
  return `${new Date(Math.min(Math.floor(seconds), last) * 1000).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

/** Reads Set-Cookie3 lines; those of other kinds are comments to both jars. */
export function readLwp(text: string, { now }: ExchangeOrigin): Reading {
  return readRows(cookieLines(text), (line) => readLine(line, now));
}

/** Both jars end a line so; another one was wrapped. */
const LAST = /version="?\d+"?\s*$/i;

function* cookieLines(text: string): Generator<NumberedLine> {
  let held: NumberedLine | undefined;
  let isOpen = false;
  for (const { line: whole, number } of numberedLines(text)) {
    // A form of one line takes the breaks away.
    for (const line of whole.split(/[ \t](?=Set-Cookie3:)/)) {
      if (line.trimStart().startsWith('#')) continue;
      if (held !== undefined && isOpen && !LINE.test(line)) held = { ...held, line: `${held.line}\n${line}` };
      else {
        if (held !== undefined) yield held;
        held = { line, number };
        isOpen = LINE.test(line);
      }
      if (LAST.test(line.slice(-40))) isOpen = false;
    }
  }
  if (held !== undefined) yield held;
}

function readLine({ line, number }: NumberedLine, now: number): ReadRow {
  const [header] = LINE.exec(line) ?? [];
  const [pair, ...attributes] = header === undefined ? [] : split(line.slice(header.length));
  if (pair === undefined || pair.value === undefined) return { ok: false, line: number, error: { code: 'lwp-line' } };
  const given = new Map(attributes.map(({ name, value }) => [name.toLowerCase(), value ?? '']));
  const domain = given.get('domain');
  return readRow(
    {
      name: pair.name,
      value: pair.value,
      domain,
      path: given.get('path'),
      secure: given.has('secure'),
      httpOnly: given.has('httponly'),
      sameSite: given.get('samesite'),
      // A date has a blank where its line was wrapped; in a value a line break is refused.
      expires: given.get('expires')?.replace('\n', ' '),
    },
    { line: number, now },
  );
}

interface Part {
  readonly name: string;
  /** Without its quotes; undefined: there is no `=`. */
  readonly value: string | undefined;
}

/** Parts of one line that are read; a jar writes a dozen. */
const MAX_PARTS = 100;

/** The parts of a header in RFC 2965's form: `;` between, values in quotes with backslashes, or bare. */
function split(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  while (at < text.length && parts.length < MAX_PARTS) {
    const end = endOf(text, at, ';');
    const equals = text.indexOf('=', at);
    if (equals === -1 || equals > end) {
      parts.push({ name: text.slice(at, end).trim(), value: undefined });
      at = end + 1;
      continue;
    }
    const name = text.slice(at, equals).trim();
    let start = equals + 1;
    while (isWsp(text.charCodeAt(start))) start++;
    if (text.charAt(start) !== '"') {
      parts.push({ name, value: text.slice(start, end).trim() });
      at = end + 1;
      continue;
    }
    const [value, close] = readQuoted(text, start + 1);
    parts.push({ name, value });
    at = endOf(text, close, ';') + 1;
  }
  return parts;
}

function endOf(text: string, from: number, mark: string): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found;
}

/** Text between quotes from `start` on, and where it ends. */
function readQuoted(text: string, start: number): readonly [value: string, end: number] {
  const pieces: string[] = [];
  let from = start;
  for (let i = start; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '"') return [pieces.join('') + text.slice(from, i), i + 1];
    if (character !== '\\') continue;
    pieces.push(text.slice(from, i));
    from = ++i;
  }
  return [pieces.join('') + text.slice(from), text.length];
}
