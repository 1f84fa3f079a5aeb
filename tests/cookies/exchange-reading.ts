import type { ExchangeCookie, ExchangeOrigin, ExchangeRow } from '../../extension/cookies/exchange/exchange-cookie.ts';
import { type ExchangeImport, parseExchange } from '../../extension/cookies/exchange/parse-exchange.ts';
import { publicSuffixList } from '../../extension/cookies/public-suffixes.ts';

export const NOW = Date.UTC(2026, 10, 23);
export const ORIGIN: ExchangeOrigin = { url: 'https://app.example.com/', now: NOW, suffixes: publicSuffixList };

/** Reads a text as if it were pasted while `url` is looked at. */
export function read(text: string, url = ORIGIN.url): ExchangeImport {
  return parseExchange(text, { ...ORIGIN, url });
}

/** A cookie in one line: `name=value @domain /path`, then its flags and its end. A domain cookie has its dot. */
export function cookieLine(cookie: ExchangeCookie): string {
  const { name, value, domain, path, secure, httpOnly, sameSite, expirationDate, partitionKey } = cookie;
  return [
    `${name}=${value}`,
    `@${domain}`,
    path,
    ...(secure ? ['Secure'] : []),
    ...(httpOnly ? ['HttpOnly'] : []),
    ...(sameSite === 'unspecified' ? [] : [sameSite]),
    ...(expirationDate === undefined ? [] : [new Date(expirationDate * 1000).toISOString().slice(0, 19)]),
    ...(partitionKey === undefined ? [] : [`in ${partitionKey.topLevelSite}`]),
  ].join(' ');
}

/** A row in one line: the cookie and what is noted of it, or the code of what is wrong. */
export function rowLine(row: ExchangeRow): string {
  if (!row.ok) return `! ${row.error.code}${row.error.reasons?.map(({ code }) => ` ${code}`).join('') ?? ''}`;
  const notes = row.notes.map(({ code }) => ` +${code}`);
  return cookieLine(row.cookie) + notes.join('');
}

/** What a text was read as, row by row. */
export function rowsOf(text: string, url?: string): string[] {
  return read(text, url).rows.map(rowLine);
}

/** Why a text was not read; "" when it was. */
export function errorOf(text: string, url?: string): string {
  return read(text, url).error?.code ?? '';
}
