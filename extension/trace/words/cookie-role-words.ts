import type { CookieRole } from '../../cookies/names/cookie-role.ts';
import type { KnownCookie } from '../../cookies/names/known-cookie.ts';
import type { MessageKey } from './message-key.ts';
import { code, type Phrase, phrase } from './phrase.ts';

/** What a cookie of each role is, in a sentence of its own. */
const roleWords: Readonly<Record<CookieRole, MessageKey>> = {
  session: 'isSession',
  'sign-in': 'isSignIn',
  'access-token': 'isAccessToken',
  'refresh-token': 'isRefreshToken',
  'remember-me': 'isRememberMe',
  device: 'isDevice',
  'sign-in-status': 'isSignInStatus',
  csrf: 'isCsrf',
  state: 'isSignInStep',
  signature: 'isSignature',
  'load-balancer': 'isLoadBalancer',
  firewall: 'isFirewall',
  'waiting-room': 'isWaitingRoom',
  consent: 'isConsent',
  analytics: 'isAnalytics',
  monitoring: 'isMonitoring',
  ads: 'isAds',
  chat: 'isChat',
  preference: 'isPreference',
  cart: 'isCart',
  payment: 'isPayment',
  cache: 'isCache',
  message: 'isMessage',
  probe: 'isProbe',
  other: 'isOther',
};

/** The same for a cookie that a session hangs on, where one product alone uses the name. */
const ownedWords: Readonly<Partial<Record<CookieRole, MessageKey>>> = {
  session: 'isSessionOf',
  'sign-in': 'isSignInOf',
  'access-token': 'isAccessTokenOf',
  'refresh-token': 'isRefreshTokenOf',
};

/**
 * What a cookie is by its name, and whose name it is where one product alone uses it.
 *
 * @param instead what to say of the cookie in place of its role
 */
export function knownCookiePhrases(known: KnownCookie, instead?: MessageKey): readonly Phrase[] {
  const { role, product, certainty } = known;
  const first = phrase(instead ?? roleWords[role]);
  if (product === undefined || certainty !== 'certain') return [first];
  const owned = instead === undefined ? ownedWords[role] : undefined;
  return owned === undefined ? [first, phrase('nameOfProduct', code(product))] : [phrase(owned, code(product))];
}
