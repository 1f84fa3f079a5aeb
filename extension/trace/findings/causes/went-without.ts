import { redirectOf } from '../../model/answer-class.ts';
import type { Session } from '../../model/session.ts';
import { namesNoAsker } from '../../verdicts/cookie-request.ts';
import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime, requestParam, turnedAway } from '../evidence-of.ts';
import type { Evidence } from '../finding.ts';
import type { RemedyCode } from '../remedies.ts';
import { isAt, type Moment, type SiteView, type ThreadView } from '../site-view.ts';
import { isCrossSite, sourceOf } from './helpers.ts';
import {
  isFormOfUnknownPage,
  isMissed,
  isStrictOfUnknownAsker,
  type Lack,
  lacks,
  lacksOf,
  lookAt,
  SAFE,
} from './lacks.ts';

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
  | 'link-unknown'
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
  'link-unknown': 'same-site-lax',
  'path-next': 'set-path',
};

/** The folder that all of these requests are in; undefined where they have none in common. */
function commonFolder(moments: readonly Moment[]): string | undefined {
  const folders = new Set(moments.map(({ path }) => /^\/[^/]+(?=\/)/.exec(path)?.[0]));
  const [folder] = folders;
  return folders.size === 1 ? folder : undefined;
}

/** True for a request of another site that a SameSite attribute would have kept the cookie from before this one. */
function wentFurther(carrier: Moment, { kind, entry }: Moment): boolean {
  if (!isCrossSite(carrier)) return false;
  if (carrier.kind !== 'document') return true;
  return kind === 'document' && (SAFE.test(entry.method) || !SAFE.test(carrier.entry.method));
}

/** In what the request differs from those that carried the cookie; undefined: in nothing that says why. */
function variantOf(view: SiteView, { tracked, session, carriers, moment, last }: Lack): Variant | undefined {
  if (session.origin !== 'before-recording') {
    if (!view.trace.rulesKnown) return 'rules-unknown';
    if (isFormOfUnknownPage(moment)) return 'post-unknown';
    return isStrictOfUnknownAsker(tracked, session, moment) ? 'link-unknown' : undefined;
  }
  const { entry, kind, index } = moment;
  const target = redirectOf(entry);
  const isBack = carriers.some((carrier) => carrier.index > index);
  if (!carriers.some((carrier) => carrier.entry.host === entry.host))
    return carriers.some((carrier) => carrier.entry.host === target?.hostname) ? 'host' : undefined;
  if (entry.url.startsWith('http:') && carriers.every((carrier) => carrier.entry.url.startsWith('https:')))
    return 'http';
  if (isCrossSite(moment)) {
    if (carriers.some((carrier) => wentFurther(carrier, moment))) return undefined;
    if (kind !== 'document') return 'embedded';
    return SAFE.test(entry.method) ? 'link' : 'post';
  }
  const folder = commonFolder(carriers);
  if (folder !== undefined && !moment.path.startsWith(`${folder}/`)) {
    const leadsThere = target?.pathname.startsWith(`${folder}/`) === true;
    if (isBack || leadsThere) return leadsThere ? 'path' : undefined;
  }
  // What names no page, beside requests that do, is made by a tool or an application with cookies of its own.
  if (kind === 'api' && namesNoAsker(entry) && carriers.some((carrier) => !namesNoAsker(carrier.entry)))
    return undefined;
  if (!isBack) return 'gone';
  const isFetch = kind === 'api' && entry.cookieHeader === undefined && last.entry.tabId === entry.tabId;
  return isFetch ? 'credentials' : undefined;
}

/**
 * True for what a script asks for again and again without the cookie, is refused each time, and never had an answer to the
 * session: a health check, or what other credentials are for.
 */
function isAlwaysRefused(view: SiteView, { moment, carriers }: Lack): boolean {
  if (moment.kind !== 'api' && moment.kind !== 'other') return false;
  if (carriers.some((carrier) => carrier.ok && isAt(carrier, moment))) return false;
  return view.moments.some((other) => other.index !== moment.index && other.denied && isAt(other, moment));
}

const NAMED = ['step', 'request', 'cookie', 'sent', 'detail'] as const;

const UNNAMED = ['step', 'request', 'cookie', 'sent'] as const;

/** What a variant's sentence names beside the cookie: the folder, the host, or who asked. */
function detailOf(variant: Variant, { carriers, last, moment }: Lack): string | undefined {
  if (variant === 'path') return commonFolder(carriers);
  return variant === 'host' ? last.entry.host : sourceOf(moment.entry);
}

function findingOf(view: SiteView, lack: Lack): FoundFinding | undefined {
  const { tracked, session, last, moment } = lack;
  const variant = variantOf(view, lack);
  if (variant === undefined || isAlwaysRefused(view, lack)) return undefined;
  return lossOf(tracked, {
    variant,
    session,
    moment,
    sent: last.entry.step,
    detail: detailOf(variant, lack),
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

function lossOf({ thread }: ThreadView, { variant, session, moment, sent, detail, evidence }: Loss): FoundFinding {
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
  return [lossOf(tracked, { variant: 'path-next', session, moment, sent, detail: folder, evidence })];
}

export const wentWithout = {
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
      'link-unknown': { title: 'findingWentWithoutLinkUnknown' },
      'path-next': { title: 'findingWentWithoutPathNext', args: NAMED },
    },
  },
  *find(view) {
    // Where the browser shows its jar, or a line shows the cookie's attributes, the rules say why, if they are known.
    if (view.trace.showsJar) return [];
    const looked = yield* lookAt(view);
    const found: FoundFinding[] = [];
    for (const tracked of view.threads) {
      for (const session of tracked.thread.sessions) {
        if (session.origin !== 'before-recording' && session.origin !== 'server') continue;
        if (session.origin === 'before-recording') found.push(...ledToIt(view, tracked, session));
        found.push(...lacksOf(view, looked, tracked, session).flatMap((lack) => findingOf(view, lack) ?? []));
        yield;
      }
    }
    return found;
  },
} as const satisfies Cause;
