import { BROWSER_RULES, type BrowserRules } from '../../browser-rules.ts';
import { explainStoreReason } from '../../explain-reasons.ts';
import { parseCookieHeader, serializeCookieHeader } from '../../parse-cookie-header.ts';
import { setCookieLineOf } from '../../serialize-set-cookie.ts';
import type { PublicSuffixes } from '../../site.ts';
import { judgeSetCookie } from '../../store-cookie.ts';
import {
  type ExchangeCookie,
  type ExchangeExport,
  type ExchangeImport,
  type ExchangeRow,
  readRow,
  shown,
} from '../exchange-cookie.ts';
import { numberedLines, readRows } from '../read-rows.ts';

/** Where header texts come from: they do not say it themselves. */
export interface HeaderOrigin {
  /** URL of the request that the lines answer, or that the Cookie header belongs to. */
  readonly url: string;
  /** ms since 1970, for Max-Age. */
  readonly now: number;
  readonly suffixes: PublicSuffixes;
  /** The browser that will hold the cookies. */
  readonly rules?: BrowserRules;
}

/** Cookies as Set-Cookie lines, with `Expires` for persistent ones. */
export function formatSetCookieLines(cookies: readonly ExchangeCookie[]): ExchangeExport {
  return { text: cookies.map((cookie) => `Set-Cookie: ${setCookieLineOf(cookie)}\n`).join(''), losses: [] };
}

/** Cookies as one Cookie header, in the order given. */
export function formatCookieHeader(cookies: readonly ExchangeCookie[]): ExchangeExport {
  const loss = 'A Cookie header carries name and value alone.';
  return { text: `Cookie: ${serializeCookieHeader(cookies)}\n`, losses: cookies.map((cookie) => ({ cookie, loss })) };
}

/** Reads Set-Cookie lines, with or without `Set-Cookie:` before them, as if `origin.url` had answered with them. */
export function readSetCookieLines(text: string, origin: HeaderOrigin): ExchangeImport {
  return readRows('set-cookie', numberedLines(text), (_, { line, number }) =>
    readSetCookieLine(number, line.replace(/^\s*set-cookie2?\s*:\s?/i, ''), origin),
  );
}

function readSetCookieLine(row: number, line: string, origin: HeaderOrigin): ExchangeRow {
  const verdict = judgeSetCookie(line, {
    // The text is typed or pasted: UTF-16 of characters, whatever the browser's webRequest would show.
    rules: { ...(origin.rules ?? BROWSER_RULES.rfc6265bis), headerText: 'utf-8' },
    now: origin.now,
    suffixes: origin.suffixes,
    request: { url: origin.url, method: 'GET', topLevelNavigation: true, initiator: null },
    storeId: '',
    jar: [],
  });
  const [reason] = verdict.reasons;
  if (reason !== undefined || verdict.cookie === undefined) {
    const why = reason === undefined ? undefined : explainStoreReason(reason);
    return { ok: false, row, error: why === undefined ? 'This line cannot be read.' : `${why.what} ${why.change}` };
  }
  if (verdict.outcome === 'deletion') {
    const error = `The line deletes "${shown(verdict.cookie.name)}" (its expiry is in the past): there is nothing to import.`;
    return { ok: false, row, error };
  }
  const { storeId: _storeId, createdAt: _createdAt, updatedAt: _updatedAt, ...cookie } = verdict.cookie;
  return { ok: true, row, cookie, notes: [] };
}

/** Characters of one Cookie header: 180 cookies of 4096 octets, and a little. */
const LONGEST_HEADER = 1_048_576;

/** Reads one Cookie header: session cookies of `origin.url`'s host, on path `/`. */
export function readCookieHeader(text: string, origin: HeaderOrigin): ExchangeImport {
  if (text.length > LONGEST_HEADER) {
    const error = `This Cookie header has ${text.length} characters, no server takes more than ${LONGEST_HEADER}: shorten it.`;
    return { format: 'cookie-header', rows: [], error };
  }
  const header = text.trim().replace(/^cookie\s*:\s*/i, '');
  if (/[\r\n]/.test(header)) {
    return { format: 'cookie-header', rows: [], error: 'A Cookie header is one line: paste one header at a time.' };
  }
  if (!URL.canParse(origin.url)) {
    return {
      format: 'cookie-header',
      rows: [],
      error: 'A Cookie header does not say its host: choose the site first.',
    };
  }
  const url = new URL(origin.url);
  return readRows('cookie-header', parseCookieHeader(header), (row, { name, value }) =>
    readRow(row, { name, value, domain: url.hostname, hostOnly: true, path: '/', secure: url.protocol === 'https:' }),
  );
}
