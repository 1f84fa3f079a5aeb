import { isCallback, isFromBetween, isSignOut, pathOfEntry, signInWorked } from '../../model/answer-class.ts';
import { isToken } from '../../model/credential.ts';
import { csrfRefusal } from '../../model/csrf.ts';
import type { RequestEntry } from '../../model/entry.ts';
import { originOfUrl } from '../../model/entry-url.ts';
import { headerValue } from '../../model/headers.ts';
import { isSignInPath } from '../../model/sign-in-address.ts';
import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime, turnedAway } from '../evidence-of.ts';
import type { EvidenceCode } from '../evidence-rows.ts';
import type { Evidence } from '../finding.ts';
import { keptFor, type Pausing } from '../pausing.ts';
import { recovered } from '../refusals/recovered.ts';
import { isRefreshToken, LONGEST_RENEWAL, renewsBy } from '../refusals/refresh-address.ts';
import { refusalsOf } from '../refusals/refusals.ts';
import {
  answeredAt,
  isAccepted,
  type Moment,
  type Reading,
  type SiteView,
  showsLoss,
  wasDone,
  wasSignedIn,
} from '../site-view.ts';
import { expiryInToken } from '../token-expiry.ts';
import { sourceOf, standInThread } from './helpers.ts';

// A sign-in of two tokens goes on only as long as it is renewed. Where that is refused, what follows is its doing.

/** How far from a refused renewal its effect is looked for, in ms, before it as well: a refused request asks for one. */
const NEAR = 60_000;

/** How soon a client signs out by itself after it, in ms: later it may be somebody who wanted to. */
const AT_ONCE = 3_000;

/** Answers by which a renewal is refused: RFC 6749 section 5.2 has 400 and 401; others say 403, 409, 419, 422 or 498. */
const REFUSES: ReadonlySet<number> = new Set([400, 401, 403, 409, 419, 422, 498]);

interface Renewal {
  readonly entry: RequestEntry;
  readonly started: number;
  readonly answered: number;
  /** True where a page of the site made it elsewhere, at a provider. */
  readonly isElsewhere: boolean;
}

/** Requests of the site, and those that its pages made elsewhere. */
interface Around {
  readonly renewals: readonly Renewal[];
  /** What else its pages asked elsewhere, and what answered a renewal well. */
  readonly elsewhere: readonly RequestEntry[];
}

/** Entries between two pauses. */
const ENTRIES_IN_STEP = 512;

/** The newest refused renewals that are looked at: each looks at the requests around it. */
const MOST = 12;

const addressOf = (entry: RequestEntry): string => `${entry.method} ${originOfUrl(entry.url)}${pathOfEntry(entry)}`;

const isGood = ({ says, status }: RequestEntry): boolean =>
  says !== 'renewal-refused' && status !== undefined && status >= 200 && status < 300;

/** The origins that asked. Some tools write those of pages wrong in one header, and right in the other. */
function originsThatAsked(entry: RequestEntry): string[] {
  const referer = headerValue(entry.requestHeaders, 'referer') ?? '';
  return [sourceOf(entry), originOfUrl(referer)].filter((origin) => origin !== '');
}

/** A cheap look before the costly one: who asked is read of few requests. */
function mayMatter({ credential, method, type, url, says }: RequestEntry): boolean {
  if (credential !== undefined || type === 'main_frame' || says === 'renewal-refused') return true;
  return method !== 'GET' && url.length <= LONGEST_RENEWAL && /token|refresh|renew|rotate/i.test(url);
}

/** The origins of other sites in a trace: what their pages ask for here is of their own sign-in. */
function* otherOrigins({ trace, site }: SiteView): Pausing<ReadonlySet<string>> {
  const origins = new Set<string>();
  for (const [at, entry] of trace.entries.entries()) {
    if (at % ENTRIES_IN_STEP === ENTRIES_IN_STEP - 1) yield;
    if (entry.site !== site) origins.add(originOfUrl(entry.url));
  }
  return origins;
}

