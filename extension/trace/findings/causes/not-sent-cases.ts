import { isPartitioned } from '../../../cookies/cookie-identity.ts';
import { isCallback, isSignIn, redirectOf, signInWorked } from '../../model/answer-class.ts';
import type { RequestEntry, RetrievalEntry, SetCookieEntry } from '../../model/entry.ts';
import { headerValue } from '../../model/headers.ts';
import type { Session } from '../../model/session.ts';
import { isLoginPage } from '../../model/sign-in-address.ts';
import { isWithinOtherSite } from '../../model/within-site.ts';
import { allowsCredentials, namesNoAsker } from '../../verdicts/cookie-request.ts';
import { retrievalVerdict } from '../../verdicts/retrieval-verdict.ts';
import { setCookieVerdict } from '../../verdicts/set-cookie-verdict.ts';
import { code } from '../../words/phrase.ts';
import type { FoundFinding } from '../cause.ts';
import { EFFECT_WINDOW, effectOf, inTime, requestParam, turnedAway } from '../evidence-of.ts';
import type { Certainty, Evidence } from '../finding.ts';
import { keptOf } from '../pausing.ts';
import { isPublic } from '../refusals/public-addresses.ts';
import { recovered } from '../refusals/recovered.ts';
import { isRefreshToken } from '../refusals/refresh-address.ts';
import { returnPathOf } from '../refusals/refusals.ts';
import type { RemedyCode } from '../remedies.ts';
import {
  addressOf,
  firstFrom,
  isAccepted,
  isWithoutCookies,
  type Moment,
  nextMoment,
  type SiteView,
  settersOf,
  showsLoss,
  type ThreadMoment,
  type ThreadView,
  wasSignedIn,
} from '../site-view.ts';
import {
  isBetweenLoopbacks,
  isCrossSite,
  isInAdvance,
  isStateRole,
  reaches,
  sourceOf,
  whatWouldSend,
} from './helpers.ts';
import { isOfOthers } from './lacks.ts';

// The requests that lacked a cookie which the browser held, and what is said of each.

/** A request that lacked a cookie which the browser held. */
export interface NotSent {
  readonly tracked: ThreadView;
  readonly moment: ThreadMoment;
  readonly notSent: RetrievalEntry;
  readonly reason: string;
}

/** Every request that lacked the cookie of a session that the browser held, with the first reason of the rules. */
export function notSentOf(view: SiteView): NotSent[] {
  const found: NotSent[] = [];
  for (const tracked of [...view.threads, ...view.companions]) {
    if (tracked.thread.role !== 'session' && !isStateRole(tracked.thread.role)) continue;
    for (const moment of tracked.moments) {
      const { notSent } = moment.effect;
      // A preflight never carries cookies (Fetch, CORS-preflight fetch): what became of its request is another question.
      if (notSent === undefined || moment.entry.method === 'OPTIONS') continue;
      const reason = reasonOf(moment, notSent);
      if (reason === 'credentials-omitted' && isGoneSoon(tracked, moment, notSent)) continue;
      if (reason !== undefined) found.push({ tracked, moment, notSent, reason });
    }
  }
  return found;
}

/** True where the next request that shows it lacks the cookie as well: it was gone, whatever a script asked for. */
function isGoneSoon(tracked: ThreadView, { index, answered }: Moment, { cookie }: RetrievalEntry): boolean {
  const session = sessionsIn(tracked).get(cookie.value);
  if (session?.end?.cause !== 'unknown' || session.end.time - answered >= EFFECT_WINDOW) return false;
  return (tracked.bySession.get(session)?.at(-1)?.index ?? 0) < index;
}

/** The sessions of a thread by the value of its cookie, the last of each. Thousands of requests may lack one of thousands. */
const sessionsIn = keptOf(
  ({ thread }: ThreadView): ReadonlyMap<string, Session> =>
    new Map(thread.sessions.map((session) => [session.value, session])),
);

/** The reason that is told: what the cookie itself says comes before the browser's keeping sites apart. */
function reasonOf({ entry }: Moment, notSent: RetrievalEntry): string | undefined {
  const codes = retrievalVerdict(entry, notSent).reasons.map((reason) => reason.code);
  const isApart = codes[0] === 'partition-mismatch' && !isPartitioned(notSent.cookie);
  const reason = (isApart ? codes.find((each) => each.startsWith('samesite-')) : undefined) ?? codes[0];
  return isOpaque(entry) && reason?.startsWith('samesite-') ? undefined : reason;
}

