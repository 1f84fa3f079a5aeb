import { asksForRight, asksToSignIn } from './asks-to-sign-in.ts';
import type { BodySays } from './body-says.ts';
import { boundedUrl, LONGEST_URL } from './bounded-url.ts';
import type { DeniedBy } from './denied-by.ts';
import type { RequestEntry } from './entry.ts';
import { pathOfUrl } from './entry-url.ts';
import type { Header } from './event.ts';
import { headerValue, headerValues } from './headers.ts';
import { isEdgeServer, LEADS_SCRIPTS } from './kept-headers.ts';
import { reasonIn, saysOver, saysRefused, shownPage } from './said-in-address.ts';
import {
  asksNobody,
  hasSignInWords,
  isScript,
  isSignInPage,
  isSignInPath,
  isSignOutPath,
  isStepPage,
  SIGN_IN_QUERY,
  SIGN_OUT_QUERY,
  segments,
} from './sign-in-address.ts';

/** How a server answered, as far as that speaks of the session. */
export type AnswerClass = 'ok' | 'denied' | 'other';

/** The path of an entry's URL. */
export function pathOfEntry(entry: Pick<RequestEntry, 'url'>): string {
  return pathOfUrl(entry.url);
}

/** Where a redirect goes; undefined for an answer that is none. */
export function redirectOf(entry: RequestEntry): URL | undefined {
  const target = entry.status === undefined ? undefined : targetOf(entry.status, entry.responseHeaders);
  return target === undefined ? undefined : boundedUrl(target, entry.url);
}

