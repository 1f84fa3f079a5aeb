import { coversHost } from '../../../cookies/covers-host.ts';
import type { CookieRole } from '../../../cookies/names/cookie-role.ts';
import { isCallback, isSignIn, redirectOf } from '../../model/answer-class.ts';
import type { RequestEntry } from '../../model/entry.ts';
import { knownCookie } from '../../model/recognise.ts';
import type { Session, Thread } from '../../model/session.ts';
import { allowsCredentials } from '../../verdicts/cookie-request.ts';
import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { effectOf, inTime } from '../evidence-of.ts';
import { filterInSlices } from '../pausing.ts';
import type { RemedyCode } from '../remedies.ts';
import { tripOf } from '../sign-in-trip.ts';
import { type Moment, type SiteView, showsLoss } from '../site-view.ts';
import { isStateRole, LOOPBACK, sourceOf } from './helpers.ts';

// The session lives at a neighbouring host.

/** The host that a cookie belongs to alone, and a request to its neighbour that found no session. */
export const otherHost = {
  code: 'other-host',
  rank: 58,
  words: {
    title: 'findingOtherHost',
    args: ['cookie', 'home', 'step', 'host'],
    variants: {
      loopback: { title: 'findingOtherHostLoopback' },
      api: { title: 'findingOtherHostApi' },
      callback: { title: 'findingOtherHostCallback' },
      'other-site': { title: 'findingOtherHostSite' },
    },
  },
  *find(view) {
    const found: FoundFinding[] = [];
    const lacking = yield* filterInSlices(view.moments, (moment) => lacksSession(view, moment));
    if (lacking.length === 0) return [];
    const hosts = [...new Set(lacking.map(({ entry }) => entry.host))];
    const states = [...view.trace.companions.values()].filter(({ role }) => isStateRole(role));
    for (const thread of [...view.trace.threads.values(), ...states]) {
      const isNeighbour = thread.site === view.site || (LOOPBACK.test(thread.site) && LOOPBACK.test(view.site));
      if ((!isNeighbour && hasSession(view)) || thread.storeId !== view.storeId) continue;
      for (const session of thread.sessions) {
        const line = session.createdBy?.setCookies.findLast(({ value }) => value === session.value);
        const home = session.createdBy;
        if (home === undefined || line === undefined) continue;
        if (isNeighbour && hosts.every((host) => coversHost(line.identity, host))) continue;
        const isState = isStateRole(thread.role);
        const missed = lacking.find((moment) => {
          if (isNeighbour && coversHost(line.identity, moment.entry.host)) return false;
          if (!isNeighbour) return !isState && isSentBack(moment, home);
          // A session that the first stop of a sign-in set holds its state.
          if (isState || isCallback(moment.entry)) return isOtherCallback(view, moment, home);
          return moment.kind === 'api'
            ? isOtherApi(view, moment, session)
            : isMissed(moment, home, session.end?.time) && (moment.denied || session.signedInBy !== undefined);
        });
        if (missed === undefined) continue;
        const variant =
          isCallback(missed.entry) && isNeighbour
            ? 'callback'
            : missed.kind === 'api'
              ? 'api'
              : isNeighbour
                ? loopbackOf(view, thread)
                : 'other-site';
        found.push({
          ...(variant !== undefined && { variant }),
          kind: variant === 'api' ? 'fault' : 'loss',
          certainty: 'predicted',
          time: missed.answered,
          thread,
          session,
          params: {
            cookie: code(thread.name),
            home: code(home.host),
            step: missed.entry.step,
            host: code(missed.entry.host),
          },
          evidence: inTime([
            { entry: home, code: 'set' },
            { entry: missed.entry, code: 'not-sent' },
          ]),
          remedy: remedyOf(home, missed.entry, isNeighbour),
        });
      }
    }
    return found;
  },
} as const satisfies Cause;

const loopbackOf = ({ site }: SiteView, thread: Thread): 'loopback' | undefined =>
  thread.site === site ? undefined : 'loopback';

function remedyOf(home: RequestEntry, missed: RequestEntry, isNeighbour: boolean): RemedyCode {
  if (!isNeighbour) return 'one-site';
  // No Domain covers two names of one computer.
  return LOOPBACK.test(home.host) && LOOPBACK.test(missed.host) ? 'one-loopback' : 'one-host';
}

const hasSession = ({ threads }: SiteView): boolean => threads.some(({ thread }) => thread.sessions.length > 0);