/** Requests that may speak of a renewal. */
interface Candidates {
  /** Those that may renew a sign-in at their own site, and ways back from a provider to it. */
  readonly bySite: ReadonlyMap<string, readonly RequestEntry[]>;
  /** Those of which it matters which origin asked, by that origin. */
  readonly byAsker: ReadonlyMap<string, readonly RequestEntry[]>;
}

const candidatesIn = keptFor(function* ({ trace }: Reading): Pausing<Candidates> {
  const bySite = new Map<string, RequestEntry[]>();
  const byAsker = new Map<string, RequestEntry[]>();
  const add = (lists: Map<string, RequestEntry[]>, key: string, entry: RequestEntry): void => {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [entry]);
    else list.push(entry);
  };
  for (const [at, entry] of trace.entries.entries()) {
    if (at % ENTRIES_IN_STEP === ENTRIES_IN_STEP - 1) yield;
    if (entry.fromCache === true) continue;
    if (renewsBy(entry) !== undefined || isWayBack(entry)) add(bySite, entry.site, entry);
    if (mayMatter(entry)) for (const origin of new Set(originsThatAsked(entry))) add(byAsker, origin, entry);
  }
  return { bySite, byAsker };
});

const isWayBack = (entry: RequestEntry): boolean => entry.type === 'main_frame' && isCallback(entry);

/** What may speak of a site's renewals, in order: its own requests, and those that its pages made elsewhere. */
function* candidatesOf({ reading, site, storeId }: SiteView, origins: ReadonlySet<string>): Pausing<RequestEntry[]> {
  const { bySite, byAsker } = yield* candidatesIn(reading);
  const elsewhere = new Set([...origins].flatMap((origin) => byAsker.get(origin) ?? []));
  return [...(bySite.get(site) ?? []), ...[...elsewhere].filter((entry) => entry.site !== site)]
    .filter((entry) => entry.storeId === storeId)
    .sort((one, other) => one.id - other.id);
}

/** The refused renewals of a site, in order. One at the address of all tokens is none during a sign-in. */
function* around(view: SiteView): Pausing<Around> {
  const origins = new Set(view.moments.map(({ origin }) => origin));
  const renewals: Renewal[] = [];
  const elsewhere: RequestEntry[] = [];
  const given = new Map<string, number>();
  let cameBack = Number.NEGATIVE_INFINITY;
  let firstWithToken = view.moments.find(({ entry }) => isToken(entry.credential) && isGood(entry))?.started;
  let others: ReadonlySet<string> | undefined;
  for (const [at, entry] of (yield* candidatesOf(view, origins)).entries()) {
    if (at % ENTRIES_IN_STEP === ENTRIES_IN_STEP - 1) yield;
    const isElsewhere = entry.site !== view.site;
    if (isElsewhere) elsewhere.push(entry);
    else if (isWayBack(entry)) cameBack = entry.startedDateTime;
    if (isElsewhere && isToken(entry.credential) && isGood(entry)) firstWithToken ??= entry.startedDateTime;
    const kind = renewsBy(entry);
    if (kind === undefined) continue;
    // What a recording from the middle on does not show being given out had been answered with a token before.
    const began = given.get(addressOf(entry)) ?? firstWithToken;
    if (isGood(entry)) given.set(addressOf(entry), answeredAt(entry));
    const isRefused = REFUSES.has(entry.status ?? 0) || entry.says === 'renewal-refused';
    if (!isRefused || isFromBetween(entry) || csrfRefusal(entry) !== undefined) continue;
    const isLater = began !== undefined && entry.startedDateTime - Math.max(began, cameBack) > NEAR;
    if (kind === 'may-renew' && !isLater) continue;
    others ??= yield* otherOrigins(view);
    if (!isElsewhere && originsThatAsked(entry).some((origin) => others?.has(origin))) continue;
    renewals.push({ entry, started: entry.startedDateTime, answered: answeredAt(entry), isElsewhere });
  }
  return { renewals: renewals.slice(-MOST), elsewhere };
}

