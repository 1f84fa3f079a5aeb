import { joinedParts } from '../../../cookies/joined-lines.ts';
import { listOf, numberOf, recordOf, textOf } from '../json-value.ts';

/** A cookie-pair or attribute that could break out of its place in a header is not made into one. */
function fits(text: string): boolean {
  return !/[;\r\n\0]/.test(text);
}

/** HAR's `cookies`: records in a list; some tools write records, or values, by name. Nearly all servers say `Path=/`. */
function itemsOf(cookies: unknown): readonly unknown[] {
  if (Array.isArray(cookies)) return cookies;
  return Object.entries(recordOf(cookies)).map(([name, item]) =>
    typeof item === 'object' ? { name, ...item } : { name, value: item, path: '/' },
  );
}

/** `name=value` of a record; undefined where it has none that fits. Some tools call the name `key`. */
function pairOf(cookie: Readonly<Record<string, unknown>>): string | undefined {
  const [name, value] = [cookie['name'] ?? cookie['key'], cookie['value']].map((part) =>
    typeof part === 'number' ? String(part) : (textOf(part) ?? ''),
  ) as [string, string];
  return fits(name) && fits(value) && name + value !== '' ? `${name}=${value}` : undefined;
}

/**
 * A Cookie header from HAR's `request.cookies`, for tools that write the array alone. Undefined: the array is empty.
 */
export function cookieHeaderFrom(cookies: unknown): string | undefined {
  const pairs = itemsOf(cookies).flatMap((item) => {
    const pair = textOf(item) ?? pairOf(recordOf(item));
    return pair !== undefined && fits(pair) ? [pair.replace(/^=/, '')] : [];
  });
  return pairs.length > 0 ? pairs.join('; ') : undefined;
}

/** Set-Cookie lines that a tool has joined, as mitmproxy does, taken apart where `response.cookies` lists more of them. */
export function separateSetCookieLines(lines: readonly string[], cookies: unknown): readonly string[] {
  return lines.length === 0 || lines.length >= listOf(cookies).length ? lines : lines.flatMap(joinedParts);
}

/** HAR 1.2 names the attributes; SameSite, Max-Age and Partitioned are what tools have added. */
const ATTRIBUTES: readonly (readonly [member: string, attribute: string])[] = [
  ['path', 'Path'],
  ['domain', 'Domain'],
  ['sameSite', 'SameSite'],
];

/** SameSite as the cookies API of browsers names it; empty: the server gave none. */
const SAME_SITE: Readonly<Record<string, string>> = { no_restriction: 'None', unspecified: '' };

/** One second before 1970: how tools write -1, "no expiry", as a date. */
const NO_EXPIRY = -1_000;

/** Numbers below this are seconds since 1970, above it ms: the year 5138 in seconds, 1973 in ms. */
const SECONDS_END = 1e11;

/** ms since 1970. HAR writes ISO 8601; the DevTools protocol and its users write seconds, -1 for none. */
function expiryTime(value: unknown): number | undefined {
  const number = numberOf(value);
  if (number !== undefined) return number < SECONDS_END ? number * 1_000 : number;
  const parsed = Date.parse(textOf(value) ?? '');
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** A set-cookie-string wants an IMF-fixdate (RFC 9110 section 5.6.7). */
function expiresOf(value: unknown): string | undefined {
  const time = expiryTime(value);
  if (time === undefined || time === NO_EXPIRY || Math.abs(time) > 8.64e15) return undefined;
  return new Date(time).toUTCString();
}

/**
 * Set-Cookie lines from HAR's `response.cookies`, for tools that write the array alone. They are a reading, not what
 * the server sent: an attribute that the tool left out is missing here too.
 */
export function setCookieLinesFrom(cookies: unknown): string[] {
  const lines: string[] = [];
  for (const item of itemsOf(cookies)) {
    const line = textOf(item);
    if (line !== undefined && !/[\r\n\0]/.test(line)) lines.push(line);
    const cookie = recordOf(item);
    const pair = pairOf(cookie);
    if (pair === undefined) continue;
    const parts = [pair];
    for (const [member, attribute] of ATTRIBUTES) {
      const given = textOf(cookie[member]) ?? '';
      const text = Object.hasOwn(SAME_SITE, given) && member === 'sameSite' ? SAME_SITE[given] : given;
      if (text !== undefined && text !== '' && fits(text)) parts.push(`${attribute}=${text}`);
    }
    const expires = expiresOf(cookie['expires']);
    if (expires !== undefined) parts.push(`Expires=${expires}`);
    const maxAge = numberOf(cookie['maxAge']);
    if (maxAge !== undefined && maxAge !== -1) parts.push(`Max-Age=${Math.trunc(maxAge)}`);
    if (cookie['secure'] === true) parts.push('Secure');
    if (cookie['httpOnly'] === true) parts.push('HttpOnly');
    if (cookie['partitioned'] === true) parts.push('Partitioned');
    lines.push(parts.join('; '));
  }
  return lines;
}
