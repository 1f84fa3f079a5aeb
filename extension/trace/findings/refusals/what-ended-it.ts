import {
  deniedBy,
  endsSessions,
  isAccountChange,
  isSignOut,
  reasonSaid,
  redirectOf,
  signInWorked,
} from '../../model/answer-class.ts';
import { leadsBack } from '../../model/asks-to-sign-in.ts';
import { boundedUrl } from '../../model/bounded-url.ts';
import { type EndedBy, endedByReason } from '../../model/ended-by.ts';
import type { RequestEntry } from '../../model/entry.ts';
import { reasonIn } from '../../model/said-in-address.ts';
import { chip, code } from '../../words/phrase.ts';
import type { FoundFinding } from '../cause.ts';
import { requestParam } from '../evidence-of.ts';
import {
  firstFrom,
  isAccepted,
  type Moment,
  nextMoment,
  type SiteView,
  type ThreadMoment,
  wasDone,
} from '../site-view.ts';
import type { Unnamed } from './refusal-finding.ts';
import type { Refusal } from './refusals.ts';

// What came before a refusal, or with it, that explains it.

/** How soon after a failure a refusal must come for a restart to be the likely cause, in ms. */
const AFTER_FAILURE = 10 * 60 * 1000;

/** How soon after a change of the account its session must be refused for that to be the likely cause, in ms. */
const AFTER_CHANGE = 5 * 60 * 1000;

/** The change of the password or the account after which the session was not answered any more. */
export function changeBefore({ tracked, session, accepted, moment }: Refusal): ThreadMoment | undefined {
  return tracked.bySession
    .get(session)
    ?.findLast(
      (change) =>
        change.index >= (accepted?.index ?? 0) &&
        change.index < moment.index &&
        moment.started - change.answered < AFTER_CHANGE &&
        isAccountChange(change.entry) &&
        wasDone(change) &&
        !mayHaveFailed(change),
    );
}

/** A form that is answered by a page may have been shown again with what was wrong; an API says so in its body. */
const mayHaveFailed = ({ entry, kind }: Moment): boolean =>
  (kind === 'document' && entry.status === 200) || entry.says === 'failed' || entry.says === 'not-done';

/**
 * True for a change of the account whose answer leads to sign in, and not back to the form: it may be carried out, and be
 * the reason to sign in again.
 */
export function mayBeChange(entry: RequestEntry): boolean {
  if (!(isAccountChange(entry) || endsSessions(entry)) || deniedBy(entry) !== 'sign-in-page') return false;
  const [target, asked] = [redirectOf(entry), boundedUrl(entry.url)];
  return target !== undefined && asked !== undefined && !leadsBack(target, asked);
}

/** What a proxy answers while the server behind it does not; Cloudflare has its own (521 to 523). */
const DOWN: ReadonlySet<number> = new Set([502, 503, 504, 521, 522, 523]);

/** What browsers say where nothing listens at the address. */
const NO_SERVER: ReadonlySet<string | undefined> = new Set([
  'net::ERR_CONNECTION_REFUSED',
  'NS_ERROR_CONNECTION_REFUSED',
]);

/** The request that found no server, between the last one that was answered for the session, or its sign-in, and its refusal. */
export function downBefore({ tracked, session, accepted, moment }: Refusal): ThreadMoment | undefined {
  if (accepted === undefined && session.signedInBy === undefined) return undefined;
  return tracked.bySession
    .get(session)
    ?.find(
      ({ index, entry, origin, answered }) =>
        index > (accepted?.index ?? -1) &&
        index < moment.index &&
        origin === moment.origin &&
        moment.started - answered < AFTER_FAILURE &&
        (DOWN.has(entry.status ?? 0) || NO_SERVER.has(entry.error)),
    );
}

/** The value of a cookie that stands after an exchange: the one that was set, else the one that went along. */
function valueAfter({ setCookies, cookies }: RequestEntry, cookie: string): string | undefined {
  const set = setCookies.findLast(({ intent, identity }) => intent === 'set' && identity.name === cookie);
  return set?.value ?? cookies.find(({ name }) => name === cookie)?.value;
}

const carries = ({ cookies }: RequestEntry, cookie: string, value: string | undefined): boolean =>
  cookies.some((each) => each.name === cookie && each.value === value);

/**
 * The cookie of a load balancer by which another server gave the refusal than all answers to the session before. One that
 * changes with each answer (AWSALB) names no server.
 */