/** A Refresh header within five seconds leads on; a longer one is a page that renews itself. */
const REFRESH = /^\s*[0-5]\s*[;,]\s*(?:url\s*=\s*)?["']?([^"'\s]+)/i;

/** Where a header leads scripts. Next.js writes behind the address how the history is to be changed. */
function scriptTarget(headers: readonly Header[]): string | undefined {
  for (const name of LEADS_SCRIPTS) {
    const target = headerValue(headers, name);
    if (target !== undefined) return target.replace(/;(?:push|replace)$/, '');
  }
  return undefined;
}

/** Where an answer leads, by Location or by what pages of scripts heed: headers of frameworks, Inertia's, and Refresh. */
function targetOf(status: number, headers: readonly Header[]): string | undefined {
  if (status === 304) return undefined;
  if (status >= 300 && status < 400) return headerValue(headers, 'location') ?? scriptTarget(headers);
  if (status === 409) return headerValue(headers, 'x-inertia-location');
  if (status < 200 || status > 299) return undefined;
  return scriptTarget(headers) ?? REFRESH.exec(headerValue(headers, 'refresh') ?? '')?.[1];
}

/** Why an answer leads elsewhere, in the words of the address: `reason=timeout`. Undefined where it says nothing. */
export function reasonSaid(entry: RequestEntry): string | undefined {
  const target = redirectOf(entry);
  return target === undefined ? undefined : reasonIn(target);
}

/** Refusals in a body that have a name of their own. */
const SAID_IN_BODY: Readonly<Partial<Record<BodySays, DeniedBy>>> = {
  'sign-in-form': 'sign-in-form',
  'wants-cookies': 'sign-in-form',
  'to-sign-in': 'sign-in-page',
  over: 'over-body',
  elsewhere: 'ended-body',
  revoked: 'ended-body',
};

/** What firewalls write beside a challenge: Cloudflare and AWS WAF. */
const CHALLENGE_HEADERS = ['cf-mitigated', 'x-amzn-waf-action'] as const;

/** A firewall's challenge, as its header has it: `cf-mitigated: challenge`. */
export function challengeShown({ responseHeaders }: RequestEntry): string | undefined {
  for (const name of CHALLENGE_HEADERS) {
    const value = headerValue(responseHeaders, name);
    if (value !== undefined) return `${name}: ${value.slice(0, 40)}`;
  }
  return undefined;
}

/** What DataDome writes on its own answers; X-DataDome stands on those that it lets through as well. */
const BOT_HEADER = 'x-dd-b';

/**
 * True for a refusal by a firewall in front of the server: its body is a known one's page, or its headers name it. Akamai
 * passes on the Server header of what it did not answer itself.
 */
export function isBlocked({ status = 0, says, responseHeaders }: RequestEntry): boolean {
  if (says === 'blocked') return true;
  if (status !== 403) return false;
  const isEdge = isEdgeServer(headerValue(responseHeaders, 'server') ?? '');
  return isEdge || headerValue(responseHeaders, BOT_HEADER) !== undefined;
}

/** True for an answer of what stands between: a proxy that wants a password of its own, a firewall. */
export function isFromBetween(entry: RequestEntry): boolean {
  return entry.status === 407 || challengeShown(entry) !== undefined || isBlocked(entry);
}

/** gRPC answers 200 and says in this header how it went; over HTTP/1.1 as well (gRPC-Web). */
const GRPC_UNAUTHENTICATED = '16';

const FACTOR = '(?:2fa|mfa|totp|two[-_]?factor(?:[-_]auth(?:entication)?)?)';
/** What somebody changes who is known, and has to sign in again for. */
const ACCOUNT_CHANGE = segments(
  'password|passwd|(?:change|update|set|reset)[-_]?password|password[-_]?(?:change|update|reset)|(?:settings|account|profile|me)/e-?mail|(?:change|update)[-_]?e-?mail|(?:close|delete|deactivate)[-_]?account|other[-_](?:browser[-_])?sessions|' +
    `(?:settings|profile|me|security|preferences)/${FACTOR}|${FACTOR}/(?:disable|enable|remove|reset)|(?:disable|enable|remove|reset)[-_]?${FACTOR}`,
);
/** The same by names that a safe for passwords gives to what it keeps, and an administrator to others: of one's own account alone. */
const MAY_BE_CHANGE = segments('passwords|credentials|deactivate');
const OF_ONESELF = segments('accounts?|me|my|self|own|profile|settings|preferences|security|users?|auth');
/** A password that is looked at, made up or sent for changes nothing, nor does one of another person. */
const NO_OWN_CHANGE = segments(
  'check|verify|validate|validation|strength|score|meter|policy|rules|requirements|generate|generator|suggest|confirm[-_/]passwords?|passwords?[-_/]confirm|forgot|request|hint|vaults?|admin|manage',
);

/** True for a request that by its address changes a password, or closes the account. */
export function isAccountChange(entry: Pick<RequestEntry, 'url' | 'method'>): boolean {
  const { method } = entry;
  if (method === 'GET' || method === 'OPTIONS') return false;
  const path = pathOfEntry(entry);
  if (NO_OWN_CHANGE.test(path)) return false;
  return ACCOUNT_CHANGE.test(path) || (MAY_BE_CHANGE.test(path) && OF_ONESELF.test(path) && !ONE_OF_MANY.test(path));
}

/** True for a change of the account that was carried out: the answer clears a cookie, and leads to sign in again. */
function changesAccount(entry: RequestEntry): boolean {
  return isAccountChange(entry) && entry.setCookies.some(({ intent }) => intent === 'delete');
}

/** How an answer sends the user away to sign in, or refuses; undefined where it does neither. */
export function deniedBy(entry: RequestEntry): DeniedBy | undefined {
  const { status } = entry;
  if (status === undefined) return undefined;
  if (isFromBetween(entry)) return undefined;
  if (status === 401) {
    return headerValue(entry.responseHeaders, 'www-authenticate') === undefined ? 'status' : 'challenge';
  }
  // 419 is Laravel's "page expired", 440 IIS's "login time-out", 498 ArcGIS's "invalid token".
  if (status === 403 || status === 419 || status === 440 || status === 498) return 'status';
  if (status === 200 && headerValue(entry.responseHeaders, 'grpc-status') === GRPC_UNAUTHENTICATED) return 'grpc';
  if (status < 300 && entry.says === 'renewal-refused') return 'body';
  if (entry.refusedInBody === true) return entry.says === undefined ? 'body' : (SAID_IN_BODY[entry.says] ?? 'body');
  if (entry.leadsToForm === true) return 'sign-in-page';
  const redirect = redirectOf(entry);
  const target = redirect === undefined ? undefined : shownPage(redirect);
  const asked = target === undefined ? undefined : boundedUrl(entry.url);
  if (target === undefined || asked === undefined) return undefined;
  if (isSignOutPath(asked.pathname) || changesAccount(entry)) return undefined;
  // The way through a sign-in leads from one of its pages to the next: nobody is refused there.
  const askedSignIn = hasSignInWords(asked.pathname) || isSignInPage(asked);
  if (askedSignIn && entry.method !== 'GET') return undefined;
  if (!askedSignIn && saysOver(target) && !saysOver(asked)) return 'over-page';
  if (!askedSignIn && saysRefused(target) && !saysRefused(asked)) return 'refusal-page';
  // A step on the way of somebody who is known: an address to confirm, terms to accept.
  if (asksNobody(target.pathname) || isStepPage(target)) return undefined;
  if (askedSignIn || asksForRight(target, asked)) return undefined;
  return asksToSignIn(target, asked) ? 'sign-in-page' : undefined;
}

/** True for a socket that opened, and on which the server refused who asked. */
export function isRefusedSocket(says: BodySays | undefined): boolean {
  return says === 'socket-refused' || says?.startsWith('closed-') === true;
}

/** What an answer says of the session that was sent: nothing, where it is a redirect to elsewhere or a fault of its own. */
export function answerClass(entry: RequestEntry): AnswerClass {
  if (deniedBy(entry) !== undefined) return 'denied';
  const { status, says } = entry;
  if (says === 'forbidden' || says === 'not-done' || isRefusedSocket(says) || isFromBetween(entry)) return 'other';
  if (status !== undefined && ((status >= 200 && status < 300) || status === 304 || status === 101)) return 'ok';
  return 'other';
}

/** A round trip's way back: its parameters carry what the identity provider says. */
const CALLBACK_QUERY = /[?&](?:code|ticket|id_token|access_token|SAMLResponse|oauth_token)=/;
const STATE_QUERY = /[?&]state=/;
const CALLBACK_PATH = /(?:^|[/_.-])(?:callback|cb|acs|signin-[a-z]+|assertion-?consumer)(?:$|[/_.?;-])/i;

/** True for the request that brings a sign-in at another site back: an OIDC or SAML callback. */
export function isCallback({ url, method }: Pick<RequestEntry, 'url' | 'method'>): boolean {
  if (url.length > LONGEST_URL) return false;
  const carriesAnswer = CALLBACK_QUERY.test(url);
  if (carriesAnswer && STATE_QUERY.test(url)) return true;
  return CALLBACK_PATH.test(pathOfUrl(url)) && (method === 'POST' || carriesAnswer);
}

/** Addresses that go on with a sign-in: `/auth/refresh`, `/user/auth-tokens/rotate`. */
const RENEWS = /(?:^|[/_.-])(?:refresh|renew|rotate)(?:$|[/_.?;-])/i;

/** True for a request by which tokens are renewed. */
export function isRenewal(entry: Pick<RequestEntry, 'url' | 'method'>): boolean {
  return entry.method !== 'OPTIONS' && RENEWS.test(pathOfEntry(entry));
}

/** Where a passkey is checked, and what comes before that or makes one. */
const PASSKEY = segments('web-?authn|pass-?keys?|fido2?');
const BEFORE_PASSKEY = segments(
  'options|begin|start|challenges?|requests?|init|initiate|register|registration|attestation',
);

/** True for a request by which somebody signs in: a form or an API call at a sign-in path, a passkey, or a callback. */
export function isSignIn(entry: Pick<RequestEntry, 'url' | 'method'>): boolean {
  if (isCallback(entry)) return true;
  if (entry.method !== 'POST') return false;
  const path = pathOfEntry(entry);
  if (isScript(path) && entry.url.length <= LONGEST_URL && SIGN_IN_QUERY.test(entry.url)) return true;
  if (ENDS_SESSIONS.test(path) || isSignOutPath(path)) return false;
  if (PASSKEY.test(path)) return !BEFORE_PASSKEY.test(path);
  return isSignInPath(path) && !RENEWS.test(path);
}

/** What ends sessions by another name than signing out, or closes the account that they belong to. */
const ENDS_SESSIONS = segments(
  'revoke|revocations?|invalidate|terminate|deactivate|(?:close|delete|erase)[-_]?(?:my[-_]?)?account|account[-_]?(?:closure|deletion)',
);
const CLOSES_ACCOUNT = segments('(?:close|delete|erase)[-_]?(?:my[-_]?)?account|account[-_]?(?:closure|deletion)');
/** Of whom these words speak: invitations, certificates, machines and stores are revoked and ended as well. */
const OF_SIGN_IN = segments(
  'sessions?|tokens?|(?:revoke|invalidate|terminate)[-_]all|auth|oauth2?|connect|openid(?:-connect)?|log-?ins?|accounts?|devices?|me|self|my|profile',
);
const BARE_END = /^(?:\/(?:api|rest|v\d{1,2}))*\/(?:revoke|invalidate|terminate|deactivate)\/?$/i;
/** The number or the id of one of many, or an administrator's page: what happens there need not be about oneself. */
const ONE_OF_MANY = /\/(?:\d{1,40}|[0-9a-f-]{16,80}|admin|manage)(?:\/|$)/i;
const OWN_ACCOUNT = /\/(?:accounts?|me|profile|users?\/me)\/?$/i;

/** True for a request that ends sessions or an account, and signs nobody out by name. */
export function endsSessions(entry: Pick<RequestEntry, 'url' | 'method'>): boolean {
  const path = pathOfEntry(entry);
  if (entry.method === 'GET' || entry.method === 'OPTIONS' || ONE_OF_MANY.test(path)) return false;
  if (CLOSES_ACCOUNT.test(path) || (entry.method === 'DELETE' && OWN_ACCOUNT.test(path))) return true;
  return ENDS_SESSIONS.test(path) && (OF_SIGN_IN.test(path) || BARE_END.test(path));
}

/** A session that is part of something else than a person, such as a course: `/workouts/9/sessions/12`. */
const SESSION_OF_THING =
  /\/(?!(?:users?|accounts?|members?|customers?|people|profiles?|devices?)\/)[a-z][\w-]{1,40}\/(?:\d{1,20}|[0-9a-f-]{16,64})\/sessions?(?:\/|$)/i;

/** True for a request that ends one session of a list, such as that of another device: `DELETE /sessions/4567`. */
export function endsNamedSession(entry: Pick<RequestEntry, 'url' | 'method'>): boolean {
  const path = pathOfEntry(entry);
  const name = entry.method === 'DELETE' ? /\/sessions?\/([^/]+)\/?$/i.exec(path)?.[1] : undefined;
  return name !== undefined && !isSignOutPath(path) && !/^(?:current|me|mine|my|own|self|this)$/i.test(name);
}

/** True for a request by which somebody signs out. */
export function isSignOut(entry: Pick<RequestEntry, 'url' | 'method'>): boolean {
  const path = pathOfEntry(entry);
  const endsSession = entry.method === 'DELETE' && /\/sessions?(?:$|\/)/i.test(path) && !SESSION_OF_THING.test(path);
  if (isSignOutPath(path) || endsSession) return true;
  return entry.url.length <= LONGEST_URL && SIGN_OUT_QUERY.test(entry.url);
}

/** True where nobody reads the answer, or it has no content, or none came: a beacon, a poll, a socket that opens. */
function isEmptyAnswer({ method, requestHeaders, says, status, type }: RequestEntry): boolean {
  if (type === 'ping' || type === 'beacon' || (type === 'xmlhttprequest' && status === undefined)) return true;
  if (type === 'xmlhttprequest' && headerValue(requestHeaders, 'sec-fetch-mode') === 'no-cors') return true;
  return (status === 101 && says === undefined) || (status === 204 && (method === 'GET' || method === 'HEAD'));
}

/** True for a request that carries the session as a static file does: its answer says nothing of who asked. */
export function isMute(entry: RequestEntry): boolean {
  if (entry.setCookies.length > 0 || !isEmptyAnswer(entry)) return false;
  return !isSignOut(entry) && !isSignIn(entry) && !isRenewal(entry) && !endsSessions(entry);
}

/** What a body says of a sign-in that did not work, whatever its status. */
const SAYS_NOT_IN: ReadonlySet<BodySays | undefined> = new Set([
  'unauthenticated',
  'failed',
  'forbidden',
  'sign-in-form',
  'wants-cookies',
  'over',
  'elsewhere',
  'revoked',
  'not-done',
  'blocked',
]);

/** True for a sign-in that the server took: it answered neither with a refusal nor with the sign-in page again. */
export function signInWorked(entry: RequestEntry): boolean {
  if (!isSignIn(entry) || SAYS_NOT_IN.has(entry.says) || entry.status === undefined || entry.status >= 400)
    return false;
  const target = redirectOf(entry);
  if (target === undefined) return entry.status < 300;
  return !isSignInPage(target) && !/(?:^|[?&])error=/.test(target.search) && !/\/error(?:$|[/?])/.test(target.pathname);
}

/** Schemes of HTTP authentication (IANA's registry, and what is common): what they ask for travels in Authorization. */
const OTHER_CREDENTIALS =
  /(?:^|,)\s*(basic|bearer|concealed|digest|dpop|gnap|hawk|hoba|kerberos|mutual|negotiate|ntlm|oauth|privatetoken|scram-sha-\d+|vapid)(?:$|[\s,])/i;

/** The scheme of the credentials that an answer asks for (`Bearer`), which travel in Authorization and not in a cookie. */
export function challengeOf({ responseHeaders }: RequestEntry): string | undefined {
  for (const challenge of headerValues(responseHeaders, 'www-authenticate')) {
    const scheme = OTHER_CREDENTIALS.exec(challenge)?.[1];
    if (scheme !== undefined) return scheme;
  }
  return undefined;
}
