import { type CsrfRefusal, csrfRefusal } from '../../model/csrf.ts';
import { chip, code, span } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime, requestParam } from '../evidence-of.ts';
import { isAccepted, type Moment, type SiteView, type ThreadMoment, type ThreadView } from '../site-view.ts';
import { sourceOf, standInThread } from './helpers.ts';

// A request that the server took for one that another site forged (CSRF). That is no loss of the session.

/** How long without a request makes it likely that the session went, and its token with it, in ms. */
const LONG_PAUSE = 15 * 60 * 1000;

/** A session that a refused request carried. */
interface Carried {
  readonly tracked: ThreadView;
  readonly moment: ThreadMoment;
}

function carriedBy(view: SiteView, { entry }: Moment): Carried | undefined {
  for (const tracked of view.threads) {
    const moment = tracked.byEntry.get(entry);
    if (moment?.effect.before !== undefined) return { tracked, moment };
  }
  return undefined;
}

/** The next request that the server answered for the session. */
function wentOn({ tracked, moment }: Carried): ThreadMoment | undefined {
  const session = moment.effect.before;
  const carriers = session === undefined ? undefined : tracked.bySession.get(session);
  // The page to which somebody is led who is turned away opens to everybody.
  return carriers?.find((each) => each.index > moment.index && isAccepted(each) && each.entry.isForStrangers !== true);
}

/** How long no other request had been made to the site, in ms. */
function pauseBefore({ moments }: SiteView, { index, started }: Moment): number {
  const before = moments[index - 1];
  return before === undefined ? 0 : started - before.answered;
}

type Variant = 'origin' | 'went-on' | 'no-cookie' | 'idle';

/** True where the recording holds cookies: those of a file may have been taken out. */
const showsCookies = ({ trace }: SiteView): boolean =>
  trace.showsJar ||
  trace.entries.some(({ cookieHeader, setCookies }) => cookieHeader !== undefined || setCookies.length > 0);

function variantOf(view: SiteView, how: CsrfRefusal, moment: Moment, goesOn: boolean): Variant | undefined {
  if (how === 'origin') return 'origin';
  if (goesOn) return 'went-on';
  const { cookieHeader, requestUnseen } = moment.entry;
  if (cookieHeader === undefined && !requestUnseen && showsCookies(view)) return 'no-cookie';
  return pauseBefore(view, moment) > LONG_PAUSE ? 'idle' : undefined;
}

function findingOf(view: SiteView, moment: Moment, how: CsrfRefusal): FoundFinding {
  const carried = carriedBy(view, moment);
  const next = carried === undefined ? undefined : wentOn(carried);
  const session = carried?.moment.effect.before;
  const thread = carried?.tracked.thread ?? standInThread(view);
  const pause = pauseBefore(view, moment);
  const variant = variantOf(view, how, moment, next !== undefined);
  const origin = sourceOf(moment.entry);
  return {
    ...(variant !== undefined && { variant }),
    kind: 'fault',
    certainty: how === 'status' ? 'concluded' : 'observed',
    time: moment.answered,
    thread,
    ...(session !== undefined && { session }),
    params: {
      step: moment.entry.step,
      request: requestParam(moment),
      pause: span(pause),
      ...(session !== undefined && { session: chip(session) }),
      ...(next !== undefined && { next: next.entry.step }),
      ...(origin !== '' && { origin: code(origin) }),
    },
    evidence: inTime([
      { entry: moment.entry, code: how === 'status' ? 'denied' : 'said-forged' },
      next && { entry: next.entry, code: 'accepted' },
    ]),
    remedy: how === 'origin' ? 'trust-origin' : 'send-csrf-token',
  };
}

const addressOf = ({ entry, origin, path }: Moment): string => `${entry.method} ${origin}${path}`;

export const csrfRefused = {
  code: 'csrf-refused',
  rank: 30,
  words: {
    title: 'findingCsrf',
    args: ['step', 'request'],
    variants: {
      origin: {
        title: 'findingCsrfOrigin',
        args: ['step', 'request', 'origin'],
        without: { param: 'origin', title: 'findingCsrfOriginUnknown', args: ['step', 'request'] },
      },
      'went-on': { title: 'findingCsrfWentOn', args: ['step', 'request', 'session', 'next'] },
      'no-cookie': { title: 'findingCsrfNoCookie' },
      idle: { title: 'findingCsrfIdle', args: ['step', 'request', 'pause'] },
    },
  },
  find(view) {
    // A client that fetches another token and asks again has fixed it by itself; of several refusals the last one counts.
    const last = new Map<string, { readonly moment: Moment; readonly how: CsrfRefusal }>();
    for (const moment of view.moments) {
      const how = csrfRefusal(moment.entry);
      if (how !== undefined) last.set(addressOf(moment), { moment, how });
      // Nearly all requests are answered well, and nothing was refused before.
      else if (last.size > 0 && (moment.ok || (!moment.denied && moment.entry.status === 302)))
        last.delete(addressOf(moment));
    }
    return [...last.values()].map(({ moment, how }) => findingOf(view, moment, how));
  },
} as const satisfies Cause;
