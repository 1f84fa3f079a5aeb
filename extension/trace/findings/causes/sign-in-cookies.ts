import { isCallback, isSignIn, redirectOf, signInWorked } from '../../model/answer-class.ts';
import type { RequestEntry } from '../../model/entry.ts';
import { hidesCookies, hidesSetCookie } from '../../model/hidden-cookies.ts';
import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { effectOf, inTime, requestParam, turnedAway } from '../evidence-of.ts';
import { type Moment, type SiteView, showsLoss, type ThreadMoment, type ThreadView } from '../site-view.ts';
import { isStateRole, standInThread } from './helpers.ts';

// The cookies that a sign-in needs: the one that it should set, and the one that holds its state on the way.

const carriesNone = (entry: RequestEntry): boolean =>
  entry.effects.every(({ before }) => before === undefined) && !hidesCookies(entry);

const setsAny = (entry: RequestEntry): boolean => entry.setCookies.length > 0 || hidesSetCookie(entry);

/** True where a request, and the redirects that follow it, set no cookie at all. */
function setsNothing(view: SiteView, { entry, index }: Moment): boolean {
  if (setsAny(entry)) return false;
  for (const next of view.moments.slice(index + 1)) {
    if (next.entry.requestId !== entry.requestId) return true;
    if (setsAny(next.entry)) return false;
  }
  return true;
}

/** A sign-in was answered as one that worked, set no cookie, and the next page found nobody signed in. */
export const signInSetNothing = {
  code: 'sign-in-set-nothing',
  rank: 32,
  words: { title: 'findingSignInSetNothing', args: ['step', 'request', 'next'] },
  find(view) {
    // In a file without any cookie they were taken out, or never written down.
    const isAnyKnown = view.trace.entries.some(
      ({ cookieHeader, setCookies }) => cookieHeader !== undefined || setCookies.length > 0,
    );
    if (!isAnyKnown) return [];
    const signIn = view.moments.findLast(
      (moment) =>
        redirectOf(moment.entry) !== undefined &&
        signInWorked(moment.entry) &&
        carriesNone(moment.entry) &&
        setsNothing(view, moment),
    );
    const effect = signIn === undefined ? undefined : effectOf(view, signIn);
    if (signIn === undefined || effect === undefined || !effect.denied || !carriesNone(effect.entry)) return [];
    // A session that goes along meanwhile was set by a line that the file does not have.
    const isSetBetween = view.moments.some(
      ({ index, entry }) => index > signIn.index && index < effect.index && (setsAny(entry) || !carriesNone(entry)),
    );
    if (isSetBetween || isSignIn(effect.entry)) return [];
    return [
      {
        kind: 'loss',
        certainty: 'observed',
        time: effect.answered,
        thread: standInThread(view),
        params: { step: signIn.entry.step, request: requestParam(signIn), next: effect.entry.step },
        evidence: inTime([{ entry: signIn.entry, code: 'set-nothing' }, turnedAway(effect)]),
        remedy: 'send-cookie',
      },
    ];
  },
} as const satisfies Cause;

/** The state of a sign-in that another one took the place of. */
interface Overtaken {
  readonly start: RequestEntry;
  readonly other: ThreadMoment;
  readonly callback: ThreadMoment | Moment;
}

/** The `state` of a request to a provider, and of the way back from it (RFC 6749 section 4.1.1). */
function stateOf(url: string | undefined): string | undefined {
  const state = url === undefined || !URL.canParse(url) ? null : new URL(url).searchParams.get('state');
  return state === null || state === '' ? undefined : state;
}

function overtakenOf(view: SiteView, { thread, moments, byEntry }: ThreadView): Overtaken | undefined {
  const callback = view.moments.findLast((moment) => isCallback(moment.entry) && showsLoss(moment));
  const known = stateOf(callback?.entry.url);
  // Two tabs of one HAR cannot be distinguished by anything else.
  const start = moments.findLast(
    ({ entry, index }) =>
      callback !== undefined &&
      index < callback.index &&
      known !== undefined &&
      stateOf(redirectOf(entry)?.href) === known,
  )?.entry;
  const began = start === undefined ? undefined : byEntry.get(start);
  const state = began?.lines.findLast(({ intent }) => intent === 'set')?.value;
  if (callback === undefined || start === undefined || began === undefined || state === undefined) return undefined;
  if (callback.entry.cookies.some(({ name, value }) => name === thread.name && value === state)) return undefined;
  const other = moments.findLast(
    ({ index, lines }) => index > began.index && index < callback.index && lines.some(({ value }) => value !== state),
  );
  return other === undefined ? undefined : { start, other, callback };
}

/** Two sign-ins were on their way at once, and the later one wrote over the state of the earlier. */
export const signInOvertaken = {
  code: 'sign-in-overtaken',
  rank: 73,
  words: { title: 'findingSignInOvertaken', args: ['start', 'cookie', 'other', 'step', 'request'] },
  find: (view) =>
    view.companions
      .filter(({ thread }) => isStateRole(thread.role))
      .flatMap((tracked): FoundFinding[] => {
        const overtaken = overtakenOf(view, tracked);
        if (overtaken === undefined) return [];
        const { start, other, callback } = overtaken;
        const isCleared = other.lines.every(({ intent }) => intent === 'delete');
        return [
          {
            kind: 'loss',
            certainty: 'observed',
            time: callback.answered,
            thread: tracked.thread,
            params: {
              start: start.step,
              cookie: code(tracked.thread.name),
              other: other.entry.step,
              step: callback.entry.step,
              request: requestParam(callback),
            },
            evidence: inTime([
              { entry: start, code: 'began' },
              { entry: other.entry, code: isCleared ? 'cleared' : 'overwrote' },
              redirectOf(callback.entry) === undefined
                ? turnedAway(callback)
                : { entry: callback.entry, code: 'failed' },
            ]),
            remedy: 'state-per-sign-in',
          },
        ];
      }),
} as const satisfies Cause;