/** True for an answer to somebody who was signed in: by a session in a cookie, or by a token in a header. */
function isOfSignedIn(view: SiteView, { entry, ok, index, path }: Moment): boolean {
  if (ok && isToken(entry.credential)) return true;
  if (isSignInPath(path)) return false;
  return view.threads.some((tracked) => {
    const moment = tracked.byEntry.get(entry);
    const session = moment?.effect.before;
    if (moment === undefined || session === undefined || isRefreshToken(tracked.thread.name)) return false;
    return moment.index === index && isAccepted(moment) && wasSignedIn(tracked, session);
  });
}

/** True where the renewal carried a session on which somebody was signed in. */
function carriesSession(view: SiteView, { entry }: Renewal): boolean {
  return view.threads.some((tracked) => {
    const session = tracked.byEntry.get(entry)?.effect.before;
    return session !== undefined && wasSignedIn(tracked, session);
  });
}

/** True where somebody was signed in when the renewal was asked for: a stranger's is refused as a matter of course. */
function wasIn(view: SiteView, renewal: Renewal, elsewhere: readonly RequestEntry[]): boolean {
  const { entry, started, isElsewhere } = renewal;
  const lacks = entry.effects.some(({ notSent }) => notSent !== undefined);
  const carries = carriesSession(view, renewal);
  // Whoever sends a token of theirs to renew others had signed in.
  const sendsToken = entry.says === 'renewal-refused';
  const isKnown = carries || sendsToken || isToken(entry.credential);
  // What went without its cookie was refused for that, and something else says why it did.
  if (!isElsewhere && ((lacks && !sendsToken) || (!isKnown && view.threads.length > 0))) return false;
  const before = view.moments.filter((moment) => moment.started < started);
  const signOut = before.findLast((moment) => isSignOut(moment.entry) && wasDone(moment));
  const known = before.findLast((moment) => signInWorked(moment.entry) || isOfSignedIn(view, moment));
  const withToken = elsewhere.findLast(
    (each) => each.startedDateTime < started && isToken(each.credential) && isGood(each),
  );
  const last = Math.max(known?.started ?? 0, withToken?.startedDateTime ?? 0);
  if (signOut !== undefined) return last > signOut.started;
  return last > 0 || carries || sendsToken;
}

/** What followed from a refused renewal, or led to it. */
interface Effect {
  readonly variant?: 'cleared' | 'asked';
  readonly entry: RequestEntry;
  readonly time: number;
  readonly evidence: Evidence;
}

const row = (entry: RequestEntry, shown: EvidenceCode): Evidence => ({ entry, code: shown });

/** True for a page of a provider that a page of the site opened to sign in again (OpenID Connect, OAuth). */
function asksProvider({ type, url }: RequestEntry): boolean {
  return (
    type === 'main_frame' &&
    url.length <= LONGEST_RENEWAL &&
    /[?&]client_id=/.test(url) &&
    /[?&]redirect_uri=/.test(url)
  );
}

function effectOf(view: SiteView, renewal: Renewal, elsewhere: readonly RequestEntry[]): Effect | undefined {
  const { entry: renewed, started, answered } = renewal;
  const names = new Set(view.threads.map(({ thread }) => thread.name));
  const near = view.moments.filter((moment) => Math.abs(moment.started - answered) < NEAR);
  const isLost = (moment: Moment): boolean =>
    moment.entry !== renewed &&
    moment.entry.method !== 'OPTIONS' &&
    renewsBy(moment.entry) === undefined &&
    showsLoss(moment) &&
    // What an API forbids may be a right that is missing.
    (moment.entry.status !== 403 || moment.kind === 'document') &&
    !recovered(view, moment);
  const lost = near.find((moment) => moment.started >= started && isLost(moment)) ?? near.findLast(isLost);
  if (lost !== undefined) return { entry: lost.entry, time: lost.answered, evidence: turnedAway(lost) };
  const cleared = near.find(
    ({ entry, started: left }) =>
      left >= started &&
      entry.setCookies.some(({ intent, identity }) => intent === 'delete' && names.has(identity.name)) &&
      (!isSignOut(entry) || left - answered < AT_ONCE),
  );
  if (cleared !== undefined)
    return {
      variant: 'cleared',
      entry: cleared.entry,
      time: cleared.answered,
      evidence: row(cleared.entry, 'cleared'),
    };
  // After a sign-out the page to sign in opens for everybody.
  const signsOut = near.find(({ entry, started: left }) => left - answered >= AT_ONCE && isSignOut(entry));
  if (signsOut !== undefined) return undefined;
  const asked =
    near.find(
      ({ entry, kind, path, started: left }) =>
        left >= answered && kind === 'document' && entry.method === 'GET' && isSignInPath(path),
    )?.entry ??
    elsewhere.find((entry) => {
      const { startedDateTime: left } = entry;
      return left >= answered && left - answered < NEAR && asksProvider(entry);
    });
  return asked && { variant: 'asked', entry: asked, time: answeredAt(asked), evidence: row(asked, 'asked-provider') };
}