/** A page to which somebody came from a sign-in at another site, and which sent them back there, as if they had not been. */
function isSentBack({ entry, kind, denied, started }: Moment, home: RequestEntry): boolean {
  const from = sourceOf(entry);
  const isFromHome = URL.canParse(from) && new URL(from).hostname === home.host;
  const isLater = started >= (home.respondedAt ?? home.startedDateTime);
  return kind === 'document' && denied && isFromHome && isLater && redirectOf(entry)?.hostname === home.host;
}

/** Cookies of measuring, guarding and spreading load, which say nothing of an application and go along to all its hosts. */
const BESIDE: ReadonlySet<CookieRole> = new Set([
  'ads',
  'analytics',
  'chat',
  'consent',
  'firewall',
  'load-balancer',
  'monitoring',
  'waiting-room',
]);

/** True where a request carried a cookie that may be the application's own. */
function hasOwnCookies({ cookies }: RequestEntry): boolean {
  return cookies.some(({ name, value }) => {
    const known = knownCookie(name, value);
    return known === undefined || known.certainty === 'vague' || !BESIDE.has(known.role);
  });
}

/** True for a page, an API call or a way back from a provider that went without any cookie of its own and was refused. */
function lacksSession(view: SiteView, moment: Moment): boolean {
  if (hasOwnCookies(moment.entry)) return false;
  if (moment.kind === 'api') return moment.entry.status === 401;
  if (moment.kind !== 'document') return false;
  return isCallback(moment.entry) ? showsLoss(moment) : moment.denied || startsOver(view, moment);
}

/** True for a page that began a session of its own, with which somebody was asked to sign in soon after. */
function startsOver(view: SiteView, moment: Moment): boolean {
  if (!moment.entry.effects.some(({ action }) => action === 'created')) return false;
  return effectOf(view, moment)?.entry.host === moment.entry.host;
}

/** True where a page of the session's host asked another host that takes cookies of it, and never answered it well. */
function isOtherApi(view: SiteView, { entry, origin, started }: Moment, session: Session): boolean {
  const home = session.createdBy;
  if (home === undefined || entry.host === home.host || session.signedInBy === undefined) return false;
  if (started < (home.respondedAt ?? home.startedDateTime) || (session.end?.time ?? started) < started) return false;
  const from = sourceOf(entry);
  const isFromHome = URL.canParse(from) && new URL(from).hostname === home.host;
  const everAnswered = view.moments.some((other) => other.origin === origin && other.ok);
  return isFromHome && allowsCredentials(entry) && entry.withoutCredentials !== true && !everAnswered;
}

/** True where a sign-in that began at one host of the site came back to another. */
function isOtherCallback(view: SiteView, { entry }: Moment, home: RequestEntry): boolean {
  if (!isCallback(entry) || entry.host === home.host) return false;
  const [start, asked] = tripOf(view.trace, entry)?.stops ?? [];
  if (start === undefined || asked === undefined) return false;
  return start.entry === home || startsTrip(home, start.entry, asked.entry);
}

/** True for a script's request that began a sign-in, on the page from which the browser went to the provider next. */
function startsTrip(home: RequestEntry, page: RequestEntry, asked: RequestEntry): boolean {
  return isSignIn(home) && home.host === page.host && home.id > page.id && home.id < asked.id;
}

/** A page of a neighbouring host to which the user went on from the session's own, and which found nobody signed in. */
function isMissed(moment: Moment, home: RequestEntry, ended: number | undefined): boolean {
  const { entry } = moment;
  if (entry.host === home.host || moment.kind !== 'document' || isCallback(entry)) return false;
  if (moment.started < (home.respondedAt ?? home.startedDateTime)) return false;
  if (ended !== undefined && ended < moment.started) return false;
  const from = sourceOf(entry);
  const cameFrom = URL.canParse(from) && new URL(from).hostname === home.host;
  const redirected =
    entry.redirectedFrom?.some((url) => URL.canParse(url) && new URL(url).hostname === home.host) === true;
  const isWww = entry.host === `www.${home.host}` || home.host === `www.${entry.host}`;
  const isLoopback = LOOPBACK.test(entry.host) && LOOPBACK.test(home.host);
  // Two hosts of a site may be two applications: the one is the other's where it sends to the other's sign-in.
  const isOfHome = cameFrom && redirectOf(entry)?.hostname === home.host;
  return (isOfHome || redirected || isWww || isLoopback) && !hasOwnCookies(entry);
}
