import { isCallback, pathOfEntry, redirectOf } from '../model/answer-class.ts';
import type { RequestEntry } from '../model/entry.ts';
import { isStatic } from '../model/request-kind.ts';
import { isLoginPage, isSignInPath } from '../model/sign-in-address.ts';
import type { Trace } from '../model/trace.ts';
import { LOOPBACK } from './causes/helpers.ts';
import { atOnce, keptFor, type Pausing } from './pausing.ts';
import type { Reading } from './site-view.ts';

/** What a stop of a sign-in trip to another site is. */
export type TripRole = 'start' | 'authorize' | 'provider' | 'callback' | 'after';

export interface TripStop {
  readonly entry: RequestEntry;
  readonly role: TripRole;
}

/** How a round trip ended. */
export type TripOutcome = 'worked' | 'broke' | 'under-way';

/** One sign-in that went through another site and came back: OpenID Connect, OAuth, SAML or CAS. */
export interface SignInTrip {
  readonly protocol: 'oidc' | 'saml' | 'cas' | 'other';
  /** The host that wanted to know who the user is. */
  readonly appHost: string;
  /** The host that was asked. */
  readonly providerHost: string;
  readonly stops: readonly TripStop[];
  readonly outcome: TripOutcome;
  /** The stop at which it broke. */
  readonly brokeAt?: RequestEntry;
  /** The `error` parameter that came back (RFC 6749 section 4.1.2.1). */
  readonly error?: string;
  /** Names of the cookies that the way back lacked. */
  readonly missing: readonly string[];
}

/** How long a sign-in may take, in ms: people look for their phones. */
const LONGEST_TRIP = 15 * 60 * 1000;

/** Stops of one trip that are kept; pages of a provider that go on and on show nothing more. */
const MAX_STOPS = 40;

const LONGEST_ERROR = 60;

function urlOf(url: string): URL | undefined {
  return url.length < 16_000 && URL.canParse(url) ? new URL(url) : undefined;
}

/** The protocol that a request to a provider speaks; undefined for any other request. */
function protocolOf(url: URL): SignInTrip['protocol'] | undefined {
  const { searchParams: query } = url;
  if (query.has('SAMLRequest')) return 'saml';
  if (query.has('wa') && (query.has('wtrealm') || /\/(?:adfs|wsfed)/.test(url.pathname))) return 'other';
  if (query.has('client_id') && (query.has('response_type') || query.has('redirect_uri') || query.has('request_uri')))
    return 'oidc';
  if (query.has('service') && /\/cas\/|\/login/.test(url.pathname)) return 'cas';
  if (query.has('state') && /\/(?:auth|authorize|oauth2?)(?:$|[/?])/.test(url.pathname)) return 'oidc';
  return undefined;
}

/** The protocol that a request with a query speaks, if it is one to a provider. */
function asks(entry: RequestEntry): SignInTrip['protocol'] | undefined {
  const url = entry.url.includes('?') ? urlOf(entry.url) : undefined;
  return url === undefined ? undefined : protocolOf(url);
}

/** A redirect from an application to another host's sign-in page: which protocol it speaks is not visible. */
function sentToSignIn(before: RequestEntry, entry: RequestEntry): 'other' | undefined {
  const target = redirectOf(before);
  if (target === undefined || target.host !== urlOf(entry.url)?.host) return undefined;
  return isSignInPath(target.pathname) ? 'other' : undefined;
}

/** A trip on its way. */
interface OpenTrip {
  readonly protocol: SignInTrip['protocol'];
  readonly appHost: string;
  readonly providerHost: string;
  readonly began: number;
  readonly stops: TripStop[];
  /** The last hop that redirects led to from its way back. */
  landing?: RequestEntry;
}

function isWayBack(trip: OpenTrip, entry: RequestEntry): boolean {
  if (entry.host === trip.providerHost) return false;
  const isApp = entry.host === trip.appHost || trip.stops[0]?.entry.site === entry.site;
  // An application on this computer may call itself localhost, and its provider knows it as 127.0.0.1.
  const isLoopback = LOOPBACK.test(entry.host) && LOOPBACK.test(trip.appHost);
  if (!isApp && !isLoopback) return false;
  return isCallback(entry) || hasAnswer(entry) || entry.method === 'POST';
}

function hasAnswer(entry: RequestEntry): boolean {
  const query = urlOf(entry.url)?.searchParams;
  return query !== undefined && ['code', 'error', 'ticket', 'SAMLResponse', 'id_token'].some((name) => query.has(name));
}

