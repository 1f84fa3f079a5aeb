import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { identityKey, sameContent } from '../../cookies/cookie-identity.ts';
import { hasExpired, type JarEdit } from './jar-edit.ts';

/** A cookie that is restored when anything but the user changes or deletes it. */
export interface ProtectedCookie {
  readonly cookie: BrowserCookie;
  /** When it was restored recently, ms since 1970, oldest first. */
  readonly restoredAt: readonly number[];
  /** Set when something keeps changing it: it is no longer restored until the user protects it again. */
  readonly gaveUp?: boolean;
}

/** Something that fights back (another extension, a page in a loop) wins after this many times … */
const MAX_TIMES = 10;
/** … within so many ms. */
const WITHIN = 10_000;

/** What protection does about the jar as it is now. */
export type Protection =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'put-back'; readonly edit: JarEdit; readonly next: ProtectedCookie }
  | { readonly kind: 'gave-up'; readonly next: ProtectedCookie };

/**
 * Decides for one protected cookie. It looks at the jar, not at the event: Firefox reports a removal with the new value,
 * and events may be lost.
 *
 * @param current the cookie as the jar holds it; absent: it is gone
 * @param now ms since 1970
 */
export function protectCookie(item: ProtectedCookie, current: BrowserCookie | undefined, now: number): Protection {
  if (item.gaveUp || (current !== undefined && sameContent(current, item.cookie))) return { kind: 'nothing' };
  // Its own expiry is not somebody's doing, and a past expiry cannot be put.
  if (hasExpired(item.cookie, now)) return { kind: 'nothing' };
  const recent = item.restoredAt.filter((time) => time > now - WITHIN);
  if (recent.length >= MAX_TIMES) return { kind: 'gave-up', next: { ...item, restoredAt: recent, gaveUp: true } };
  return {
    kind: 'put-back',
    edit: { kind: 'put', cookie: item.cookie },
    next: { ...item, restoredAt: [...recent, now] },
  };
}

/** The list with a cookie protected as it is, or with its protection taken away. */
export function withProtection(
  list: readonly ProtectedCookie[],
  cookie: BrowserCookie,
  on: boolean,
): readonly ProtectedCookie[] {
  const key = identityKey(cookie);
  const others = list.filter((item) => identityKey(item.cookie) !== key);
  return on ? [...others, { cookie, restoredAt: [] }] : others;
}