/** True for what a sandboxed frame of the site's own page asks, or a redirect over other sites: no other site embeds it. */
const isOpaque = (entry: RequestEntry): boolean =>
  entry.type !== 'main_frame' && headerValue(entry.requestHeaders, 'origin') === 'null' && !isWithinOtherSite(entry);

/** A kind of case that has words of its own. */
type Variant =
  | 'lax-post'
  | 'strict-link'
  | 'embedded'
  | 'scheme'
  | 'secure-http'
  | 'path'
  | 'credentials'
  | 'credentials-or-blocked'
  | 'third-party'
  | 'partition'
  | 'apart'
  | 'none'
  | 'removed'
  | 'other';

/** Where a file does not show what a request was for, or what asked for it, nothing says that a page's script made it. */
const credentialsVariant = ({ entry }: Moment): Variant => {
  if (entry.type === 'other' || namesNoAsker(entry)) return 'other';
  // For a request to another site, unrequested credentials and blocked cookies look the same.
  const mayBeAsked = isCrossSite({ entry }) ? allowsCredentials(entry) : isWithinOtherSite(entry);
  return mayBeAsked && entry.thirdPartyCookies === undefined ? 'credentials-or-blocked' : 'credentials';
};

const VARIANT_OF: Readonly<Record<string, (moment: Moment) => Variant>> = {
  // Of what may be a link or a frame, both are true.
  'samesite-strict': ({ kind, entry }) => (kind === 'document' || entry.type === 'other' ? 'strict-link' : 'embedded'),
  'samesite-lax': ({ kind }) => (kind === 'document' ? 'lax-post' : 'embedded'),
  'samesite-unspecified': ({ kind }) => (kind === 'document' ? 'lax-post' : 'embedded'),
  'samesite-none-without-secure': () => 'embedded',
  'secure-on-insecure-request': () => 'secure-http',
  'path-mismatch': () => 'path',
  'credentials-omitted': credentialsVariant,
  'cors-anonymous': credentialsVariant,
  'third-party-blocked': () => 'third-party',
  'partition-mismatch': () => 'partition',
};

export const REMEDY_OF: Readonly<Record<Variant, RemedyCode>> = {
  'lax-post': 'same-site-none',
  'strict-link': 'same-site-lax',
  embedded: 'same-site-none',
  scheme: 'https-everywhere',
  'secure-http': 'https-everywhere',
  path: 'set-path',
  credentials: 'include-credentials',
  'credentials-or-blocked': 'include-or-unblock',
  'third-party': 'third-party',
  partition: 'sign-in-there',
  apart: 'sign-in-inside',
  none: 'keep-cookies',
  removed: 'find-writer',
  other: 'find-writer',
};

/** Which case it is. */
export function variantOf(view: SiteView, one: NotSent): Variant {
  const { reason, moment, notSent } = one;
  if (reason === 'partition-mismatch' && !isPartitioned(notSent.cookie)) return 'apart';
  const told = notSent.predicted.reasons.find((each) => each.code === reason);
  if (told?.params !== undefined && told.params['schemeOnly'] === 1) return 'scheme';
  const variant = VARIANT_OF[reason]?.(moment) ?? 'other';
  if (variant !== 'credentials' || !isOwnCall(moment)) return variant;
  // Asked by a page of its own origin, it has its cookies unless they are left out on purpose.
  if (isWithoutCookies(view)) return 'none';
  if (carrierBefore(one) !== undefined) return 'removed';
  return pageLacks(view, one) ? 'other' : variant;
}

/** True where the page itself, which asks, came without the cookie as well: that was no choice of its script. */
function pageLacks({ moments }: SiteView, one: NotSent): boolean {
  const { moment, notSent } = one;
  const set = setterOf(one)?.answered ?? 0;
  const page = moments.findLast(
    ({ index, entry, kind }) => index < moment.index && kind === 'document' && entry.url === moment.entry.topUrl,
  );
  if (page === undefined || page.started < set || page.entry.requestUnseen) return false;
  return reaches(notSent.cookie, page.entry.url) && !carries(page, notSent);
}

/** Where each address was asked for, in order. */
const askedAt = keptOf(({ moments }: ThreadView): ReadonlyMap<string, readonly number[]> => {
  const all = new Map<string, number[]>();
  for (const moment of moments) {
    const at = all.get(addressOf(moment));
    if (at === undefined) all.set(addressOf(moment), [moment.index]);
    else at.push(moment.index);
  }
  return all;
});

