import { isCallback, isSignIn, isSignOut, redirectOf } from '../../model/answer-class.ts';
import { headerValue } from '../../model/headers.ts';
import { isRedacted } from '../../model/redacted.ts';
import type { Session } from '../../model/session.ts';
import { retrievalVerdict } from '../../verdicts/retrieval-verdict.ts';
import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import type { Evidence, RemedyCode } from '../finding.ts';
import { frameworkOf } from '../framework-of.ts';
import { firstFrom, type Moment, type SiteView, showsLoss, type ThreadMoment, type ThreadView } from '../site-view.ts';
import { inTime, reaches, requestParam, setLineOf, sourceOf, turnedAway } from './helpers.ts';
import { recovered } from './refusals.ts';

// A cookie that requests carried and that a later one lacks, where no line in sight says what attributes it has. What
// is said of the reason is a conclusion from how the requests differ.

type Variant =
  | 'post'
  | 'link'
  | 'embedded'
  | 'http'
  | 'path'
  | 'host'
  | 'credentials'
  | 'gone'
  | 'rules-unknown'
  | 'post-unknown'
  | 'path-next';

const REMEDY_OF: Readonly<Record<Variant, RemedyCode>> = {
  post: 'same-site-none',
  link: 'same-site-lax',
  embedded: 'same-site-none',
  http: 'https-everywhere',
  path: 'set-path',
  host: 'one-host',
  credentials: 'include-credentials',
  gone: 'watch-more',
  'rules-unknown': 'find-writer',
  'post-unknown': 'same-site-none',
  'path-next': 'set-path',
};

/** A request that lacked a session's cookie, and the last one before it that had it. */
interface Lack {
  readonly tracked: ThreadView;
  readonly session: Session;
  readonly carriers: readonly ThreadMoment[];
  readonly last: ThreadMoment;
  readonly moment: Moment;
}

const SAFE = /^(?:GET|HEAD)$/;

const nameIn = ({ entry }: Moment, name: string): boolean => entry.cookies.some((cookie) => cookie.name === name);

/** True for a request of which it is known that the cookie did not go along. */
function lacks(moment: Moment, name: string): boolean {
  const { entry } = moment;
  if (entry.requestUnseen || entry.method === 'OPTIONS' || nameIn(moment, name)) return false;
  return entry.cookieHeader === undefined || !isRedacted(entry.cookieHeader);
}

/** The requests that carried a session, and the one that set it. */
function carriersOf({ bySession, byEntry }: ThreadView, session: Session): ThreadMoment[] {
  const setter = session.createdBy === undefined ? undefined : byEntry.get(session.createdBy);
  const carried = bySession.get(session) ?? [];
  return setter === undefined || carried.includes(setter) ? [...carried] : [setter, ...carried];
}

/** What every session of a site is held against, found once: a long recording has hundreds of them. */
interface Looked {
  /** The requests that found nobody signed in, and carried no session, in order. */
  readonly turnedAway: readonly Moment[];
  /** When somebody signed out, at whatever site, in ms since 1970, in order. */
  readonly signOuts: readonly number[];
}

function lookAt(view: SiteView): Looked {
  const isSignInPage = ({ entry }: Moment): boolean => isSignIn(entry) && !isCallback(entry);
  return {
    turnedAway: view.moments.filter((moment) => {
      const isCandidate = showsLoss(moment) && !isSignOut(moment.entry) && !isSignInPage(moment);
      return isCandidate && moment.entry.effects.every(({ before }) => before === undefined);
    }),
    signOuts: view.trace.entries.filter(isSignOut).map(({ startedDateTime }) => startedDateTime),
  };
}

const startedOf = ({ started }: Moment): number => started;

/** The first request after each one that carried the session, and that found nobody signed in for want of it. */
function lacksOf(view: SiteView, looked: Looked, tracked: ThreadView, session: Session): Lack[] {
  const carriers = carriersOf(tracked, session);
  const found = new Map<ThreadMoment, Lack>();
  const begin = firstFrom(looked.turnedAway, carriers[0]?.answered ?? Number.POSITIVE_INFINITY, startedOf);
  let at = 0;
  for (let next = begin; next < looked.turnedAway.length; next += 1) {
    const moment = looked.turnedAway[next];
    if (moment === undefined) break;
    if (session.end !== undefined && session.end.time <= moment.started) break;
    while ((carriers[at + 1]?.answered ?? Number.POSITIVE_INFINITY) <= moment.started) at += 1;
    const last = carriers[at];
    if (last !== undefined && found.has(last) && at === carriers.length - 1) break;
    if (session.origin === 'server' && view.trace.rulesKnown && !isFormOfUnknownPage(moment)) continue;
    if (last === undefined || found.has(last) || !lacks(moment, tracked.thread.name)) continue;
    const signOut = looked.signOuts[firstFrom(looked.signOuts, last.started, (time) => time)];
    // Somebody may have signed out in the meantime, by an answer or by a script that cleared the cookie.
    if (signOut !== undefined && signOut <= moment.started) continue;
    if (isExplained(tracked, moment) || recovered(view, moment) || isElsewhere(tracked, session, moment)) continue;
    found.set(last, { tracked, session, carriers, last, moment });
  }
  return [...found.values()];
}