function errorOf(entry: RequestEntry): string | undefined {
  const own = urlOf(entry.url)?.searchParams.get('error') ?? redirectOf(entry)?.searchParams.get('error');
  if (own !== null && own !== undefined) return own.slice(0, LONGEST_ERROR);
  return faultOf(entry);
}

/** A person, an extension or the recording may have cut a request off: that is no fault of the way back. */
const CUT_OFF = /ABORT|BLOCKED|no response/i;

/** The fault of the network that kept a request from being answered. */
function faultOf({ status, error }: RequestEntry): string | undefined {
  return status === undefined && error !== undefined && !CUT_OFF.test(error) ? error : undefined;
}

/** Somebody called it off (RFC 6749 section 4.1.2.1), or was asked without a page and is not signed in (OpenID Connect). */
export function isOrdinaryError(error: string | null | undefined): boolean {
  return /^(?:access_denied|(?:login|interaction|consent|account_selection)_required)$/.test(error ?? '');
}

/** Hops that a way back is followed for. */
const MAX_HOPS = 10;

/** True where an answer is an error, or asks the same provider again. */
function failsAt(entry: RequestEntry, providerHost: string): boolean {
  const target = redirectOf(entry);
  if (target === undefined) return false;
  return errorOf(entry) !== undefined || (target.host === providerHost && protocolOf(target) !== undefined);
}

/**
 * True where the application did not take what came back: it says so, or it leads to a page that asks to sign in. What lies
 * between (`/authorize/resume`, `Authenticate.aspx`) is a step of the way, and followed to its end.
 */
function isRefused({ providerHost, landing }: OpenTrip, entry: RequestEntry): boolean {
  if (entry.status === undefined) return faultOf(entry) !== undefined;
  if (entry.status >= 400 || failsAt(entry, providerHost)) return true;
  const target = redirectOf(entry);
  if (target === undefined) return false;
  // Where the file does not show it, only the name of the page that comes next is known.
  if (landing === undefined) return isLoginPage(target.pathname);
  const next = redirectOf(landing);
  if (next !== undefined) return failsAt(landing, providerHost) || isLoginPage(next.pathname);
  return landing.status === 401 || landing.status === 403 || isLoginPage(pathOfEntry(landing));
}

/** True for the request that a redirect led to. */
function isLedTo(before: RequestEntry, entry: RequestEntry): boolean {
  const target = redirectOf(before);
  return target !== undefined && target.href.split('#')[0] === entry.url.split('#')[0];
}

function closed(trip: OpenTrip): SignInTrip {
  const callback = trip.stops.findLast(({ role }) => role === 'callback')?.entry;
  const { protocol, appHost, providerHost, stops } = trip;
  if (callback === undefined || (callback.status === undefined && faultOf(callback) === undefined))
    return { protocol, appHost, providerHost, stops, outcome: 'under-way', missing: [] };
  const error = errorOf(callback);
  const broke = isRefused(trip, callback);
  const missing = [...callback.effects, ...callback.companions].flatMap(({ notSent, thread }) =>
    notSent === undefined ? [] : [thread.name],
  );
  return {
    protocol,
    appHost,
    providerHost,
    stops,
    outcome: broke ? 'broke' : 'worked',
    missing,
    ...(broke && { brokeAt: callback }),
    // Some name no error: `/login?error`.
    ...(error !== undefined && error !== '' && { error }),
  };
}

/** Documents and frames alone take part. */
function takesPart(entry: RequestEntry): boolean {
  return (entry.type === 'main_frame' || entry.type === 'sub_frame') && !isStatic(entry);
}

function isOfSameFrame(one: RequestEntry, other: RequestEntry): boolean {
  return one.tabId === other.tabId && one.frameId === other.frameId && one.storeId === other.storeId;
}

/** What is known of one frame while its requests are walked through. */
interface Frame {
  trip?: OpenTrip | undefined;
  /** A trip that is back, while redirects lead on. */
  back?: { readonly trip: OpenTrip; readonly hops: number } | undefined;
  /** Its newest document. */
  last?: RequestEntry;
}

/** The frame of each document. Most documents follow one of the same frame: only others are looked up by name. */
function createFrames(): (entry: RequestEntry) => Frame {
  const frames = new Map<string, Frame>();
  let newest: { readonly entry: RequestEntry; readonly frame: Frame } | undefined;
  return (entry) => {
    if (newest !== undefined && isOfSameFrame(newest.entry, entry)) return newest.frame;
    const name = `${entry.storeId} ${entry.tabId} ${entry.frameId}`;
    const frame = frames.get(name) ?? {};
    frames.set(name, frame);
    newest = { entry, frame };
    return frame;
  };
}