/** True where the sign-in lived on: the same renewal worked, or somebody was answered as one who is signed in. */
function goesOn(view: SiteView, { entry, started, answered }: Renewal, effect: Effect, { elsewhere }: Around): boolean {
  const address = addressOf(entry);
  const isRenewed = (each: RequestEntry): boolean =>
    isGood(each) && Math.abs(each.startedDateTime - started) < NEAR && addressOf(each) === address;
  // GraphQL answers all else at that address as well.
  if (!REFUSES.has(entry.status ?? 0))
    return view.moments.some((moment) => moment.started >= answered && isOfSignedIn(view, moment));
  if (elsewhere.some(isRenewed) || view.moments.some((moment) => isRenewed(moment.entry))) return true;
  const from = Math.min(answered, effect.entry.startedDateTime);
  for (const moment of view.moments) {
    if (moment.started < from || moment.entry === entry || moment.entry === effect.entry) continue;
    if (moment.started >= answered && signInWorked(moment.entry)) return false;
    if (!isSignOut(moment.entry) && isOfSignedIn(view, moment)) return true;
  }
  return false;
}

export const renewalRefused = {
  code: 'renewal-refused',
  rank: 51,
  words: {
    title: 'findingRenewalRefused',
    args: ['step', 'request', 'status', 'effect', 'effectRequest'],
    variants: {
      cleared: { title: 'findingRenewalRefusedCleared' },
      asked: { title: 'findingRenewalRefusedAsked' },
    },
  },
  *find(view) {
    const seen = yield* around(view);
    if (seen.renewals.length === 0) return [];
    // Of a token that says itself that it has expired, another cause says that, and that its renewal failed.
    const expired = (yield* refusalsOf(view)).filter(
      ({ session, moment }) => (expiryInToken(session.value) ?? Number.POSITIVE_INFINITY) <= moment.answered,
    );
    const found = new Map<RequestEntry, FoundFinding>();
    for (const renewal of seen.renewals) {
      yield;
      const { entry, started, answered } = renewal;
      if (expired.some(({ moment }) => Math.abs(moment.answered - started) < NEAR)) continue;
      if (!wasIn(view, renewal, seen.elsewhere)) continue;
      const effect = effectOf(view, renewal, seen.elsewhere);
      if (effect === undefined || found.has(effect.entry) || goesOn(view, renewal, effect, seen)) continue;
      const tracked = view.threads.find(({ byEntry }) => byEntry.get(entry)?.effect.before !== undefined);
      const session = tracked?.byEntry.get(entry)?.effect.before;
      const name = (each: RequestEntry): string =>
        `${each.method} ${each.site === view.site ? '' : each.host}${pathOfEntry(each)}`;
      found.set(effect.entry, {
        ...(effect.variant !== undefined && { variant: effect.variant }),
        kind: 'loss',
        certainty: 'concluded',
        time: Math.max(answered, effect.time),
        thread: tracked?.thread ?? standInThread(view),
        ...(session !== undefined && { session }),
        params: {
          step: entry.step,
          request: code(name(entry)),
          status: entry.status ?? 0,
          effect: effect.entry.step,
          effectRequest: code(name(effect.entry)),
        },
        evidence: inTime([row(entry, 'denied'), effect.evidence]),
        remedy: 'look-at-refresh',
      });
    }
    return [...found.values()];
  },
} as const satisfies Cause;