const lacksOf = keptOf((_: ThreadView) => new Map<Session, number>());

/** Where an address that had been asked with a session was first asked after the last request with it. */
function firstLack(tracked: ThreadView, session: Session, last: ThreadMoment): number {
  const known = lacksOf(tracked);
  const before = known.get(session);
  if (before !== undefined) return before;
  let first = Number.POSITIVE_INFINITY;
  for (const address of new Set(tracked.bySession.get(session)?.map(addressOf))) {
    const at = askedAt(tracked).get(address) ?? [];
    first = Math.min(first, at[firstFrom(at, last.index + 1, (index) => index)] ?? first);
  }
  known.set(session, first);
  return first;
}

/** The last request with the cookie, where one without it went to an address that had been asked with it: it was removed. */
function carrierBefore({ tracked, moment, notSent: { cookie } }: NotSent): ThreadMoment | undefined {
  const session = sessionsIn(tracked).get(cookie.value);
  const last = session && tracked.bySession.get(session)?.at(-1);
  if (session === undefined || last === undefined || last.index > moment.index) return undefined;
  return firstLack(tracked, session, last) <= moment.index ? last : undefined;
}

const isOwnCall = ({ entry, origin }: Moment): boolean =>
  headerValue(entry.requestHeaders, 'sec-fetch-site') === 'same-origin' || sourceOf(entry) === origin;

/** How surely the browser held the cookie: it showed it, a request carried it, or the rules say so. */
export function certaintyOf({ tracked, notSent, moment }: NotSent): Certainty {
  if (retrievalVerdict(moment.entry, notSent).concluded) return 'concluded';
  if (notSent.assumed !== true) return 'observed';
  const isCarried = tracked.moments.some(
    ({ effect, index }) => index < moment.index && effect.before?.value === notSent.cookie.value,
  );
  if (isCarried) return 'confirmed';
  const line = tracked.moments.flatMap(({ lines }) => lines).findLast(({ value }) => value === notSent.cookie.value);
  return line === undefined ? 'predicted' : setCookieVerdict(line).basis;
}

/**
 * True where the missing cookie cost something: the answer refused, failed, or began a new session. What was never found is
 * missing for another reason.
 */
function costsSomething(view: SiteView, one: NotSent): boolean {
  const { moment } = one;
  if (isInAdvance(moment.entry)) return false;
  if (showsLoss(moment)) return true;
  if (moment.effect.action === 'created' && !signedInWithout(view, one)) return true;
  return showsFault(moment) && (moment.entry.status !== 404 || askedOf(view).get(addressOf(moment))?.ok === true);
}

const showsFault = ({ entry: { status = 0 } }: Moment): boolean => status >= 400;

/** True for a way back from a provider without the state of the sign-in: a session holds it where no cookie of its own came. */
export function lacksState({ tracked, moment: { entry } }: NotSent): boolean {
  if (!isCallback(entry)) return false;
  if (isStateRole(tracked.thread.role)) return true;
  return !entry.companions.some(({ thread, before }) => before !== undefined && isStateRole(thread.role));
}

/**
 * True for a sign-in that worked without the session from before it, and gave out another one: that is how most of them
 * go on. The first page that tells friends from strangers shows it; one that is open to all does so where no other does.
 */
function signedInWithout(view: SiteView, { tracked, moment }: NotSent): boolean {
  const { after } = moment.effect;
  if (after === undefined || !signInWorked(moment.entry)) return false;
  const carried = (tracked.bySession.get(after) ?? []).filter(({ index }) => index > moment.index);
  const asks = (each: ThreadMoment): boolean => showsLoss(each) || isSignIn(each.entry) || isLoginPage(each.path);
  const opens = (each: ThreadMoment): boolean => isAccepted(each) && redirectOf(each.entry) === undefined;
  const tells = carried.find((each) => asks(each) || (opens(each) && !isPublic(view, each)));
  if (tells !== undefined) return !asks(tells);
  // Where the recording ends with it, nothing shows that it failed.
  return carried.length === 0 || carried.some(opens);
}

/** True for the way back to where the cookie's own sign-in had asked the provider to lead: the state was meant for it. */
function isWayBackOf(moment: ThreadMoment, one: NotSent): boolean {
  if (!lacksState(one) || !showsLoss(moment)) return false;
  const setter = setterOf(one);
  const asked = setter && redirectOf(setter.entry);
  return asked !== undefined && returnPathOf(asked) === moment.path;
}

