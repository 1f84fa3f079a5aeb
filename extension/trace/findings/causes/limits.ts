import { isSignOut, redirectOf } from '../../model/answer-class.ts';
import { originOfUrl, pathOfUrl } from '../../model/entry-url.ts';
import type { Thread } from '../../model/session.ts';
import { isFromSharedCache } from '../../model/shared-cache.ts';
import { chip, code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime, requestParam } from '../evidence-of.ts';
import type { Moment, SiteView } from '../site-view.ts';

// What stands in the way of a session from outside of it: headers too large, circles, caches.

/** From how many characters on a Cookie header is what a server finds too large: 8 kB is the usual bound of all headers. */
const LARGE_HEADER = 7_000;

/** Below so many characters, a Cookie header is not what made a request too large. */
const SMALL_HEADER = 1_000;

const isSmall = ({ entry }: Moment): boolean => (entry.cookieHeader?.length ?? 0) < SMALL_HEADER;

/** The thread that a finding about the whole site is put to: its main one. */
function mainThread(view: SiteView): Thread | undefined {
  return view.threads[0]?.thread ?? view.companions[0]?.thread;
}

/** The names that fill a Cookie header, those of one family together, the largest first. */
function fillers(moment: Moment): { readonly name: string; readonly count: number; readonly size: number } {
  const families = new Map<string, { name: string; count: number; size: number }>();
  for (const { name, value } of moment.entry.cookies) {
    // A nonce or a state in the name makes a new cookie of each sign-in that was started.
    const base = name.replace(/[\w-]{16,}$/, '…').replace(/\d+$/, '…');
    // One of them stands for all: where secrets are masked, a name that no cookie has would be hidden.
    const family = families.get(base) ?? { name, count: 0, size: 0 };
    const separator = family.count > 0 ? 2 : 0;
    const size = family.size + separator + name.length + 1 + value.length;
    families.set(base, { ...family, count: family.count + 1, size });
  }
  return [...families.values()].sort((a, b) => b.size - a.size)[0] ?? { name: '', count: 0, size: 0 };
}

export const headerTooLarge = {
  code: 'header-too-large',
  rank: 86,
  words: {
    title: 'findingHeaderTooLarge',
    args: ['step', 'status', 'size', 'cookie', 'count', 'part'],
    without: {
      param: 'count',
      title: 'findingHeaderTooLargeOne',
      args: ['step', 'status', 'size', 'cookie', 'part'],
    },
    variants: {
      elsewhere: { title: 'findingHeaderTooLargeElsewhere', args: ['step', 'status', 'size'] },
      unseen: { title: 'findingHeaderTooLargeUnseen', args: ['step', 'status'] },
    },
  },
  find(view) {
    const thread = mainThread(view);
    const last = view.moments.findLast(({ entry }) => {
      const size = entry.cookieHeader?.length ?? 0;
      return (
        entry.status === 431 ||
        entry.says === 'header-too-large' ||
        ((entry.status === 400 || entry.status === 413 || entry.status === 494) && size > LARGE_HEADER)
      );
    });
    if (thread === undefined || last === undefined) return [];
    const { name, count, size } = fillers(last);
    // A file may leave the Cookie header out; a browser shows it where the request was seen.
    const isUnseen = last.entry.cookies.length === 0 && (!view.trace.showsJar || last.entry.requestUnseen);
    const variant = isUnseen ? 'unseen' : isSmall(last) ? 'elsewhere' : undefined;
    const found: FoundFinding = {
      ...(variant !== undefined && { variant }),
      kind: variant === undefined ? 'loss' : 'fault',
      certainty: 'observed',
      time: last.answered,
      thread,
      params: {
        step: last.entry.step,
        status: last.entry.status ?? 0,
        size: last.entry.cookieHeader?.length ?? 0,
        cookie: code(name),
        ...(count > 1 && { count }),
        part: size,
      },
      evidence: inTime([{ entry: last.entry, code: 'too-large' }]),
      remedy: variant === undefined ? 'fewer-cookies' : 'look-at-headers',
    };
    return [found];
  },
} as const satisfies Cause;

/** How often one address must be asked in one chain of redirects for it to be a circle. */
const ROUNDS = 3;

/** Scheme, host and path: a circle often adds to the query at each round. */
const addressOf = (url: string): string => originOfUrl(url) + pathOfUrl(url);

/** The moments of the chain of redirects that led to a request, where it goes round one address and opens nothing; empty else. */
function roundOf(view: SiteView, last: Moment): Moment[] {
  const { redirectedFrom = [], requestId } = last.entry;
  const times = redirectedFrom.filter((url) => addressOf(url) === addressOf(last.entry.url)).length + 1;
  if (times < ROUNDS) return [];
  const chain = view.moments.filter(({ entry }) => entry.requestId === requestId);
  if (chain.some(({ ok }) => ok)) return [];
  return chain.filter(({ entry, index }) => index <= last.index && redirectOf(entry) !== undefined);
}

export const redirectLoop = {
  code: 'redirect-loop',
  rank: 46,
  words: {
    title: 'findingRedirectLoop',
    args: ['request', 'times', 'step'],
    variants: { carried: { title: 'findingRedirectLoopCarried', args: ['request', 'times', 'step', 'session'] } },
  },
  find(view) {
    const thread = mainThread(view);
    if (thread === undefined) return [];
    const end = view.moments.findLast((moment) => roundOf(view, moment).length > 0);
    if (end === undefined) return [];
    const chain = roundOf(view, end);
    const round = chain.filter(
      ({ entry }) => entry.method === end.entry.method && addressOf(entry.url) === addressOf(end.entry.url),
    );
    const [first, last] = [round[0], round.at(-1)];
    if (first === undefined || last === undefined) return [];
    const carried = round.map(({ entry }) => entry.effects.find((effect) => effect.thread === thread)?.before);
    const session = carried.every((one) => one === carried[0]) ? carried[0] : undefined;
    return [
      {
        ...(session !== undefined && { variant: 'carried', session }),
        kind: 'loss',
        certainty: 'observed',
        time: last.answered,
        thread,
        params: {
          request: requestParam(first),
          times: round.length,
          step: first.entry.step,
          ...(session !== undefined && { session: chip(session) }),
        },
        evidence: inTime(chain.slice(0, 4).map(({ entry }) => ({ entry, code: 'redirected' }))),
        remedy: 'break-loop',
      },
    ];
  },
} as const satisfies Cause;

export const sharedByCache = {
  code: 'shared-by-cache',
  rank: 88,
  words: {
    title: 'findingSharedByCache',
    args: ['cookie', 'step', 'request'],
    variants: { clears: { title: 'findingSharedByCacheClears' } },
  },
  find(view) {
    const found: FoundFinding[] = [];
    for (const { thread, moments } of view.threads) {
      const last = moments.findLast(
        (moment) =>
          (moment.lines.some(({ intent }) => intent === 'set') || moment.effect.action === 'ended') &&
          isFromSharedCache(moment.entry) &&
          !isSignOut(moment.entry),
      );
      if (last === undefined) continue;
      found.push({
        ...(last.effect.action === 'ended' && { variant: 'clears' }),
        kind: 'loss',
        certainty: 'observed',
        time: last.answered,
        thread,
        ...(last.effect.after !== undefined && { session: last.effect.after }),
        params: { cookie: code(thread.name), step: last.entry.step, request: requestParam(last) },
        evidence: inTime([{ entry: last.entry, code: 'cached' }]),
        remedy: 'no-store',
      });
    }
    return found;
  },
} as const satisfies Cause;
