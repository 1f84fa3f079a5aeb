import { shown } from '../exchange-codes.ts';
import type { ReadRow } from '../exchange-cookie.ts';
import { SECURE_NAME } from '../lines/cookie-header.ts';
import { readRow } from '../rows/read-row.ts';
import type { CodeToken } from './code-tokens.ts';

/** What .NET's Cookie is made of: no expiry, no flags. Path and domain may be left out. */
export interface NetCookie {
  readonly name: CodeToken;
  readonly value: CodeToken;
  readonly path?: CodeToken;
  readonly domain?: CodeToken;
}

const CLASS = /^(?:System\.)?Net\.Cookie$/i;
/** Arguments, the commas between them, the opening parenthesis and the class. */
const MAX_TOKENS = 9;

/** `System.Net.Cookie("name", "value", "/path", "domain"`, or `[System.Net.Cookie]::new(…`, before a closing parenthesis. `behind`: the newest token first. */
export function netCookie(behind: readonly CodeToken[]): NetCookie | undefined {
  const open = behind.findIndex(({ kind, text }) => kind === 'mark' && text === '(');
  if (open === -1 || open >= MAX_TOKENS) return undefined;
  const before = behind.slice(open + 1);
  // `[System.Net.Cookie]::new`: the class stands behind `new`, two colons and a bracket.
  if (!CLASS.test(before[before[0]?.text === 'new' ? 4 : 0]?.text ?? '')) return undefined;
  const between = behind.slice(0, open).reverse();
  // A parenthesis that closes another one.
  if (between.some(({ kind, text }) => kind === 'mark' && text !== ',')) return undefined;
  const [name, value, path, domain] = between.filter((_, index) => index % 2 === 0);
  if (name?.kind !== 'text' || value?.kind !== 'text') return undefined;
  return { name, value, ...(path?.kind === 'text' && { path }), ...(domain?.kind === 'text' && { domain }) };
}

/** The row of a .NET cookie. Without a domain it belongs to the host of the request. */
export function readNetCookie({ name, value, path, domain }: NetCookie, url: string): ReadRow {
  if ([name, value, path, domain].some((token) => token?.unresolved)) {
    return { ok: false, error: { code: 'variable', params: { text: shown(`${name.text}=${value.text}`) } } };
  }
  const site = URL.canParse(url) ? new URL(url) : undefined;
  const secure = site?.protocol === 'https:' || SECURE_NAME.test(name.text);
  return readRow({
    name: name.text,
    value: value.text,
    path: path?.text,
    secure,
    ...(domain === undefined ? { domain: site?.hostname, hostOnly: true } : { domain: domain.text }),
  });
}
