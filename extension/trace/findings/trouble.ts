import {
  challengeShown,
  deniedBy,
  isBlocked,
  isFromBetween,
  isRenewal,
  isSignIn,
  isSignOut,
  pathOfEntry,
  redirectOf,
  signInWorked,
} from '../model/answer-class.ts';
import type { BodySays } from '../model/body-says.ts';
import type { RequestEntry } from '../model/entry.ts';
import { pathOfUrl } from '../model/entry-url.ts';
import { headerValue } from '../model/headers.ts';
import { isMeasuring } from '../model/measuring-sites.ts';
import type { Session } from '../model/session.ts';
import { isSignInPath, isStepPage } from '../model/sign-in-address.ts';
import { sourceOf } from './causes/helpers.ts';
import { keptFor, type Pausing } from './pausing.ts';
import { RECOVERY_WINDOW } from './refusals/recovered.ts';
import type { Reading, SiteView } from './site-view.ts';

// What went wrong beside a session that nothing speaks against: a sign-in or a renewal that failed, a page that says that
// something is over, an API that refuses another credential. Whoever asks why they were logged out may mean that.

export type TroubleCode =
  /** It was refused, by its status or by an error in an address. */
  | 'refused-beside'
  /** It was answered with the form to sign in, by somebody who had signed in, or was just doing so. */
  | 'form-again'
  /** It was answered with a page that says that a session or the time to sign in is over. */
  | 'page-said-over'
  /** It was answered with the form to sign in, which says that the browser blocks cookies or sent none. */
  | 'cookies-missed'
  /** A firewall answered in the server's place. */
  | 'blocked'
  /** A page was led to one that has to be passed first, and none opened after it. */
  | 'held-up';

export interface Trouble {
  readonly code: TroubleCode;
  readonly entry: RequestEntry;
  /** What it was answered with: `401`, `error=access_denied`. */
  readonly shown: string;
}

/** Errors of OAuth, OpenID Connect and their like are short codes; another value may be anything. */
const ERROR_CODE = /^[a-z][a-z_.-]{1,59}$/i;

/** Descriptions that are codes themselves: Keycloak's `authentication_expired`. */
const ERROR_MEMBERS = ['error_description', 'error', 'error_code'];

/** Pages of a sign-in that lead back with an error have it in the query, or in the fragment. */
function errorIn(url: URL): string | undefined {
  const fragment = new URLSearchParams(url.hash.slice(1));
  for (const name of ERROR_MEMBERS) {
    const value = url.searchParams.get(name) ?? fragment.get(name);
    if (value === null || (name === 'error_description' && !ERROR_CODE.test(value))) continue;
    return ERROR_CODE.test(value) ? `${name}=${value}` : name;
  }
  return undefined;
}

const CALLBACK = /(?:^|[/_.-])(?:callback|cb|acs|signin-[a-z]+|return)(?:$|[/_.?;-])/i;

