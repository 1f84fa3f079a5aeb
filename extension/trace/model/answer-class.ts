import { readMask } from '../../cookies/value-rules/mask-form.ts';
import type { BodySays } from './body-says.ts';
import type { DeniedBy } from './denied-by.ts';
import type { RequestEntry } from './entry.ts';
import { pathOfUrl } from './entry-url.ts';
import type { Header } from './event.ts';
import { headerValue, headerValues } from './headers.ts';
import { isEdgeServer } from './kept-headers.ts';
import { inLanguages } from './languages.ts';

/** How a server answered, as far as that speaks of the session. */
export type AnswerClass = 'ok' | 'denied' | 'other';

/** Segments of paths: the words stand alone, or beside others of the segment. */
const segments = (words: string): RegExp => new RegExp(`(?:^|[/_.:-])(?:${words})(?:$|[/_.?;-])`, 'i');

/** Names of pages that ask to sign in and are nothing else, and of what their forms are sent to. */
const LOGIN_WORDS = `(?:user|do|process)?(?:log[-_]?in|log[-_]?on|sign[-_]?in|sign[-_]?on)(?:post|submit|form|page|check|process|user)?|wp-login|${inLanguages('signIn')}`;

/** Paths at which people sign in, or that send them to a place where they do. */
const SIGN_IN_PATH = segments(
  `${LOGIN_WORDS}|signin-oidc|j_(?:spring_)?security_check|my\\.policy|tmindex|logonpoint|sso|cas|authenticate|authentication|authorize|auth|oauth2?|openid(?:-connect)?|saml2?|idp|sessions?(?!/(?:[^/]*\\d|[^/]+/))`,
);

/** Sign-in paths that answer an API or end a round trip: a redirect there asks nobody to sign in. */
const NO_SIGN_IN_PAGE =
  /(?:^|[/_.-])(?:log[-_]?out|sign[-_]?out|log[-_]?off|callback|error|denied|success|register|verify|verification|confirm|confirmation|consent|onboarding|setup|terms|welcome|settings|profile|3-?d-?s(?:ecure)?2?)(?:$|[/_.?;-])/i;

const SIGN_OUT_PATH = segments(
  `(?:user)?(?:log[-_]?out|log[-_]?off|sign[-_]?out|sign[-_]?off)|end[-_]?session|${inLanguages('signOut')}`,
);

/** Parameters that say where to go back to after a sign-in. */
const RETURN_PARAM =
  /^(?:next|return|return_?to|return_?url|return_?path|redirect|redirect_?to|redirect_?ur[il]|redirect_?url|continue|came_?from|from|service|target|goto|(?:start|ret)_?url|dest(?:ination)?|back|back_?ur[il]|callback_?url|original_?url|ref|referer|relaystate|rd|ru|url|wctx)$/i;

/** Longest URL that is taken apart here, in characters. */
const LONGEST_URL = 8_000;

function parse(url: string, base?: string): URL | undefined {
  if (url.length > LONGEST_URL || !URL.canParse(url, base)) return undefined;
  return new URL(url, base);
}

/** True for a path at which people sign in. */
export function isSignInPath(pathname: string): boolean {
  return SIGN_IN_PATH.test(pathname) && !NO_SIGN_IN_PAGE.test(pathname);
}

/** Pages that ask to sign in and are nothing else: a provider's `/oauth/authorize` is for those who are known, too. */
const LOGIN_PAGE = segments(LOGIN_WORDS);

/** True for the path of a page that asks to sign in and is nothing else. */
export function isLoginPage(pathname: string): boolean {
  return LOGIN_PAGE.test(pathname) && !NO_SIGN_IN_PAGE.test(pathname);
}

/** True for a path at which people sign out. */
export function isSignOutPath(pathname: string): boolean {
  return SIGN_OUT_PATH.test(pathname);
}

/** The path of an entry's URL. */
export function pathOfEntry(entry: Pick<RequestEntry, 'url'>): string {
  return pathOfUrl(entry.url);
}

/** Where a redirect goes; undefined for an answer that is none. */
export function redirectOf(entry: RequestEntry): URL | undefined {
  const target = entry.status === undefined ? undefined : targetOf(entry.status, entry.responseHeaders);
  return target === undefined ? undefined : parse(target, entry.url);
}

