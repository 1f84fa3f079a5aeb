import { isRenewal, pathOfEntry } from '../../model/answer-class.ts';
import type { RequestEntry } from '../../model/entry.ts';

// Where a sign-in is renewed.

/** Paths at which a client renews its tokens. */
export const REFRESH_PATH = /(?:^|[/_.-])(?:refresh|renew|token)(?:$|[/_.?;-])/i;

/** A refresh token goes along with other requests as well, and no server looks at it there. */
export const isRefreshToken = (name: string): boolean => /(?:^|[-_.])(?:refresh|rt(?:$|[-_.]))/i.test(name);

/** What is renewed: `/api/cart/refresh` is about no sign-in. */
const OF_SIGN_IN =
  /(?:^|[/_.-])(?:auth\w{0,20}|oauth2?|tokens?|jwt|sessions?|log-?in|sign-?in|identity|sso|bff|connect|credentials?)(?:$|[/_.;-])/i;
const BARE = /^(?:\/(?:api|rest|v\d{1,2}))*\/(?:refresh|renew|rotate)\/?$/i;
const CAMEL = /\/(?:refresh|renew|rotate)(?:access)?tokens?\/?$/i;

/** Tokens of something else: of a device that is sent messages, of an account that is linked, of forms. */
const OF_OTHER =
  /(?:^|[/_.-])(?:push|fcm|apns|notifications?|web-?hooks?|integrations?|connectors?|connections?|linked|social|csrf|xsrf|antiforgery|feeds?|calendars?|banks?|playback|streams?|admin)(?:$|[/_.;-])/i;

/** An OAuth server gives out tokens and renews them at one address (RFC 6749 section 3.2). */
const TOKEN_ENDPOINT = /\/token\/?$/i;

/** Longest address that is read, in characters. */
export const LONGEST_RENEWAL = 8_000;

/** Whether a request renews a sign-in, by its address, or by what it sent and was refused; undefined: it is about something else. */
export function renewsBy(entry: RequestEntry): 'renews' | 'may-renew' | undefined {
  if (entry.method === 'OPTIONS' || entry.url.length > LONGEST_RENEWAL) return undefined;
  const path = pathOfEntry(entry);
  if (OF_OTHER.test(path)) return undefined;
  if (entry.says === 'renewal-refused') return 'renews';
  if (entry.method !== 'GET' && /[?&]grant_type=refresh_token(?:&|$)/.test(entry.url)) return 'renews';
  const isOfSignIn = (isRenewal(entry) && (OF_SIGN_IN.test(path) || BARE.test(path))) || CAMEL.test(path);
  if (isOfSignIn && entry.type !== 'main_frame') return 'renews';
  return entry.method === 'POST' && TOKEN_ENDPOINT.test(path) ? 'may-renew' : undefined;
}