/** The request that set the missing cookie last. */
const setterOf = ({ tracked, moment, notSent }: NotSent): ThreadMoment | undefined =>
  settersOf(tracked, notSent.cookie.value).findLast(({ index }) => index < moment.index);

/**
 * A cookie for /a is rightly not sent to /b. It is a fault where a sign-in set it without a Path attribute, and the
 * page that the sign-in leads to does not get it.
 */
function isPathFault(view: SiteView, one: NotSent): boolean {
  const { tracked, moment, notSent } = one;
  if (isWayBackOf(moment, one)) return true;
  const isRefused = moment.denied || (isSignIn(moment.entry) && showsFault(moment));
  if (!isRefused) return false;
  // Another session went along, or a token in a header, and is what was refused.
  if (moment.entry.effects.some(({ before }) => before !== undefined)) return false;
  if (moment.entry.credential !== undefined) return false;
  const setter = setterOf(one);
  const line = setter?.lines.findLast(({ value }) => value === notSent.cookie.value);
  if (setter === undefined || line === undefined) return false;
  // A page that sets a cookie is of one application; a sign-in, by whatever method, is for all of the site.
  if (setter.entry.method === 'GET' && !isCallback(setter.entry)) return false;
  if (line.parsed.path === undefined) return true;
  // A Path that was chosen for a refresh token is that of the renewal.
  if (isRefreshToken(tracked.thread.name)) return false;
  // A Path that was chosen is right where the sign-in set other sessions for the rest: a refresh token has one.
  const sessions = new Set(
    view.threads.filter(({ thread }) => thread.role === 'session').map(({ thread }) => thread.name),
  );
  const others = setter.entry.setCookies.filter(
    (each) => each.intent === 'set' && each !== line && sessions.has(each.identity.name),
  );
  // None of them reaches the very page that it leads to, or all have one Path: nobody chose that.
  const isMissed = redirectOf(setter.entry)?.href === moment.entry.url;
  const isChosen = ({ identity }: SetCookieEntry): boolean => !isMissed && identity.path !== line.identity.path;
  const isOneOfSeveral = others.some((each) => isChosen(each) || reaches(each.identity, moment.entry.url));
  const hasOwn = tracked.moments.some(({ lines }) =>
    lines.some((other) => other.identity.path !== line.identity.path && other.parsed.path !== undefined),
  );
  return !isOneOfSeveral && !hasOwn;
}

/** Where each origin first set a cookie that was refused for a Secure one of another. */
const firstInTheWay = keptOf(({ moments }: ThreadView): ReadonlyMap<string, number> => {
  const isRefused = ({ predicted }: SetCookieEntry): boolean =>
    predicted.reasons.some(({ code: reason }) => reason === 'overwrites-secure');
  const first = new Map<string, number>();
  for (const { origin, index, lines } of moments)
    if (!first.has(origin) && lines.some(isRefused)) first.set(origin, index);
  return first;
});

/** A Secure cookie of another port that kept this origin's own from being stored: the one that is missing is its own. */
const isOnlyInTheWay = ({ tracked, moment }: NotSent): boolean =>
  (firstInTheWay(tracked).get(moment.origin) ?? moment.index) < moment.index;

function matters(view: SiteView, one: NotSent): boolean {
  // A preflight takes no cookies along, whoever is signed in.
  if (one.reason === 'expired' || one.reason === 'cors-preflight') return false;
  if (one.reason === 'path-mismatch') return isPathFault(view, one);
  if (one.reason === 'secure-on-insecure-request' && isOnlyInTheWay(one)) return false;
  if (isOfOthers(one.moment) || isAskedWithoutOnPurpose(view, one) || isApartOnPurpose(one)) return false;
  // A frame that asked for its cookies (Storage Access API) and got them lost nothing.
  if (isWithinOtherSite(one.moment.entry) && recovered(view, one.moment)) return false;
  if (costsSomething(view, one)) return true;
  // A page that opens without its session looks signed out, whatever its status.
  return one.reason === 'samesite-strict' && one.moment.kind === 'document' && looksSignedOut(view, one);
}

interface Asked {
  total: number;
  refused: number;
  /** Whether one was answered well. */
  ok: boolean;
}

/** How often each address was asked, and how that went. */
const askedOf = keptOf(({ moments }: SiteView): ReadonlyMap<string, Asked> => {
  const all = new Map<string, Asked>();
  for (const moment of moments) {
    const address = addressOf(moment);
    const asked = all.get(address) ?? { total: 0, refused: 0, ok: false };
    all.set(address, asked);
    asked.total += 1;
    if (moment.denied) asked.refused += 1;
    asked.ok ||= moment.ok;
  }
  return all;
});