/** A Refresh header within five seconds leads on; a longer one is a page that renews itself. */
const REFRESH = /^\s*[0-5]\s*[;,]\s*(?:url\s*=\s*)?["']?([^"'\s]+)/i;

/** Where an answer leads, by Location or by what pages of scripts heed: htmx's header, Inertia's, and Refresh. */
function targetOf(status: number, headers: readonly Header[]): string | undefined {
  if (status >= 300 && status < 400) return status === 304 ? undefined : headerValue(headers, 'location');
  if (status === 409) return headerValue(headers, 'x-inertia-location');
  if (status < 200 || status > 299) return undefined;
  return headerValue(headers, 'hx-redirect') ?? REFRESH.exec(headerValue(headers, 'refresh') ?? '')?.[1];
}

/** True where a URL has a parameter that leads back to the path that was asked for. */
function leadsBack(target: URL, asked: URL): boolean {
  for (const [name, value] of target.searchParams) {
    if (!RETURN_PARAM.test(name) || value === '') continue;
    const back = parse(value, asked.origin);
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

/** A session, and that it is over, in addresses of other languages. */
const SESSION_ABROAD = 'sesion|sessao|sessione?|sessiya|sitzung';
const OVER_ABROAD = '(?:expir|caduc|venc)(?:ada|ee|ou)|scaduta|abgelaufen|istekla';

/** Pages that say that a session is over. What else may expire (a password, a trial, a link) is named otherwise. */
const OVER_PATH = segments(
  `session[-_]?(?:expired|ended|invalid|over|lost|time[-_]?out|timed[-_]?out)|(?:invalid|expired)[-_]?session|(?:logged|signed)[-_]?out|(?:${SESSION_ABROAD})[-_]?(?:${OVER_ABROAD})`,
);
const TIMEOUT_PATH = /(?:^|[/_.-])(?:time[-_]?out|timed[-_]?out)(?:$|[/_.?;-])/i;
const OVER_NAME = /^(?:session[-_]?(?:expired|invalid|time[-_]?out)|timed?[-_]?out|(?:logged|signed)[-_]?out)$/i;
/** `?session=expired`: what is over, and that it is. */
const OVER_SUBJECT = new RegExp(`^(?:session|login|auth|${SESSION_ABROAD})$`, 'i');
const IS_OVER = new RegExp(`^(?:expired|invalid|ended|lost|over|time[-_]?out|timed[-_]?out|${OVER_ABROAD})$`, 'i');
/** Where strangers come in: there alone `?expired=1` speaks of the session, and not of a cart or a trial. */
const ENTRANCE = /^\/(?:index(?:\.\w{2,5})?|home|welcome|start)?\/?$/i;
const OVER_VALUE = new RegExp(
  `^(?:session[-_ ]?(?:has[-_ ])?(?:expired|invalid|ended|not[-_ ]?found|time[-_ ]?out)|(?:invalid|expired)[-_ ]?session|time[-_ ]?out|timed[-_ ]?out|(?:${SESSION_ABROAD})[-_ ]?(?:${OVER_ABROAD}))$`,
  'i',
);

/** True for a page at which strangers come in. */
export function isEntrance(pathname: string): boolean {
  return ENTRANCE.test(pathname);
}

/** True for a page that says that the session is over. */
export function saysOver({ pathname, searchParams }: URL): boolean {
  if (OVER_PATH.test(pathname)) return true;
  // Among errors a time-out is that of a server behind.
  if (TIMEOUT_PATH.test(pathname) && !NO_SIGN_IN_PAGE.test(pathname)) return true;
  const isFirstPage = isEntrance(pathname) || isSignInPath(pathname);
  return [...searchParams].some(
    ([name, value]) =>
      ((OVER_NAME.test(name) || (isFirstPage && /^expired$/i.test(name))) && /^(?:|1|true|yes)$/i.test(value)) ||
      (OVER_SUBJECT.test(name) && IS_OVER.test(value)) ||
      OVER_VALUE.test(value),
  );
}

/** Parameters that say why somebody was led to a page, and values of them that are words and hold no secret. */
const REASON_NAME =
  /^(?:(?:log[-_]?out|sign[-_]?out|error|auth)?[-_]?(?:reason|error|cause|code|message|msg)|err|status|info|alert|notice)$/i;
const REASON_VALUE = /^[a-z]{2,40}(?:[ _.-][a-z]{1,40}){0,7}$/i;
/** Names that say it by themselves: `?expired=1`. */
const REASON_ALONE =
  /^[a-z_-]{0,20}(?:expired|timeout|timed[-_]?out|logged[-_]?out|inactiv(?:e|ity)|idle|concurrent|revoked)[a-z_-]{0,20}$/i;

/** Why an answer leads elsewhere, in the words of the address: `reason=timeout`. Undefined where it says nothing. */
export function reasonSaid(entry: RequestEntry): string | undefined {
  const target = redirectOf(entry);
  if (target === undefined) return undefined;
  for (const [name, value] of shownPage(target).searchParams) {
    const says = REASON_NAME.test(name) && REASON_VALUE.test(value);
    if (says || (REASON_ALONE.test(name) && /^(?:1|true|yes)$/i.test(value))) return `${name}=${value}`;
  }
  return undefined;
}

/** Reasons that nobody signs out for: the application does it by itself. */
const UNASKED = /expired|inactiv|idle|time[-_ .]?(?:d[-_ .]?)?out|concurrent/i;

/** Why an application signs out by itself, in the words of an address: `reason=inactivity`. Undefined: it may be asked to. */
export function unaskedReason(url: URL | undefined): string | undefined {
  if (url === undefined) return undefined;
  for (const [name, value] of shownPage(url).searchParams) {
    const says = (REASON_NAME.test(name) || OVER_SUBJECT.test(name)) && REASON_VALUE.test(value) && UNASKED.test(value);
    const isFlag = REASON_ALONE.test(name) && UNASKED.test(name) && /^(?:1|true|yes)$/i.test(value);
    if (says || isFlag) return `${name}=${value}`;
  }
  return undefined;
}

/** Pages that say that something may not be seen: because a session or a right is missing. */
const REFUSAL_PATH =
  /(?:^|[/_.-])(?:un-?authori[sz]ed|not[-_]?authori[sz]ed|un-?authenticated|access[-_]?denied|forbidden|no[-_]?access|40[13])(?:$|[/_.?;-])/i;
const REFUSAL_VALUE =
  /^(?:un-?authori[sz]ed|not[-_ ]?authori[sz]ed|un-?authenticated|not[-_ ]?(?:authenticated|logged[-_ ]?in|signed[-_ ]?in)|(?:log[-_ ]?in|sign[-_ ]?in|auth(?:entication)?)[-_ ]?required|40[13])$/i;

/** True for a page that says that something may not be seen. */
export function saysRefused({ pathname, searchParams }: URL): boolean {
  return REFUSAL_PATH.test(pathname) || [...searchParams].some(([, value]) => REFUSAL_VALUE.test(value));
}

/** The page that an application of one page shows for an address: `/#/login` is `/login`. */
export function shownPage(target: URL): URL {
  const route = /^#!?(\/.*)$/.exec(target.hash)?.[1];
  return route === undefined ? target : (parse(route, target.origin) ?? target);
}

/** Pages that ask for one more proof before anybody is signed in: an address to confirm, a second factor. */
const PROOF_WORDS =
  'verify|verification|confirm[-_/]?(?:e?mail|account|address|identity)|unconfirmed|activat(?:e|ion)|t?otp|code[-_/]confirm|[m2]fa|two[-_]?(?:factor|step)';
const PROOF_PATH = segments(PROOF_WORDS);

/** The same, and what somebody who is signed in has to pass first, such as a password that is too old. */
const STEP_PATH = segments(
  `${PROOF_WORDS}|(?:change|update|expired)[-_/]?password|password[-_/]?(?:change|confirm|expired|update)|consent|accept[-_]?terms|terms[-_/]accept|onboarding`,
);

/** True for a page that somebody who is known has to pass before any other opens. */
export function isStepPage(pathname: string): boolean {
  return STEP_PATH.test(pathname);
}

/** True for a page that asks for one more proof before anybody is signed in. */
export function isProofPage(pathname: string): boolean {
  return PROOF_PATH.test(pathname);
}

/** Applications of one script say in the query what is to be done: `wp-login.php?action=logout`, `index.php?logout=1`. */
const inQuery = (words: string): RegExp =>
  new RegExp(
    `[?&](?:(?:action|act|do|op|mode|cmd|_?task|page|view|route|r|controller|title)=(?:[\\w/.:-]*[/.:-])?(?:(?:user)?(?:${words}))|(?:${words})(?:=(?:1|true|yes)?)?)(?:&|$|#)`,
    'i',
  );
const SIGN_OUT_QUERY = inQuery('log[-_]?out|log[-_]?off|sign[-_]?out');
const SIGN_IN_QUERY = inQuery('log[-_]?in|sign[-_]?in|authentication');

/** True for the one script of an application, which its query tells what to do. */
const isScript = (pathname: string): boolean =>
  /(?:^\/|\.(?:php|cgi|pl|asp|aspx|jsp|do|cfm|fcgi|dll))$/i.test(pathname);

/** Scopes that say who somebody is; others ask for a right to something that is kept elsewhere. */
const IDENTITY_SCOPE = /(?:^|[\s,+/:.])(?:openid|profile|email|identify|identity|user|userinfo|login)(?:$|[\s,+:.])/i;

/** Addresses at which somebody who is known links an account that is kept elsewhere. */
const LINKS_ACCOUNT = segments('connect|link|integrations?|connections?|connectors?');

/**
 * True for a request to an authorization server that wants a right, and does not ask who the user is (RFC 6749): by its
 * scope, or by the address that led there where the scope wants more than that.
 */
function asksForRight(target: URL, asked: URL): boolean {
  const scope = target.searchParams.get('scope');
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

/** True for a page at which people sign in, by its path or, of an application of one script, by its query. */
function isSignInPage({ pathname, search }: URL): boolean {
  return isSignInPath(pathname) || (isScript(pathname) && SIGN_IN_QUERY.test(search));
}

/** True for a page that asks to sign in, as seen from what was asked for. */
export function asksToSignIn(target: URL, asked: URL): boolean {
  return leadsBack(target, asked) || isSignInPage(target) || asksProvider(target, asked);
}

/** Refusals in a body that have a name of their own. */
const SAID_IN_BODY: Readonly<Partial<Record<BodySays, DeniedBy>>> = {
  'sign-in-form': 'sign-in-form',
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

/** What somebody changes who is known, and has to sign in again for. */
const ACCOUNT_CHANGE = segments(
  'password|passwd|(?:change|update|set|reset)[-_]?password|password[-_]?(?:change|update|reset)|(?:close|delete|deactivate)[-_]?account',
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
  if (entry.refusedInBody === true) return entry.says === undefined ? 'body' : (SAID_IN_BODY[entry.says] ?? 'body');
  const redirect = redirectOf(entry);
  const target = redirect === undefined ? undefined : shownPage(redirect);
  const asked = target === undefined ? undefined : parse(entry.url);
  if (target === undefined || asked === undefined) return undefined;
  if (isSignOutPath(asked.pathname) || changesAccount(entry)) return undefined;
  // The way through a sign-in leads from one of its pages to the next: nobody is refused there.
  const askedSignIn = SIGN_IN_PATH.test(asked.pathname) || isSignInPage(asked);
  if (askedSignIn && entry.method !== 'GET') return undefined;
  if (!askedSignIn && saysOver(target) && !saysOver(asked)) return 'over-page';
  if (!askedSignIn && saysRefused(target) && !saysRefused(asked)) return 'refusal-page';
  // A step on the way of somebody who is known: an address to confirm, terms to accept.
  if (NO_SIGN_IN_PAGE.test(target.pathname)) return undefined;
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
  if (ENDS_SESSIONS.test(path)) return false;
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

/** What a body says of a sign-in that did not work, whatever its status. */
const SAYS_NOT_IN: ReadonlySet<BodySays | undefined> = new Set([
  'unauthenticated',
  'failed',
  'forbidden',
  'sign-in-form',
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
