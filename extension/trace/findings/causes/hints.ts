import { isRedacted } from '../../../cookies/redacted.ts';
import { readMask } from '../../../cookies/value-rules/mask-form.ts';
import { isSignIn, redirectOf, signInWorked } from '../../model/answer-class.ts';
import { hidesSetCookie } from '../../model/hidden-cookies.ts';
import type { Session, Thread } from '../../model/session.ts';
import { readValue } from '../../model/session-value.ts';
import { isStepPage } from '../../model/sign-in-address.ts';
import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime, requestParam } from '../evidence-of.ts';
import { filterInSlices, type Pausing } from '../pausing.ts';
import type { Moment, SiteView, ThreadMoment, ThreadView } from '../site-view.ts';

// It works, and could be safer.

/** True for a form's sign-in that left the id as it was, and gave out no other cookie that could carry the sign-in. */
function keepsItsId({ entry, effect }: ThreadMoment): boolean {
  if (entry.method !== 'POST' || !isSignIn(entry) || !signInWorked(entry)) return false;
  // An API that answers 200 may have refused in its body.
  const target = redirectOf(entry);
  if (target === undefined || effect.before === undefined) return false;
  // Who has a mail to confirm or a second factor to give is not signed in yet: the id may change after that.
  if (isStepPage(target)) return false;
  if (effect.action !== 'resumed' || effect.wrote === 'new-value') return false;
  // Of several sessions that went along, the main one is what somebody signed in on.
  if (entry.effects.find(({ before }) => before !== undefined) !== effect) return false;
  if (hidesSetCookie(entry)) return false;
  return !entry.setCookies.some(
    ({ intent, value, identity }) =>
      intent === 'set' &&
      identity.name !== effect.thread.name &&
      (readValue(value).random || readValue(value).clientSide || isRedacted(value)),
  );
}

export const sameIdAfterLogin = {
  code: 'same-id-after-login',
  rank: 8,
  words: { title: 'findingSameId', args: ['cookie', 'step', 'request'] },
  find(view) {
    const found: FoundFinding[] = [];
    for (const { thread, moments } of view.threads) {
      const last = moments.findLast(keepsItsId);
      if (last === undefined || readValue(last.effect.before?.value ?? '').clientSide) continue;
      // Another id that goes along next was given out, though no line in sight did.
      const next = moments.find(({ index, effect }) => index > last.index && effect.before !== undefined);
      if (next !== undefined && next.effect.before !== last.effect.before) continue;
      found.push({
        kind: 'hint',
        certainty: 'observed',
        time: last.answered,
        thread,
        ...(last.effect.before !== undefined && { session: last.effect.before }),
        params: { cookie: code(thread.name), step: last.entry.step, request: requestParam(last) },
        evidence: inTime([{ entry: last.entry, code: 'sent' }]),
        remedy: 'rotate-at-login',
      });
    }
    return found;
  },
} as const satisfies Cause;

export const secureMissing = {
  code: 'secure-missing',
  rank: 6,
  words: { title: 'findingSecureMissing', args: ['cookie', 'step'] },
  find: (view) =>
    view.threads.flatMap(({ thread, moments }): FoundFinding[] => {
      const all = moments.filter(
        ({ entry, lines }) =>
          entry.url.startsWith('https:') &&
          lines.some(
            ({ parsed, predicted, intent }) => intent === 'set' && !parsed.secure && predicted.outcome === 'stored',
          ),
      );
      const last = all.at(-1);
      if (last === undefined) return [];
      return [
        {
          kind: 'hint',
          certainty: 'observed',
          time: last.answered,
          thread,
          params: { cookie: code(thread.name), step: last.entry.step },
          evidence: inTime([{ entry: last.entry, code: 'set' }]),
          remedy: 'trust-proxy',
        },
      ];
    }),
} as const satisfies Cause;

/** An address goes into logs, histories and Referer headers; shorter values may stand there by chance. */
const LEAST_LENGTH = 16;

/** True for an id that is no word or small number; a mask says so of what it stands for. */
function isLong(id: string): boolean {
  const mask = readMask(id);
  return mask === undefined ? id.length >= LEAST_LENGTH : mask.random || mask.format !== undefined;
}

/** True where an id stands in the path or the query, as it is or percent-encoded. */
function standsIn(url: string, id: string): boolean {
  const address = url.split('#', 1)[0] ?? url;
  return address.includes(id) || address.includes(encodeURIComponent(id));
}

export const idInAddress = {
  code: 'id-in-address',
  rank: 7,
  words: { title: 'findingIdInAddress', args: ['cookie', 'step'] },
  *find(view) {
    const found: FoundFinding[] = [];
    const ids = yield* idsInAddresses(view);
    for (const tracked of view.threads) {
      const one = yield* inAddress(tracked, ids);
      if (one !== undefined) found.push(one);
    }
    return found;
  },
} as const satisfies Cause;

/** Where servers write an id that no cookie brings back: Java's path parameter, PHP's and other queries. */
const ID_IN_ADDRESS = /[;?&](?:jsessionid|phpsessid|sid|session_?id|cfid|cftoken)=([^&;?#]{8,128})/gi;

/** The ids that stand in addresses, with the last request to each. */
function* idsInAddresses({ moments }: SiteView): Pausing<ReadonlyMap<string, Moment>> {
  const idsOf = ({ entry }: Moment): string[] =>
    [...entry.url.slice(0, LONGEST_ADDRESS).matchAll(ID_IN_ADDRESS)].map(([, id = '']) => id);
  const found = yield* filterInSlices(moments, (moment) => idsOf(moment).length > 0);
  return new Map(found.flatMap((moment) => idsOf(moment).map((id) => [id, moment] as const)));
}

/** How much of an address is searched, in characters. */
const LONGEST_ADDRESS = 4_000;

/** How many sessions are looked at before a pause: each value is taken apart. */
const SESSIONS_IN_SLICE = 200;

/** The first session of a thread whose id stands in an address. */
function* inAddress(
  { thread, bySession }: ThreadView,
  ids: ReadonlyMap<string, Moment>,
): Pausing<FoundFinding | undefined> {
  const unsent =
    ids.size === 0
      ? undefined
      : thread.sessions.findLast(({ value }) => ids.has(readValue(value).id) && isLong(readValue(value).id));
  const found = unsent && ids.get(readValue(unsent.value).id);
  if (unsent !== undefined && found !== undefined) return inAddressOf(thread, unsent, found);
  let sessions = 0;
  for (const [session, carried] of bySession) {
    sessions += 1;
    if (sessions % SESSIONS_IN_SLICE === 0) yield;
    const { id } = readValue(session.value);
    if (!isLong(id)) continue;
    const last = carried.findLast(({ entry }) => standsIn(entry.url, id));
    if (last !== undefined) return inAddressOf(thread, session, last);
  }
  return undefined;
}

function inAddressOf(thread: Thread, session: Session, { entry, answered }: Moment): FoundFinding {
  return {
    kind: 'hint',
    certainty: 'observed',
    time: answered,
    thread,
    session,
    params: { cookie: code(thread.name), step: entry.step },
    evidence: inTime([{ entry, code: 'sent' }]),
    remedy: 'id-in-cookie-only',
  };
}
