import { bareDomain } from '../../domain-match.ts';
import { type RowError, type RowErrorCode, type RowNote, shown } from '../exchange-codes.ts';
import type { ExchangeCookie, ExchangeExport, Reading, ReadRow } from '../exchange-cookie.ts';
import { lossesOf, partitionLosses, sameSiteLosses } from '../losses.ts';
import { readRow } from '../rows/read-row.ts';
import { type NumberedLine, numberedLines, readRows } from '../rows/read-rows.ts';
import { mayBePiece } from './wrapped-lines.ts';

const HEADER = '# Netscape HTTP Cookie File';
const HTTP_ONLY = '#HttpOnly_';

/** What the readers of cookies.txt differ in. */
interface NetscapeReader {
  /** A session cookie's expiry: curl, wget and yt-dlp take 0; Python's MozillaCookieJar takes an empty field. */
  readonly session: '0' | '';
  /** wget takes a line with curl's mark for a comment, and drops the cookie. */
  readonly marksHttpOnly: boolean;
}

/** curl, which made the mark for HttpOnly, and yt-dlp. */
export const CURL_READER: NetscapeReader = { session: '0', marksHttpOnly: true };
export const PYTHON_READER: NetscapeReader = { session: '', marksHttpOnly: true };
export const WGET_READER: NetscapeReader = { session: '0', marksHttpOnly: false };

/**
 * Cookies as Netscape's cookies.txt, as curl writes it: domain, subdomains too, path, secure, expiry (s), name, value,
 * with tabs between. HttpOnly cookies carry curl's `#HttpOnly_`, where the reader knows it.
 */
export function formatNetscape(
  cookies: readonly ExchangeCookie[],
  reader: NetscapeReader = CURL_READER,
): ExchangeExport {
  const unwritable = ({ name, value, path }: ExchangeCookie): boolean => /[\t\r\n]/.test(name + value + path);
  const written = cookies.filter((cookie) => !unwritable(cookie));
  const lines = [HEADER, '# Made by Sidtrail. These values let others sign in as you.', ''];
  lines.push(...written.map((cookie) => formatLine(cookie, reader)));
  const leftOut = cookies.filter(unwritable).map((cookie) => ({ cookie, loss: 'left-out-tab' }) as const);
  return {
    text: `${lines.join('\n')}\n`,
    losses: [
      ...leftOut,
      ...sameSiteLosses(written),
      ...partitionLosses(written),
      ...(reader.marksHttpOnly ? [] : lossesOf(written, 'http-only', ({ httpOnly }) => httpOnly)),
    ],
  };
}

function formatLine(cookie: ExchangeCookie, reader: NetscapeReader): string {
  // Python insists that the subdomains field and the leading dot agree.
  const domain = cookie.hostOnly ? bareDomain(cookie.domain) : `.${bareDomain(cookie.domain)}`;
  const { expirationDate } = cookie;
  const expiry = expirationDate === undefined ? reader.session : String(Math.floor(expirationDate));
  return [
    (cookie.httpOnly && reader.marksHttpOnly ? HTTP_ONLY : '') + domain,
    cookie.hostOnly ? 'FALSE' : 'TRUE',
    cookie.path,
    cookie.secure ? 'TRUE' : 'FALSE',
    expiry,
    cookie.name,
    cookie.value,
  ].join('\t');
}