/** The cookies of a thread, its chunks among them, that a script's call took along and was answered. */
const usedByScripts = keptOf(({ moments, thread }: ThreadView): ReadonlySet<string> => {
  const used = new Set<string>();
  for (const moment of moments) {
    if (moment.kind !== 'api' || !isAccepted(moment)) continue;
    for (const { name, value } of moment.entry.cookies) if (name.startsWith(thread.name)) used.add(`${name}=${value}`);
  }
  return used;
});

/**
 * True for what a script of the same origin asks for without credentials and is refused each time, though the site's other
 * calls take the session along and are answered: a health check. By itself a request to one's own origin has its cookies.
 */
function isAskedWithoutOnPurpose(view: SiteView, { tracked, moment, notSent, reason }: NotSent): boolean {
  if (reason !== 'credentials-omitted' || moment.kind === 'document') return false;
  const { total, refused } = askedOf(view).get(addressOf(moment)) ?? { total: 0, refused: 0 };
  const others = total - 1;
  if (others < 1 || refused - Number(moment.denied) < others) return false;
  return usedByScripts(tracked).has(`${notSent.cookie.name}=${notSent.cookie.value}`);
}

/** A cookie that is Partitioned belongs to one top-level site: under another one a session of its own is what it is for. */
function isApartOnPurpose({ moment, notSent, reason }: NotSent): boolean {
  return reason === 'partition-mismatch' && isPartitioned(notSent.cookie) && beganOwn(moment);
}

const beganOwn = (moment: ThreadMoment): boolean => moment.effect.action === 'created' && !showsLoss(moment);

/** True for a page that somebody saw without a session: not one fetched in advance, and not beside another sign-in. */
function looksSignedOut(view: SiteView, one: NotSent): boolean {
  const { entry } = one.moment;
  if (isInAdvance(entry) || signedInWithout(view, one)) return false;
  const isBeside = entry.effects.some(({ thread, before }) => {
    const tracked = view.threads.find((each) => each.thread === thread);
    return before !== undefined && tracked !== undefined && wasSignedIn(tracked, before);
  });
  return !isBeside && !reloadsItself(one.moment, nextWith(view, one));
}

/**
 * The next page of the host, where it has the session again, and nobody signed in or was turned away before it. An
 * application of one page asks for all that it shows by script: that this is answered with the session is as good.
 */
function nextWith(view: SiteView, { tracked, moment, notSent }: NotSent): Moment | undefined {
  const tells = nextMoment(view, moment, (each) => {
    const isPage = each.kind === 'document' || (each.kind === 'api' && isAnswered(tracked, each));
    const isBack = isPage && each.entry.host === moment.entry.host && carries(each, notSent);
    return isBack || isSignIn(each.entry) || (each.kind === 'document' && showsLoss(each));
  });
  const isBack = tells !== undefined && !isSignIn(tells.entry) && !showsLoss(tells);
  return isBack && tracked.byEntry.has(tells.entry) ? tells : undefined;
}

const isAnswered = ({ byEntry }: ThreadView, { entry }: Moment): boolean => {
  const seen = byEntry.get(entry);
  return seen !== undefined && isAccepted(seen);
};

const carries = ({ entry }: Moment, { cookie }: RetrievalEntry): boolean =>
  entry.cookies.some(({ name, value }) => name === cookie.name && value === cookie.value);

/** How soon a page that leads to itself by Refresh or a script asks again, in ms. */
const AT_ONCE = 3_000;

/** A page that asks for itself again at once does so to get what a link from another site does not bring. */
function reloadsItself(moment: Moment, next: Moment | undefined): boolean {
  if (next === undefined || next.started - moment.answered > AT_ONCE) return false;
  const from = headerValue(next.entry.requestHeaders, 'sec-fetch-site');
  const byItself = from === 'same-origin' && headerValue(next.entry.requestHeaders, 'sec-fetch-user') === undefined;
  return byItself && next.origin === moment.origin && next.path === moment.path;
}

const WITHOUT_WHAT_IF: ReadonlySet<Variant> = new Set(['other', 'credentials-or-blocked', 'scheme', 'none', 'removed']);