/** Where an open trip goes with the next document of its frame: to the provider, back, or nowhere. */
function nextRole(trip: OpenTrip, entry: RequestEntry, asksProvider: boolean): 'callback' | 'provider' | undefined {
  if (entry.startedDateTime - trip.began > LONGEST_TRIP || trip.stops.length >= MAX_STOPS) return undefined;
  if (isWayBack(trip, entry)) return 'callback';
  return !asksProvider && entry.host !== trip.appHost ? 'provider' : undefined;
}

/** Notes where redirects lead to from a way back, until a page comes or something else is asked for. */
function followBack(frame: Frame, before: RequestEntry | undefined, entry: RequestEntry): void {
  const { back } = frame;
  if (back === undefined || before === undefined) return;
  if (back.hops >= MAX_HOPS || !isLedTo(before, entry)) frame.back = undefined;
  else {
    back.trip.landing = entry;
    frame.back = { trip: back.trip, hops: back.hops + 1 };
  }
}

/** Entries between two pauses: most are passed over in some 0.1 µs. */
const ENTRIES_IN_STEP = 2048;

/** The sign-ins of a trace that went through another site, in order. */
export function signInTrips(trace: Pick<Trace, 'entries'>): SignInTrip[] {
  return atOnce(tripsInSlices(trace));
}

/** The same in slices: of a long trace, all entries at once would keep a page from answering. */
function* tripsInSlices({ entries }: Pick<Trace, 'entries'>): Pausing<SignInTrip[]> {
  const ended: OpenTrip[] = [];
  const open = new Set<OpenTrip>();
  const frameOf = createFrames();
  const close = (frame: Frame, trip: OpenTrip): void => {
    frame.trip = undefined;
    frame.back = { trip, hops: 0 };
    open.delete(trip);
    ended.push(trip);
  };
  for (const [at, entry] of entries.entries()) {
    if (at % ENTRIES_IN_STEP === ENTRIES_IN_STEP - 1) yield;
    if (!takesPart(entry)) continue;
    const frame = frameOf(entry);
    const { trip, last: before } = frame;
    frame.last = entry;
    followBack(frame, before, entry);
    // Addresses are parsed only where the host changes: of a long trace, that is a small part.
    const asked =
      before !== undefined && before.host !== entry.host ? (asks(entry) ?? sentToSignIn(before, entry)) : undefined;
    if (trip !== undefined) {
      const role = nextRole(trip, entry, asked !== undefined);
      if (role !== undefined) trip.stops.push({ entry, role });
      if (role !== 'provider') close(frame, trip);
      if (role !== undefined) continue;
    }
    if (asked === undefined || before === undefined) continue;
    frame.trip = {
      protocol: asked,
      appHost: before.host,
      providerHost: entry.host,
      began: before.startedDateTime,
      stops: [
        { entry: before, role: 'start' },
        { entry, role: 'authorize' },
      ],
    };
    open.add(frame.trip);
  }
  return [...ended, ...open].map(closed);
}

/** The sign-ins of a trace that went through another site, found once for all of its sites. */
export const tripsIn = keptFor(({ trace }: Reading) => tripsInSlices(trace));

/** The stops of a trip follow each other in one frame: without another host near by there is none. */
function isNearOtherHost(entries: readonly RequestEntry[], entry: RequestEntry): boolean {
  const at = entries.indexOf(entry);
  for (const direction of [-1, 1]) {
    let documents = 0;
    for (let i = at + direction; documents <= MAX_STOPS && i >= 0 && i < entries.length; i += direction) {
      const other = entries[i];
      if (other === undefined || !isOfSameFrame(other, entry) || !takesPart(other)) continue;
      if (other.host !== entry.host) return true;
      documents += 1;
    }
  }
  return false;
}

/** The trip that an entry is a stop of; undefined where it is of none. */
export function tripOf(trace: Trace, entry: RequestEntry): SignInTrip | undefined {
  if (!takesPart(entry) || !isNearOtherHost(trace.entries, entry)) return undefined;
  // What other frames do is no part of it.
  const entries = trace.entries.filter((other) => isOfSameFrame(other, entry));
  return signInTrips({ entries }).find(({ stops }) => stops.some((stop) => stop.entry === entry));
}

/** A stop as it can be shown: the query holds secrets, and only its names are shown. */
export function queryNames(entry: RequestEntry): readonly string[] {
  const url = urlOf(entry.url);
  return url === undefined ? [] : [...new Set([...url.searchParams].map(([name]) => name))].slice(0, 12);
}

/** The path of a stop, without its query. */
export function stopPath(entry: RequestEntry): string {
  return pathOfEntry(entry);
}