/** True where the cookie was what the request wanted: no other session went along, and nothing fixed it by itself. */
function isMissed(view: SiteView, moment: Moment): boolean {
  return moment.entry.effects.every(({ before }) => before === undefined) && !recovered(view, moment);
}

/** True where the line that set the cookie does not take it to this request. */
function isElsewhere({ moments }: ThreadView, session: Session, { entry }: Moment): boolean {
  const set = session.origin === 'server' ? setLineOf(moments, session) : undefined;
  return set !== undefined && !reaches(set.line.identity, entry.url);
}

/** True where a rule says why the cookie stayed behind. */
function isExplained({ byEntry }: ThreadView, { entry }: Moment): boolean {
  const notSent = byEntry.get(entry)?.effect.notSent;
  return notSent !== undefined && retrievalVerdict(entry, notSent).reasons.length > 0;
}

function isCrossSite(view: SiteView, { entry }: Moment): boolean {
  const said = headerValue(entry.requestHeaders, 'sec-fetch-site');
  if (said !== undefined) return said === 'cross-site';
  const from = sourceOf(entry);
  if (from === '') return headerValue(entry.requestHeaders, 'origin') === 'null';
  const { hostname } = new URL(from);
  return hostname !== view.site && !hostname.endsWith(`.${view.site}`);
}

/** True for a form that was sent from a page that the request does not show. */
function isFormOfUnknownPage({ entry, kind }: Moment): boolean {
  const isKnown = ['sec-fetch-site', 'origin', 'referer'].some(
    (name) => headerValue(entry.requestHeaders, name) !== undefined,
  );
  return kind === 'document' && !SAFE.test(entry.method) && entry.initiator === undefined && !isKnown;
}

/** The folder that all of these requests are in; undefined where they have none in common. */
function commonFolder(moments: readonly Moment[]): string | undefined {
  const folders = new Set(moments.map(({ path }) => /^\/[^/]+(?=\/)/.exec(path)?.[0]));
  const [folder] = folders;
  return folders.size === 1 ? folder : undefined;
}

/** In what the request differs from those that carried the cookie; undefined: in nothing that says why. */
function variantOf(view: SiteView, { session, carriers, moment, last }: Lack): Variant | undefined {
  if (session.origin !== 'before-recording') {
    if (!view.trace.rulesKnown) return 'rules-unknown';
    return isFormOfUnknownPage(moment) ? 'post-unknown' : undefined;
  }
  const { entry, kind, index } = moment;
  const target = redirectOf(entry);
  const isBack = carriers.some((carrier) => carrier.index > index);
  if (!carriers.some((carrier) => carrier.entry.host === entry.host))
    return carriers.some((carrier) => carrier.entry.host === target?.hostname) ? 'host' : undefined;
  if (entry.url.startsWith('http:') && carriers.every((carrier) => carrier.entry.url.startsWith('https:')))
    return 'http';
  if (isCrossSite(view, moment)) {
    if (kind !== 'document') return 'embedded';
    return SAFE.test(entry.method) ? 'link' : 'post';
  }
  const folder = commonFolder(carriers);
  if (folder !== undefined && !moment.path.startsWith(`${folder}/`)) {
    const leadsThere = target?.pathname.startsWith(`${folder}/`) === true;
    if (isBack || leadsThere) return leadsThere ? 'path' : undefined;
  }
  if (!isBack) return 'gone';
  const isFetch = kind === 'api' && entry.cookieHeader === undefined && last.entry.tabId === entry.tabId;
  return isFetch ? 'credentials' : undefined;
}

const NAMED = ['step', 'request', 'cookie', 'sent', 'detail'] as const;
const UNNAMED = ['step', 'request', 'cookie', 'sent'] as const;

