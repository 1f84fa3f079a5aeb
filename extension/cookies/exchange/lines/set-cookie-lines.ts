import { BROWSER_RULES } from '../../browser-rules.ts';
import { identityKey } from '../../cookie-identity.ts';
import { parseUrl } from '../../hosts.ts';
import { setCookieLineOf } from '../../serialize-set-cookie.ts';
import { judgeSetCookie } from '../../store-cookie.ts';
import { type RowNote, shown, type TextNote } from '../exchange-codes.ts';
import {
  type ExchangeCookie,
  type ExchangeExport,
  type ExchangeOrigin,
  MAX_ROWS,
  type Reading,
  type ReadRow,
} from '../exchange-cookie.ts';
import { isHidden, isTemplate } from '../rows/is-hidden.ts';
import { numberedLines, numberRows } from '../rows/read-rows.ts';
import { repairLines, type SetCookieText } from './repair-lines.ts';
import { isPairLine, withoutQuotes } from './which-header.ts';
import { unwrapped } from './wrapped-lines.ts';

/** Cookies as Set-Cookie lines, with `Expires` for persistent ones. */
export function formatSetCookieLines(cookies: readonly ExchangeCookie[]): ExchangeExport {
  return { text: cookies.map((cookie) => `Set-Cookie: ${setCookieLineOf(cookie)}\n`).join(''), losses: [] };
}

/** Reads Set-Cookie lines, with or without `Set-Cookie:` before them, as if `origin.url` had answered with them. */
export function readSetCookieText(text: string, origin: ExchangeOrigin): Reading {
  const rows = readSetCookieLines(linesOf(text), origin);
  return numberRows(rows, assumedHost(rows, origin));
}

/** Says whose the cookies are that came without a Domain, and without a URL that they were set at. */
export function assumedHost(rows: readonly ReadRow[], origin: ExchangeOrigin): TextNote[] {
  const host = parseUrl(origin.url)?.hostname;
  const isAssumed = rows.some((row) => row.ok && row.cookie.hostOnly && row.cookie.domain === host);
  return isAssumed && host !== undefined ? [{ code: 'host-assumed', params: { host } }] : [];
}

/** A line that was called a Cookie header. */
export function asSetCookie(header: string): SetCookieText {
  return { text: withoutQuotes(header.trim()), notes: [{ code: 'has-attributes' }] };
}

/** Another line that lost its beginning: its header's name stands within the line before it. */
const NEXT_HEADER = /[\s\x85](?=set-cookie2?:[ \t]*[^\s;,=]{1,100}=)/i;

function* linesOf(text: string): Generator<SetCookieText> {
  let held: SetCookieText | undefined;
  let end = 0;
  for (const { line: whole, number } of numberedLines(text)) {
    const more = held && unwrapped(held.text, whole, number === end + 1);
    end = number;
    if (held !== undefined && more !== undefined) {
      held = { ...held, ...more };
      continue;
    }
    for (const line of whole.trimStart().split(NEXT_HEADER)) {
      if (held !== undefined) yield held;
      const [name] = /^\s*set-cookie2?(?:\s*:|\t| (?:=|→|->) | (?=[^\s;,=]{1,100}=))/i.exec(line) ?? [];
      const text = withoutQuotes(line.slice(name?.length ?? 0).trim());
      held = { line: number, text, isProse: name === undefined && !isPairLine(text) };
    }
  }
  if (held !== undefined) yield held;
}

/**
 * Reads Set-Cookie lines in their order. A line that deletes a cookie takes it from the rows before it. Reads one line
 * more than an import may have rows, so that the caller sees that there are more.
 */
export function readSetCookieLines(lines: Iterable<SetCookieText>, origin: ExchangeOrigin): ReadRow[] {
  const rows: ReadRow[] = [];
  const held = new Map<string, number>();
  for (const repaired of repairLines(lines)) {
    if (rows.length > MAX_ROWS) break;
    const { row, deletes } = readLine(repaired, origin);
    if (deletes !== undefined) {
      const before = held.get(deletes);
      const gone = before === undefined ? undefined : rows[before];
      if (before !== undefined && gone?.ok) {
        const { line, cookie } = gone;
        const error = { code: 'deleted-later', params: { name: shown(cookie.name) } } as const;
        rows[before] = { ok: false, ...(line !== undefined && { line }), error };
      }
    } else if (row.ok) held.set(keyOf(row.cookie), rows.length);
    rows.push(row);
  }
  return rows;
}

function keyOf(cookie: ExchangeCookie): string {
  return identityKey({ ...cookie, storeId: '' });
}

interface ReadLine {
  readonly row: ReadRow;
  /** The identity of the cookie that the line deletes. */
  readonly deletes?: string;
}

function readLine(repaired: SetCookieText & { readonly notes: readonly RowNote[] }, origin: ExchangeOrigin): ReadLine {
  const { line, text, url = origin.url, notes } = repaired;
  const at = line === undefined ? {} : { line };
  if (repaired.isProse) return { row: { ok: false, ...at, error: { code: 'line-unreadable' } } };
  if (repaired.isBroken) {
    const name = shown(text.slice(0, Math.max(0, text.indexOf('='))).trim());
    return { row: { ok: false, ...at, error: { code: 'broken', params: { name } } } };
  }
  if (!URL.canParse(url)) return { row: { ok: false, ...at, error: { code: 'no-site' } } };
  const verdict = judgeSetCookie(text, {
    // The text is typed or pasted: UTF-16 of characters, whatever the browser's webRequest would show.
    rules: { ...(origin.rules ?? BROWSER_RULES.rfc6265bis), headerText: 'utf-8' },
    now: origin.now,
    suffixes: origin.suffixes,
    request: { url, method: 'GET', topLevelNavigation: true, initiator: null },
    storeId: '',
    jar: [],
  });
  const { cookie, reasons, warnings } = verdict;
  if (reasons.length > 0) return { row: { ok: false, ...at, error: { code: 'refused', reasons } } };
  if (cookie === undefined) return { row: { ok: false, ...at, error: { code: 'line-unreadable' } } };
  if (verdict.outcome === 'deletion') {
    const error = { code: 'deletes', params: { name: shown(cookie.name) } } as const;
    return { row: { ok: false, ...at, error }, deletes: keyOf(cookie) };
  }
  if (cookie.value.endsWith('…')) {
    return { row: { ok: false, ...at, error: { code: 'cut', params: { name: shown(cookie.name) } } } };
  }
  if (isTemplate(cookie.value)) {
    return { row: { ok: false, ...at, error: { code: 'variable', params: { text: shown(text) } } } };
  }
  if (isHidden(cookie.value)) {
    return {
      row: { ok: false, ...at, error: { code: 'redacted', params: { name: shown(cookie.name || cookie.value) } } },
    };
  }
  const { storeId: _storeId, createdAt: _createdAt, updatedAt: _updatedAt, ...read } = cookie;
  // Where the text names no URL, nothing is known of the path that was asked for.
  const known = warnings.filter(({ code }) => repaired.url !== undefined || code !== 'path-does-not-match-request');
  return { row: { ok: true, ...at, cookie: read, notes, warnings: known } };
}
