import { bareDomain } from '../../domain-match.ts';
import {
  type ExchangeCookie,
  type ExchangeExport,
  type ExchangeImport,
  type ExchangeRow,
  readRow,
} from '../exchange-cookie.ts';
import { type NumberedLine, numberedLines, readRows } from '../read-rows.ts';

const HEADER = '# Netscape HTTP Cookie File';
const HTTP_ONLY = '#HttpOnly_';

/** How a session cookie's expiry is written: curl, wget and yt-dlp take 0; Python's MozillaCookieJar an empty field. */
export type SessionExpiry = 'zero' | 'empty';

/**
 * Cookies as Netscape's cookies.txt, as curl writes it: domain, subdomains too, path, secure, expiry (s), name, value,
 * with tabs between. HttpOnly cookies carry curl's `#HttpOnly_`.
 */
export function formatNetscape(cookies: readonly ExchangeCookie[], session: SessionExpiry = 'zero'): ExchangeExport {
  const lines = [HEADER, '# Made by Sidtrail. These values let others sign in as you.', ''];
  const losses: { cookie: ExchangeCookie; loss: string }[] = [];
  for (const cookie of cookies) {
    if (/[\t\r\n]/.test(cookie.name + cookie.value + cookie.path)) {
      losses.push({ cookie, loss: 'Left out: a tab or line break in a field cannot be written in cookies.txt.' });
      continue;
    }
    if (cookie.sameSite !== 'unspecified') losses.push({ cookie, loss: 'cookies.txt does not carry SameSite.' });
    if (cookie.partitionKey?.topLevelSite !== undefined) {
      losses.push({ cookie, loss: 'cookies.txt knows no partitions: the cookie comes back unpartitioned.' });
    }
    lines.push(formatLine(cookie, session));
  }
  return { text: `${lines.join('\n')}\n`, losses };
}

function formatLine(cookie: ExchangeCookie, session: SessionExpiry): string {
  // Python insists that the subdomains field and the leading dot agree.
  const domain = cookie.hostOnly ? bareDomain(cookie.domain) : `.${bareDomain(cookie.domain)}`;
  const expiry =
    cookie.expirationDate === undefined ? (session === 'zero' ? '0' : '') : String(Math.floor(cookie.expirationDate));
  return [
    (cookie.httpOnly ? HTTP_ONLY : '') + domain,
    cookie.hostOnly ? 'FALSE' : 'TRUE',
    cookie.path,
    cookie.secure ? 'TRUE' : 'FALSE',
    expiry,
    cookie.name,
    cookie.value,
  ].join('\t');
}

/** Reads cookies.txt as curl, wget, Python, yt-dlp and other extensions write it. */
export function readNetscape(text: string): ExchangeImport {
  return readRows('netscape', cookieLines(text), (_, { line, number }) => readLine(number, line));
}

function* cookieLines(text: string): Generator<NumberedLine> {
  for (const numbered of numberedLines(text)) {
    if (!numbered.line.startsWith('#') || numbered.line.startsWith(HTTP_ONLY)) yield numbered;
  }
}

function readLine(row: number, line: string): ExchangeRow {
  const httpOnly = line.startsWith(HTTP_ONLY);
  const fields = (httpOnly ? line.slice(HTTP_ONLY.length) : line).split('\t');
  // curl and wget leave out the last tab of an empty value.
  if (fields.length === 6) fields.push('');
  const [domain = '', subdomains = '', path = '', secure = '', expires = '', name = '', ...rest] = fields;
  if (fields.length < 7) {
    const error = `This line has ${fields.length} fields, cookies.txt has 7 with tabs between: domain, TRUE or FALSE, path, TRUE or FALSE, expiry, name, value.`;
    return { ok: false, row, error };
  }
  if (rest.length > 1) return { ok: false, row, error: 'This line has more than 7 fields: a value cannot hold a tab.' };
  for (const flag of [subdomains, secure]) {
    if (!/^(?:true|false)$/i.test(flag)) {
      return { ok: false, row, error: 'The second and fourth field of a line are TRUE or FALSE: correct this line.' };
    }
  }
  const hostOnly = !/^true$/i.test(subdomains);
  return readRow(row, { name, value: rest[0] ?? '', domain, hostOnly, path, secure, httpOnly, expires });
}