/** What is said of one of them; `all` names the other cookies that the request lacked. */
export function notSentFinding(view: SiteView, all: readonly NotSent[], one: NotSent, variant: Variant): FoundFinding {
  const { tracked, moment, notSent } = one;
  const { thread } = tracked;
  const session = thread.sessions.findLast(({ value }) => value === notSent.cookie.value);
  const setBy = setterOf(one);
  const effect = showsLoss(moment) ? undefined : effectOf(view, moment);
  const isLoopback = variant === 'embedded' && isBetweenLoopbacks(moment);
  const hasWhatIf = !WITHOUT_WHAT_IF.has(variant) && !isLoopback;
  const whatIf = !hasWhatIf ? undefined : whatWouldSend(view, moment.entry, notSent, setBy);
  const sent = variant === 'removed' ? carrierBefore(one)?.entry : undefined;
  const evidence: (Evidence | undefined)[] = [
    setBy && { entry: setBy.entry, code: 'set' },
    sent && { entry: sent, code: 'sent' },
    { entry: moment.entry, code: 'not-sent' },
    effect && turnedAway(effect),
  ];
  const sameSite = notSent.cookie.sameSite;
  const line = setBy?.lines.find(({ value }) => value === notSent.cookie.value);
  const written = line?.parsed.attributes.findLast(({ warning }) => warning === 'path-invalid')?.value;
  const from = sourceOf(moment.entry);
  return {
    variant: variant === 'lax-post' && sameSite === 'unspecified' ? 'default-post' : variant,
    // Where the next page has it again, nothing was lost but that page.
    kind: !costsSomething(view, one) && nextWith(view, one) !== undefined ? 'hint' : 'loss',
    certainty: certaintyOf(one),
    time: moment.answered,
    thread,
    ...(session !== undefined && { session }),
    params: {
      cookie: code(namesAt(all, one).join(', ')),
      step: moment.entry.step,
      request: requestParam(moment),
      ...(sent !== undefined && { sent: sent.step }),
      ...(from !== '' && { from: code(from) }),
      path: code(notSent.cookie.path),
      ...(written && line?.parsed.path === undefined && { written: code(written.slice(0, 40)) }),
      ...(setBy !== undefined && { setAt: setBy.entry.step }),
      requests: view.moments.length,
      times: all.filter((other) => other.tracked === tracked && other.reason === one.reason).length,
    },
    evidence: inTime(evidence),
    ...(whatIf !== undefined && { whatIf }),
    remedy: isLoopback ? 'one-loopback' : remedyOf(one, variant),
  };
}

function remedyOf({ moment, notSent }: NotSent, variant: Variant): RemedyCode {
  if (variant === 'path') return pathRemedy(moment, notSent);
  const isApart =
    variant === 'embedded' && notSent.predicted.reasons.some((each) => each.code === 'partition-mismatch');
  return isApart ? 'none-and-inside' : REMEDY_OF[variant];
}

/** A Path that stands within the request's path, and not at its beginning: a proxy in front serves it elsewhere. */
function pathRemedy({ path }: Moment, { cookie }: RetrievalEntry): RemedyCode {
  const folder = cookie.path.replace(/\/$/, '');
  return folder !== '' && `${path}/`.indexOf(`${folder}/`) > 0 ? 'proxy-path' : 'set-path';
}

/** The cookies that one request lacked for one reason: what holds the state of a sign-in first. */
function namesAt(all: readonly NotSent[], { moment, reason }: NotSent): string[] {
  return all
    .filter((other) => other.moment.entry === moment.entry && other.reason === reason)
    .sort((a, b) => Number(isStateRole(b.tracked.thread.role)) - Number(isStateRole(a.tracked.thread.role)))
    .map(({ tracked }) => tracked.thread.name);
}

/** The last request of each reason on each thread that cost something. */
export function lastOfEach(view: SiteView, all: readonly NotSent[]): NotSent[] {
  const last = new Map<string, NotSent>();
  for (const one of all) {
    if (!matters(view, one)) continue;
    const key = `${one.tracked.thread.key} ${one.reason}`;
    // A page that opened all the same says less than one that did not.
    if (!last.has(key) || costsSomething(view, one)) last.set(key, one);
  }
  // One request that lacked several cookies is one finding.
  const seen = new Set<string>();
  return [...last.values()].filter(({ moment, reason }) => {
    const key = `${moment.entry.id} ${reason}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** What the sentences name, where it is known which site a request came from, and where it is not. */
export const NAMED = ['cookie', 'step', 'request', 'from'] as const;
export const UNNAMED = ['cookie', 'step', 'request'] as const;
