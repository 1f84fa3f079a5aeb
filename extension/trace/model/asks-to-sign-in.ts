import { readMask } from '../../cookies/value-rules/mask-form.ts';
import { boundedUrl } from './bounded-url.ts';
import { isSignInPage, segments } from './sign-in-address.ts';

// Whether the address that an answer leads to asks for a sign-in, as seen from what was asked for.

/** Parameters that say where to go back to after a sign-in. */
const RETURN_PARAM =
  /^(?:next|return|return_?to|return_?url|return_?path|redirect|redirect_?to|redirect_?ur[il]|redirect_?url|continue|came_?from|from|service|target|goto|(?:start|ret)_?url|dest(?:ination)?|back|back_?ur[il]|callback_?url|original_?url|ref|referer|relaystate|rd|ru|url|wctx)$/i;

/** True where a URL has a parameter that leads back to the path that was asked for. */
export function leadsBack(target: URL, asked: URL): boolean {
  for (const [name, value] of target.searchParams) {
    if (!RETURN_PARAM.test(name) || value === '') continue;
    const back = boundedUrl(value, asked.origin);
    if (back !== undefined && back.pathname === asked.pathname) return true;
  }
  return false;
}

/** Hosts at which people sign in for their neighbours: `login.example.com`. */
const SIGN_IN_HOST =
  /^(?:log-?in|sign-?in|log-?on|sso|auth|idp|accounts?|id|identity|cas|oauth2?|openid|passport)\d{0,2}\./i;

/** True for a page of a host at which people sign in, which leads back to what was asked for at another host. */
export function isSignInElsewhere(target: URL, asked: URL): boolean {
  return target.hostname !== asked.hostname && SIGN_IN_HOST.test(target.hostname) && leadsBack(target, asked);
}

/** Scopes that say who somebody is; others ask for a right to something that is kept elsewhere. */
const IDENTITY_SCOPE = /(?:^|[\s,+/:.])(?:openid|profile|email|identify|identity|user|userinfo|login)(?:$|[\s,+:.])/i;

/** Addresses at which somebody who is known links an account that is kept elsewhere. */
const LINKS_ACCOUNT = segments('connect|link|integrations?|connections?|connectors?');

/** Addresses at which somebody who is known proves it once more, for what not everybody with their session may do. */
const STEPS_UP = segments('step[-_]?up|sudo|elevate');

/**
 * True for a request to an authorization server that wants a right, and does not ask who the user is (RFC 6749): by its
 * scope, or by the address that led there where the scope wants more than that.
 */
export function asksForRight(target: URL, asked: URL): boolean {
  const scope = target.searchParams.get('scope');
  if (target.hostname !== asked.hostname && STEPS_UP.test(asked.pathname)) return true;
  if (target.hostname === asked.hostname || !target.searchParams.has('client_id')) return false;
  if (scope === null || scope === '' || readMask(scope) !== undefined) return false;
  if (!IDENTITY_SCOPE.test(scope)) return true;
  const wantsMore = scope.split(/[\s,+]+/).some((one) => !IDENTITY_SCOPE.test(one) && one !== 'offline_access');
  return wantsMore && LINKS_ACCOUNT.test(asked.pathname);
}

/** True for a request to an identity provider: OpenID Connect, OAuth, SAML, WS-Federation or OpenID 2.0. */
function asksProvider({ hostname, searchParams: query }: URL, asked: URL): boolean {
  if (query.has('SAMLRequest') || query.has('openid.mode')) return true;
  // `wa` is WS-Federation's (section 13.1); elsewhere two letters may mean anything.
  if (query.has('wa') && hostname !== asked.hostname) return true;
  return query.has('client_id') && ['response_type', 'redirect_uri', 'request_uri'].some((name) => query.has(name));
}

/** Networks that ask their guests to sign in, by their names or by an address that no public host has. */
const GUEST_NETWORK =
  /(?:^|[.-])(?:wi-?fi|wlan|hotspots?|captive(?:-?portal)?|guest-?(?:net|portal|wi-?fi))(?:[.-]|$)|^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}$/i;

/** True where the network on the way leads to its own page: over plain http it can, whatever the server would say. */
function isOfNetwork({ hostname }: URL, asked: URL): boolean {
  const isElsewhere = asked.protocol === 'http:' && asked.hostname !== hostname && asked.hostname.includes('.');
  return isElsewhere && GUEST_NETWORK.test(hostname) && !GUEST_NETWORK.test(asked.hostname);
}

/** True for a page that asks to sign in, as seen from what was asked for. */
export function asksToSignIn(target: URL, asked: URL): boolean {
  if (isOfNetwork(target, asked)) return false;
  return leadsBack(target, asked) || isSignInPage(target) || asksProvider(target, asked);
}