const MAY_BE_ERROR = /[?&#]error/;

/** An error in the address of a sign-in: where it was asked for, or where it leads. */
function signInError(entry: RequestEntry): string | undefined {
  // What is no error has none of these words in either address.
  if (!MAY_BE_ERROR.test(entry.url) && !MAY_BE_ERROR.test(headerValue(entry.responseHeaders, 'location') ?? ''))
    return undefined;
  for (const url of [URL.canParse(entry.url) ? new URL(entry.url) : undefined, redirectOf(entry)]) {
    if (url === undefined) continue;
    const isAnswer = url.searchParams.has('state') || new URLSearchParams(url.hash.slice(1)).has('state');
    const isOfSignIn = isSignInPath(url.pathname) || CALLBACK.test(url.pathname) || isAnswer;
    const error = isOfSignIn ? errorIn(url) : undefined;
    if (error !== undefined) return error;
  }
  return undefined;
}

/** True for a request of a sign-in, or one that renews what it gave out. */
const isOfSignIn = (entry: RequestEntry): boolean =>
  isSignIn(entry) || isRenewal(entry) || asksAtSignIn(entry) || entry.says === 'renewal-refused';

/** The page of a sign-in that fails is asked for by GET as well. */
const asksAtSignIn = (entry: RequestEntry): boolean => entry.method === 'GET' && isSignInPath(pathOfEntry(entry));

/** A challenge to a device-bound session (DBSC) is the first half of a renewal. */
const isChallenged = ({ responseHeaders }: RequestEntry): boolean =>
  headerValue(responseHeaders, 'secure-session-challenge') !== undefined;

function refusalShown(entry: RequestEntry): string | undefined {
  const { status = 0 } = entry;
  if (entry.method === 'OPTIONS' || isChallenged(entry)) return undefined;
  if (status !== 407 && isFromBetween(entry)) return undefined;
  const refuses = status === 407 || status === 401 || status === 403 || status === 419;
  const failed = status >= 400 && isOfSignIn(entry);
  return refuses || failed ? String(status) : undefined;
}

/** What the body of a request that was refused beside its status says, as it is shown. */
const SAID: ReadonlyMap<BodySays | undefined, string> = new Map([
  ['forbidden', 'forbidden'],
  ['elsewhere', 'concurrent session'],
  ['revoked', 'session revoked'],
  ['socket-refused', 'WebSocket unauthorized'],
]);

function closedWith(says: BodySays | undefined): string | undefined {
  return says?.startsWith('closed-') === true ? `WebSocket ${says.slice('closed-'.length)}` : undefined;
}

const isStep = (entry: RequestEntry): boolean =>
  isStepPage({ pathname: pathOfEntry(entry), search: '' }) || isSignOut(entry);

const carriesSession = ({ effects }: RequestEntry): boolean =>
  effects.some(({ before, after }) => (before ?? after) !== undefined);

/** True for a page that opened, and is none that has to be passed first. */
const isOpenPage = (entry: RequestEntry): boolean =>
  entry.type === 'main_frame' && isGood(entry) && !isStep(entry) && !isSignInPath(pathOfEntry(entry));

/** What went wrong with a request by itself; `session` is the one that somebody may have been signed in on. */
export function troubleOf(entry: RequestEntry, session?: Session): Trouble | undefined {
  const error = signInError(entry);
  if (entry.says === 'over') return { code: 'page-said-over', entry, shown: '' };
  const shown = error ?? refusalShown(entry) ?? SAID.get(entry.says) ?? closedWith(entry.says);
  if (shown !== undefined) return { code: 'refused-beside', entry, shown };
  if ((entry.says === 'unauthenticated' || entry.says === 'failed') && isSignIn(entry))
    return { code: 'refused-beside', entry, shown: String(entry.status) };
  const target = redirectOf(entry);
  const mayBeHeldUp = entry.type === 'main_frame' && (entry.method === 'GET' || isSignIn(entry)) && !isStep(entry);
  if (mayBeHeldUp && target !== undefined && isStepPage(target) && carriesSession(entry))
    return { code: 'held-up', entry, shown: target.pathname };
  const challenge = challengeShown(entry);
  if (challenge !== undefined) return { code: 'refused-beside', entry, shown: challenge };
  if (isBlocked(entry)) return { code: 'blocked', entry, shown: '' };
  if (entry.says === 'wants-cookies' && isSignIn(entry)) return { code: 'cookies-missed', entry, shown: '' };
  const isForm =
    entry.says === 'sign-in-form' &&
    (isSignIn(entry) ||
      (session !== undefined && (asksAtSignIn(entry) ? wasIn(session, entry) : isSentAgain(entry, session))));
  return isForm ? { code: 'form-again', entry, shown: '' } : undefined;
}

/** True for a form that was sent by nobody who is known, and answered with one to sign in: it may have asked for just that. */
const isSentAgain = ({ effects, method, status, type }: RequestEntry, session: Session): boolean =>
  method === 'POST' &&
  status === 200 &&
  type === 'main_frame' &&
  session.signedInBy === undefined &&
  effects.some(({ before }) => before === session);

/** True where somebody had signed in on a session, or a page had shown who is in, before a request carried it. */
const wasIn = (session: Session, { id, effects }: RequestEntry): boolean =>
  effects.some(({ before }) => before === session) &&
  [session.signedInBy, session.entries.find(({ says }) => says === 'signed-in')].some((each) => each && each.id < id);

/** True for a form to sign in that was shown again: the sign-in was sent from that page, or to it, and led back there. */
function isLedBackTo(form: RequestEntry | undefined, signIn: RequestEntry): form is RequestEntry {
  if (form === undefined || signIn.method !== 'POST' || !isSignIn(signIn) || form.requestId !== signIn.requestId)
    return false;
  const from = headerValue(signIn.requestHeaders, 'referer') ?? '';
  return [pathOfEntry(signIn), pathOfUrl(from)].includes(pathOfEntry(form));
}

const addressOf = (entry: RequestEntry): string => `${entry.method} ${entry.host}${pathOfEntry(entry)}`;

const isGood = ({ status }: RequestEntry): boolean =>
  status !== undefined && ((status >= 200 && status < 300) || status === 101);

/** True where another site leads back to one of these origins: a silent renewal, with its error if it found nobody. */
function leadsBack(entry: RequestEntry, origins: ReadonlySet<string>): boolean {
  return origins.has(redirectOf(entry)?.origin ?? '');
}

/** A challenge is the first half of what the browser answers by itself, as with Negotiate: the second shows how it went. */
const isHalf = (entry: RequestEntry): boolean => deniedBy(entry) === 'challenge';

const placeOf = (entry: RequestEntry): string => `${entry.host}${pathOfEntry(entry)}`;

/** A preflight that is refused, or led elsewhere, stops the request that it comes before (Fetch, CORS-preflight fetch). */
function refusedPreflight(entry: RequestEntry, unanswered: ReadonlySet<string>): Trouble | undefined {
  const { method, status = 0 } = entry;
  if (method !== 'OPTIONS' || status < 300 || !unanswered.has(placeOf(entry))) return undefined;
  return { code: 'refused-beside', entry, shown: String(status) };
}

/** Entries between two pauses. One costs some µs where it belongs to the site. */
const ENTRIES_IN_STEP = 512;

/** Requests that may be a refusal of what a page of another site asked for, by the origin of that page. */
const mayBeFromElsewhere = keptFor(function* ({ trace }: Reading) {
  const byAsker = new Map<string, RequestEntry[]>();
  for (const [at, entry] of trace.entries.entries()) {
    if (at % ENTRIES_IN_STEP === 0) yield;
    if ((!isRefusedElsewhere(entry) && redirectOf(entry) === undefined) || isMeasuring(entry)) continue;
    const asker = sourceOf(entry);
    const list = byAsker.get(asker);
    if (list === undefined) byAsker.set(asker, [entry]);
    else list.push(entry);
  }
  return byAsker;
});

const isRefusedElsewhere = (entry: RequestEntry): boolean =>
  entry.status === 401 || ((entry.status ?? 0) >= 400 && isOfSignIn(entry));

/** The requests of a site, and refusals of those that its pages made elsewhere, from the newest on. */
function* newestFirst({ reading, moments, site, storeId }: SiteView): Pausing<RequestEntry[]> {
  const byAsker = yield* mayBeFromElsewhere(reading);
  const origins = new Set(moments.map(({ origin }) => origin));
  const entries = new Set(moments.map(({ entry }) => entry));
  for (const entry of [...origins].flatMap((origin) => byAsker.get(origin) ?? [])) {
    const isElsewhere = entry.site !== site && isRefusedElsewhere(entry);
    if (entry.storeId === storeId && (isElsewhere || leadsBack(entry, origins))) entries.add(entry);
  }
  return [...entries].sort((one, other) => other.id - one.id);
}

/** True for a refusal that a client answered by renewing its tokens, which worked. */
const isRenewedBy = (renewal: RequestEntry | undefined, { status, startedDateTime }: RequestEntry): boolean =>
  status === 401 && renewal !== undefined && renewal.startedDateTime - startedDateTime <= RECOVERY_WINDOW;

/**
 * The newest request that went wrong beside the session and was not mended: neither by a sign-in that worked nor by the
 * same request later.
 */
export function* troubleBeside(view: SiteView, session: Session): Pausing<Trouble | undefined> {
  const mended = new Set<string>();
  const answered = new Set<string>();
  const opened = new Set<string>();
  const unanswered = new Set<string>();
  let isThrough = false;
  let renewal: RequestEntry | undefined;
  let form: RequestEntry | undefined;
  for (const [at, entry] of (yield* newestFirst(view)).entries()) {
    if (at % ENTRIES_IN_STEP === ENTRIES_IN_STEP - 1) yield;
    if (entry.says === 'sign-in-form' && asksAtSignIn(entry)) form = entry;
    if (isLedBackTo(form, entry)) return { code: 'form-again', entry: form, shown: '' };
    const trouble = troubleOf(entry, session) ?? refusedPreflight(entry, unanswered);
    if (entry.method !== 'OPTIONS') {
      // Whatever was asked for at an address later shows whether its preflight was in the way.
      const isStopped = entry.status === undefined || entry.status === 0;
      unanswered[isStopped ? 'add' : 'delete'](placeOf(entry));
    }
    if (trouble === undefined) {
      if (signInWorked(entry) || isSignOut(entry)) return undefined;
      if (isGood(entry) && isRenewal(entry)) renewal = entry;
      if (isGood(entry) || entry.site !== view.site) mended.add(addressOf(entry));
      if (isGood(entry)) opened.add(placeOf(entry));
      answered.add(addressOf(entry));
      isThrough ||= isOpenPage(entry);
    } else if (isThrough && (trouble.code === 'held-up' || trouble.code === 'form-again')) {
      if (signInWorked(entry)) return undefined;
    } else if (entry.method === 'GET' && challengeShown(entry) !== undefined && opened.has(placeOf(entry))) {
      // Whoever passes a challenge sends its form to the same address.
      mended.add(addressOf(entry));
    } else if (isRenewedBy(renewal, entry)) {
      mended.add(addressOf(entry));
    } else if (!mended.has(addressOf(entry)) && !(isHalf(entry) && answered.has(addressOf(entry)))) return trouble;
  }
  return undefined;
}
