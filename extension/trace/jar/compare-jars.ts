import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { compareCookies } from '../../cookies/cookie-identity.ts';
import { byIdentity } from './jar-edit.ts';

/** The parts of a cookie that can differ while it stays the same cookie. */
export type ContentField = 'value' | 'secure' | 'httpOnly' | 'sameSite' | 'expirationDate';

const FIELDS: readonly ContentField[] = ['value', 'secure', 'httpOnly', 'sameSite', 'expirationDate'];

/** One cookie in two jars. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed' | 'same';
  readonly before?: BrowserCookie;
  readonly after?: BrowserCookie;
  /** What differs; empty unless `changed`. */
  readonly fields: readonly ContentField[];
}

/** Two jars, cookie by cookie, sorted by domain, path and name. */
export function compareJars(from: Iterable<BrowserCookie>, to: Iterable<BrowserCookie>): Difference[] {
  const before = byIdentity(from);
  const after = byIdentity(to);
  const found: Difference[] = [];
  for (const [key, old] of before) {
    const now = after.get(key);
    if (now === undefined) found.push({ kind: 'removed', before: old, fields: [] });
    else {
      const fields = FIELDS.filter((field) => old[field] !== now[field]);
      found.push({ kind: fields.length === 0 ? 'same' : 'changed', before: old, after: now, fields });
    }
  }
  for (const [key, now] of after) if (!before.has(key)) found.push({ kind: 'added', after: now, fields: [] });
  const cookieOf = ({ before: old, after: now }: Difference): BrowserCookie | undefined => now ?? old;
  return found.sort((a, b) => {
    const [one, two] = [cookieOf(a), cookieOf(b)];
    return one === undefined || two === undefined ? 0 : compareCookies(one, two);
  });
}