function findingOf(view: SiteView, lack: Lack): FoundFinding | undefined {
  const { tracked, session, carriers, last, moment } = lack;
  const variant = variantOf(view, lack);
  if (variant === undefined) return undefined;
  const from = sourceOf(moment.entry);
  const detail = variant === 'path' ? commonFolder(carriers) : variant === 'host' ? last.entry.host : from;
  return lossOf(view, tracked, {
    variant,
    session,
    moment,
    sent: last.entry.step,
    detail,
    evidence: [
      { entry: last.entry, code: last.effect.before === session ? 'sent' : 'set' },
      moment.denied ? turnedAway(moment) : { entry: moment.entry, code: 'not-sent' },
    ],
  });
}

/** What both ways to find one say. */
interface Loss {
  readonly variant: Variant;
  readonly session: Session;
  readonly moment: Moment;
  /** The step that carried the cookie. */
  readonly sent: number;
  readonly detail: string | undefined;
  readonly evidence: readonly Evidence[];
}

function lossOf(
  view: SiteView,
  { thread }: ThreadView,
  { variant, session, moment, sent, detail, evidence }: Loss,
): FoundFinding {
  const framework = frameworkOf(view, thread);
  return {
    variant,
    kind: 'loss',
    certainty: variant === 'gone' || variant === 'rules-unknown' ? 'observed' : 'concluded',
    time: moment.answered,
    thread,
    session,
    params: {
      step: moment.entry.step,
      request: requestParam(moment),
      cookie: code(thread.name),
      sent,
      ...(detail !== undefined && detail !== '' && { detail: code(detail) }),
    },
    evidence: inTime(evidence),
    remedy: REMEDY_OF[variant],
    ...(framework !== undefined && { framework }),
  };
}

/**
 * A page that was turned away without the cookie, and the one that it was sent to, which carried it: nothing but its path
 * keeps a cookie of one host from the first.
 */
function ledToIt(view: SiteView, tracked: ThreadView, session: Session): FoundFinding[] {
  const next = tracked.bySession.get(session)?.[0];
  const moment = next === undefined ? undefined : view.moments[next.index - 1];
  if (next === undefined || moment === undefined || !moment.denied) return [];
  if (!lacks(moment, tracked.thread.name) || !isMissed(view, moment)) return [];
  const target = redirectOf(moment.entry);
  const folder = commonFolder(tracked.bySession.get(session) ?? []);
  const isLed = target?.host === new URL(next.entry.url).host && target.pathname === next.path;
  if (!isLed || next.entry.host !== moment.entry.host || next.origin !== moment.origin) return [];
  if (folder === undefined || moment.path.startsWith(`${folder}/`)) return [];
  const evidence: Evidence[] = [turnedAway(moment), { entry: next.entry, code: 'sent' }];
  const sent = next.entry.step;
  return [lossOf(view, tracked, { variant: 'path-next', session, moment, sent, detail: folder, evidence })];
}

export const wentWithout: Cause = {
  code: 'went-without',
  rank: 50,
  words: {
    title: 'findingWentWithout',
    args: UNNAMED,
    variants: {
      post: {
        title: 'findingWentWithoutPost',
        args: NAMED,
        without: { param: 'detail', title: 'findingWentWithoutPostUnnamed', args: UNNAMED },
      },
      link: {
        title: 'findingWentWithoutLink',
        args: NAMED,
        without: { param: 'detail', title: 'findingWentWithoutLinkUnnamed', args: UNNAMED },
      },
      embedded: { title: 'findingWentWithoutEmbedded' },
      http: { title: 'findingWentWithoutHttp' },
      path: { title: 'findingWentWithoutPath', args: NAMED },
      host: { title: 'findingWentWithoutHost', args: NAMED },
      credentials: { title: 'findingWentWithoutCredentials', args: ['step', 'request', 'cookie'] },
      'rules-unknown': { title: 'findingWentWithoutRules' },
      'post-unknown': { title: 'findingWentWithoutPostUnknown' },
      'path-next': { title: 'findingWentWithoutPathNext', args: NAMED },
    },
  },
  find(view) {
    const { jar } = view.trace;
    // Where the browser shows its jar, or a line shows the cookie's attributes, the rules say why, if they are known.
    if (jar.size > 0) return [];
    const looked = lookAt(view);
    return view.threads.flatMap((tracked) =>
      tracked.thread.sessions
        .filter(({ origin }) => origin === 'before-recording' || origin === 'server')
        .flatMap((session) => [
          ...(session.origin === 'before-recording' ? ledToIt(view, tracked, session) : []),
          ...lacksOf(view, looked, tracked, session).flatMap((lack) => findingOf(view, lack) ?? []),
        ]),
    );
  },
};