export function movedBy({ companions }: SiteView, { tracked, session, accepted, moment }: Refusal): string | undefined {
  if (accepted === undefined) return undefined;
  const answered = (tracked.bySession.get(session) ?? []).filter((each) => each.index <= accepted.index);
  return companions.find(({ thread: { name, role } }) => {
    if (role !== 'load-balancer') return false;
    const [server, ...others] = new Set(answered.map(({ entry }) => valueAfter(entry, name)));
    const now = valueAfter(moment.entry, name);
    const stays = answered.some(({ entry }) => carries(entry, name, server));
    return others.length === 0 && stays && now !== undefined && now !== server;
  })?.thread.name;
}

/** What a refusal that says who ended the session comes to. */
const ENDED = {
  elsewhere: { variant: 'used-elsewhere', remedy: 'one-session' },
  revoked: { variant: 'revoked', remedy: 'who-revoked' },
} as const satisfies Readonly<Record<EndedBy, Pick<FoundFinding, 'variant' | 'remedy'>>>;

/** How soon after a refusal the page opens that says why, in ms. */
const AT_ONCE = 10_000;

/** Who ended a session, as the answer, the address that it leads to, or the page that opens at once says. */
export function endedByOf(view: SiteView, refused: Moment, found: Unnamed): FoundFinding | undefined {
  const page = nextMoment(view, refused, ({ kind }) => kind === 'document');
  const isNext = page !== undefined && page.started - refused.answered < AT_ONCE;
  for (const said of isNext ? [refused, page] : [refused]) {
    const asked = said === page ? boundedUrl(page.entry.url) : undefined;
    const by = endedBySaying(said.entry) ?? endedByReason(asked && reasonIn(asked));
    if (by === undefined) continue;
    const params = { ...found.params, step: said.entry.step, request: requestParam(said) };
    return { ...found, ...ENDED[by], params };
  }
  return undefined;
}

function endedBySaying(entry: RequestEntry): EndedBy | undefined {
  return entry.says === 'elsewhere' || entry.says === 'revoked' ? entry.says : endedByReason(reasonSaid(entry));
}

/**
 * The sign-out at the provider to which a refusal leads: it ends the sessions that it had begun elsewhere as well (OpenID
 * Connect Back-Channel Logout, SAML single logout). None where somebody signed in there again.
 */
export function signedOutThere({ trace, moments, storeId }: SiteView, refusal: Refusal): RequestEntry | undefined {
  const { accepted, moment, session } = refusal;
  const since = accepted?.answered ?? session.signedInBy?.respondedAt;
  if (since === undefined) return undefined;
  const { requestId, host } = moment.entry;
  // The page to sign in of the application itself may lead on to the provider.
  const hops = moments
    .slice(moment.index, moment.index + MOST_HOPS)
    .filter(({ entry }) => entry.requestId === requestId);
  const hosts = new Set(hops.map(({ entry }) => redirectOf(entry)?.hostname).filter((each) => each !== undefined));
  hosts.delete(host);
  if (hosts.size === 0) return undefined;
  const { entries } = trace;
  const refused = firstFrom(entries, moment.entry.id, ({ id }) => id);
  for (let at = refused - 1; at >= Math.max(0, refused - LOOKED_AT); at -= 1) {
    const entry = entries[at];
    if (entry === undefined || entry.startedDateTime < since) return undefined;
    if (!hosts.has(entry.host) || entry.storeId !== storeId || entry.method === 'OPTIONS') continue;
    if (signInWorked(entry)) return undefined;
    if (isSignOut(entry) && entry.status !== undefined && entry.status < 400) return entry;
  }
  return undefined;
}

/** How many requests before a refusal are looked at for a sign-out elsewhere. */
const LOOKED_AT = 2_000;

/** How many requests of a site are looked at for where a redirect goes on. */
const MOST_HOPS = 10;

/**
 * Where another host set a session and alone answered it, and the one that refuses it had answered an earlier one: a cookie
 * for a whole domain, which two applications write.
 */
export function givenByOtherHost({ tracked, session, moment }: Refusal): FoundFinding['params'] | undefined {
  const { createdBy } = session;
  const { host } = moment.entry;
  const carried = tracked.bySession.get(session) ?? [];
  if (createdBy === undefined || createdBy.host === host) return undefined;
  // Whoever signs in at one host and is led to the other is known to both by one cookie: they are one application.
  if (redirectOf(createdBy)?.hostname === host) return undefined;
  const isBefore = ({ index }: Moment): boolean => index < moment.index;
  if (carried.some((each) => isBefore(each) && each.entry.host === host && isAccepted(each))) return undefined;
  const earlier = tracked.moments.find(
    (each) => each.entry.id < createdBy.id && each.entry.host === host && isAccepted(each),
  )?.effect.before;
  if (earlier === undefined || earlier === session) return undefined;
  return { set: createdBy.step, home: code(createdBy.host), earlier: chip(earlier) };
}