const FILE_HEADER = /^\s*#\s*(?:Netscape\s+)?HTTP Cookie File/i;
/** A line with its flags in their places, whatever stands between the fields. */
const LINE =
  /^[ \t]*(?:#[ \t]*HttpOnly_[ \t]*)?[^\s;=]+[ \t\u00A0]+(?:true|false)[ \t\u00A0]+\/[^\r\n]*?[ \t\u00A0](?:true|false)[ \t\u00A0]/im;
/** A line whose tabs were written out, as programs print a text. */
const ESCAPED_LINE = /^[ \t]*(?:#HttpOnly_)?[^\s;=\\]+\\t(?:true|false)\\t\//im;
/** A line with its expiry in its place, whose flags may be wrong. */
const TABBED_LINE = /^[^\t\r\n]*\t[^\t\r\n]*\t\/[^\t\r\n]*\t[^\t\r\n]*\t-?\d*\t[^\t\r\n]*(?:\t[^\t\r\n]*)?$/m;

/** Whether a text is a cookies.txt, with its header or without. */
export function isNetscape(head: string): boolean {
  return FILE_HEADER.test(head) || LINE.test(head) || TABBED_LINE.test(head) || ESCAPED_LINE.test(head);
}

/** Reads cookies.txt as curl, wget, Python, yt-dlp and other extensions write it, and with blanks where tabs were. */
export function readNetscape(text: string): Reading {
  return readRows(withNext(cookieLines(text)), readLine);
}

/** An editor's blanks behind the `#` make no comment of it. */
const MARK = /^#[ \t]*HttpOnly_[ \t]*/i;

/** Another line that lost the break before it, as in a variable of the environment or a form of one line. */
const NEXT_LINE =
  /(?:(?<!#[ \t]{0,20}) {1,20}|\\n)(?=(?:#HttpOnly_)?(?:[^\s;=#\\]{0,260}\.|localhost)[^\s;=#\\]{0,260}(?:[ \t]{1,20}|\\t)(?:TRUE|FALSE)(?:[ \t]{1,20}|\\t)\/[^\s\\]{0,1024}(?:[ \t]{1,20}|\\t)(?:TRUE|FALSE)(?:[ \t]{1,20}|\\t)-?\d)/;

function* cookieLines(text: string): Generator<NumberedLine> {
  for (const { line: whole, number } of numberedLines(text)) {
    for (const line of whole.trimStart() === whole ? whole.split(NEXT_LINE) : [whole]) {
      const start = line.trimStart();
      if (!start.startsWith('#') || MARK.test(start)) yield { line, number };
    }
  }
}

interface CookieLine extends NumberedLine {
  /** The next line may be the rest of its value. */
  readonly isBroken?: boolean;
}

function* withNext(lines: Iterable<NumberedLine>): Generator<CookieLine> {
  let held: NumberedLine | undefined;
  for (const next of lines) {
    if (held !== undefined)
      yield { ...held, isBroken: next.number === held.number + 1 && isRest(held.line, next.line) };
    held = next;
  }
  if (held !== undefined) yield held;
}

/** Whether a line may be the value, or the end of it, of the line before it. */
function isRest(before: string, line: string): boolean {
  return mayBePiece(before, line) || (/^\S+\s*$/.test(line) && before.trim().split('\t', 7).length === 6);
}

interface LineFields {
  readonly fields: readonly string[];
  /** What stood for the tabs. */
  readonly instead?: 'spaces-for-tabs' | 'escaped-tabs';
}

/** A line that was put into quotes as a whole. */
const QUOTED_LINE = /^"([^"]*)"\s*$/;

function readLine({ line: whole, number, isBroken }: CookieLine): ReadRow {
  const fails = (code: RowErrorCode, params?: RowError['params']): ReadRow => ({
    ok: false,
    line: number,
    error: params === undefined ? { code } : { code, params },
  });
  const notes: RowNote[] = [];
  const line = whole.trimStart().replace(QUOTED_LINE, '$1');
  if (/^\s/.test(whole)) notes.push({ code: 'indented' });
  const mark = MARK.exec(line)?.[0];
  const { fields, instead } = fieldsOf(line.slice(mark?.length ?? 0));
  if (fields.length < 7) return fails('fields', { count: fields.length });
  const [domain = '', subdomains = '', path = '', secure = '', expires = '', name = '', written = '', ...rest] = fields;
  if (rest.some((field) => field !== '')) return fails('too-many-fields');
  if (isBroken) return fails('broken', { name: shown(name) });
  const flags = [subdomains.trim(), secure.trim()];
  if (!flags.every((flag) => /^(?:true|false|[01])$/i.test(flag))) return fails('flag');
  if (instead !== undefined) notes.push({ code: instead });
  if (!flags.every((flag) => /^[TF]/.test(flag) && flag === flag.toUpperCase())) notes.push({ code: 'flag-case' });
  const hostOnly = !isYes(subdomains);
  // Blanks at the end come from copying: no jar keeps them.
  const value = written.trimEnd();
  // curl and wget go by the flag, Python refuses such a line.
  if (hostOnly && domain.startsWith('.')) notes.push({ code: 'domain-flag-contradicts' });
  return readRow(
    { name, value, domain, hostOnly, path, secure: isYes(secure), httpOnly: mark !== undefined, expires },
    { line: number, notes },
  );
}

function isYes(flag: string): boolean {
  return /^(?:true|1)$/i.test(flag.trim());
}

const SPACED = /^(\S+)\s+(true|false)\s+(\/\S*)\s+(true|false)\s+(.*)$/i;
const SPACED_REST = /^(-?\d+(?:\.\d+)?)\s+(\S+)(?:\s+(.*))?$/;
/** Python leaves the expiry of a session cookie empty. */
const SPACED_SESSION = /^(\S+)(?:\s+(.*))?$/;

/** The fields of a line: between tabs, or between blanks where an editor or a chat has put those for tabs. */
function fieldsOf(line: string): LineFields {
  const fields = tabbed(line);
  if (fields.length >= 7) return { fields };
  const escaped = line.includes('\t') ? [] : tabbed(line.replaceAll('\\t', '\t'));
  if (escaped.length >= 7) return { fields: escaped, instead: 'escaped-tabs' };
  const spaced = spacedFields(line.trimEnd());
  return spaced === undefined ? { fields } : { fields: spaced, instead: 'spaces-for-tabs' };
}

function tabbed(line: string): string[] {
  const fields = line.split('\t', 20);
  // curl and wget leave out the last tab of an empty value.
  return fields.length === 6 && /^(?:true|false)$/i.test(fields[3] ?? '') ? [...fields, ''] : fields;
}

function spacedFields(line: string): string[] | undefined {
  const [, domain, subdomains, path, secure, rest = ''] = SPACED.exec(line) ?? [];
  if (domain === undefined || subdomains === undefined || path === undefined || secure === undefined) return undefined;
  const before = [domain, subdomains, path, secure];
  const [, expires, name, value = ''] = SPACED_REST.exec(rest) ?? [];
  if (expires !== undefined && name !== undefined) return [...before, expires, name, value];
  const [, bareName = '', bareValue = ''] = SPACED_SESSION.exec(rest) ?? [];
  // An expiry with nothing behind it is no name.
  return /^-?\d*$/.test(bareName) ? [...before, bareName] : [...before, '', bareName, bareValue];
}
