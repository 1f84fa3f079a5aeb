import type { BrowserCookie } from '../../cookies/browser-cookie.ts';

/** The furthest time from 1970 that JavaScript can write, in ms (ECMA-262, section 21.4.1.1). */
const LAST_TIME = 8.64e15;

/** Whether a number of ms since 1970 is a time that can be written. */
export function isTime(ms: number): boolean {
  return Number.isFinite(ms) && Math.abs(ms) <= LAST_TIME;
}

/** A number from outside, no further from 0 than `most`; 0 for what is none. */
export function bounded(value: number, most: number): number {
  // JSON has no infinite numbers: whoever wrote one left null.
  if (typeof value !== 'number' || Number.isNaN(value)) return 0;
  return Math.min(most, Math.max(-most, value));
}

/** A time from outside, in ms since 1970, as one that can be written. */
export function boundedTime(ms: number): number {
  return bounded(ms, LAST_TIME);
}

/** A cookie whose expiry can be written: browsers hand on what they were given. One in order is returned as it is. */
export function boundedCookie(cookie: BrowserCookie): BrowserCookie {
  const { expirationDate } = cookie;
  if (expirationDate === undefined || isTime(expirationDate * 1000)) return cookie;
  return { ...cookie, expirationDate: bounded(expirationDate, LAST_TIME / 1000) };
}
