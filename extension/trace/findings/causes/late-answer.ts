import { isCallback, isSignIn, isSignOut } from '../../model/answer-class.ts';
import { csrfRefusal } from '../../model/csrf.ts';
import { readValue } from '../../model/session-value.ts';
import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { EFFECT_WINDOW, inTime, requestParam, turnedAway } from '../evidence-of.ts';
import { firstFrom, isAccepted, showsLoss, type ThreadMoment, type ThreadView } from '../site-view.ts';
import { crossingPairs, deletes, givesNewId, sentValue, writesNew } from './crossing.ts';

// Few answers delete a cookie, and an address takes longer to read.
const signsOut = (moment: ThreadMoment): boolean => deletes(moment) && isSignOut(moment.entry);

/** A sign-out, and an answer under way at the time that set the cookie again after it. */
function signOutUndone(first: ThreadMoment, second: ThreadMoment): boolean {
  const [out, late] = first.answered <= second.answered ? [first, second] : [second, first];
  if (!signsOut(out) || out.effect.before === undefined) return false;
  return writesNew(late) && !isSignIn(late.entry) && late.effect.before === out.effect.before;
}

function undoneSignOuts(tracked: ThreadView): FoundFinding[] {
  return crossingPairs(tracked, signsOut, signOutUndone).flatMap(([first, second]): FoundFinding[] => {
    const [out, late] = first.answered <= second.answered ? [first, second] : [second, first];
    const written = late.lines.findLast(({ intent }) => intent === 'set')?.value;
    const again = tracked.moments.find((moment) => moment.started >= late.answered && sentValue(moment) === written);
    if (again === undefined || again.denied) return [];
    const { before } = out.effect;
    return [
      {
        variant: 'sign-out',
        kind: 'fault',
        certainty: 'confirmed',
        time: again.answered,
        thread: tracked.thread,
        ...(before !== undefined && { session: before }),
        params: {
          cookie: code(tracked.thread.name),
          late: late.entry.step,
          lost: out.entry.step,
          request: requestParam(late),
        },
        evidence: inTime([
          { entry: out.entry, code: 'cleared' },
          { entry: late.entry, code: 'set-again' },
          { entry: again.entry, code: 'sent-again' },
        ]),
        remedy: 'end-on-server',
      },
    ];
  });
}

/** What a response wrote over a client-side session, where it did. */
function rewritten({ lines }: ThreadMoment): string | undefined {
  return lines.findLast(({ intent, value }) => intent === 'set' && readValue(value).clientSide)?.value;
}

function bothRewrite(first: ThreadMoment, second: ThreadMoment): boolean {
  const [one, other] = [rewritten(first), rewritten(second)];
  return one !== undefined && other !== undefined && one !== other && first.effect.before === second.effect.before;
}

/** An answer gave out a new id, and one under way at the time set the old id again after it. */
function oldIdBack(first: ThreadMoment, second: ThreadMoment): boolean {
  const [lost, late] = first.answered <= second.answered ? [first, second] : [second, first];
  const { before } = lost.effect;
  if (!givesNewId(lost) || before === undefined || late.effect.before !== before) return false;
  const old = sentValue(late);
  return late.lines.some(({ intent, value }) => intent === 'set' && value === old);
}

const mayLose = (moment: ThreadMoment): boolean => givesNewId(moment) || rewritten(moment) !== undefined;

/** The later of two answers took back what the earlier one wrote. */
function takesBack(first: ThreadMoment, second: ThreadMoment): boolean {
  return bothRewrite(first, second) || oldIdBack(first, second);
}

/** How far apart two requests may begin that were under way at once, in ms, where a file's times do not show it. */
const AT_ONCE = 10_000;

/** What a thread's answers wrote over a client-side session, and when each value was first sent. */
interface Rewrites {
  /** In the order in which they left. */
  readonly moments: readonly (ThreadMoment & { readonly written: string })[];
  readonly byValue: ReadonlyMap<string, readonly ThreadMoment[]>;
  /** ms since 1970. */
  readonly firstSent: ReadonlyMap<string, number>;
}

function rewritesIn({ moments }: ThreadView): Rewrites {
  const rewriting = moments.flatMap((moment) => {
    const written = rewritten(moment);
    return written === undefined ? [] : [{ ...moment, written }];
  });
  const firstSent = new Map<string, number>();
  for (const moment of rewriting.length > 1 ? moments : []) {
    const sent = sentValue(moment);
    if (sent !== undefined) firstSent.set(sent, Math.min(firstSent.get(sent) ?? moment.started, moment.started));
  }
  rewriting.sort((one, other) => one.started - other.started);
  return { moments: rewriting, byValue: Map.groupBy(rewriting, ({ written }) => written), firstSent };
}

/**
 * Two requests left with one client-side session, and what one answer wrote came back after what the other one wrote had
 * been sent: so it was the later one. A file may leave out how long a request waited in the browser.
 */
function takenBack(
  { moments, byValue, firstSent }: Rewrites,
  effect: ThreadMoment,
): [ThreadMoment, ThreadMoment] | undefined {
  const value = sentValue(effect);
  const [only, ...others] = byValue.get(value ?? '') ?? [];
  const from = only && sentValue(only);
  if (only === undefined || from === undefined || others.length > 0) return undefined;
  const first = firstFrom(moments, only.started - AT_ONCE, ({ started }) => started);
  for (const moment of moments.slice(first)) {
    if (moment.started > only.started + AT_ONCE) return undefined;
    if (moment.written === value || sentValue(moment) !== from) continue;
    if ((firstSent.get(moment.written) ?? Number.POSITIVE_INFINITY) < effect.started) return [moment, only];
  }
  return undefined;
}

/** True where what the server did not find may be what was written over: a session, the state of a sign-in, a token. */
const isRefused = (moment: ThreadMoment): boolean => showsLoss(moment) || csrfRefusal(moment.entry) !== undefined;

/**
 * True where the server took what came late, or was asked too long after it: it was refused for another reason. A page
 * opens without the state of a sign-in as well, and after a forged request as before it.
 */
function wasSurvived({ moments }: ThreadView, late: ThreadMoment, effect: ThreadMoment): boolean {
  if (effect.started - late.answered >= EFFECT_WINDOW) return true;
  if (isCallback(effect.entry)) return false;
  const value = sentValue(effect);
  const isForged = csrfRefusal(effect.entry) !== undefined;
  return moments.some(
    (moment) =>
      moment.started >= late.answered &&
      (!isForged || moment.index < effect.index) &&
      sentValue(moment) === value &&
      moment.entry.isForStrangers !== true &&
      isAccepted(moment),
  );
}

/** A request was refused with what the later of two answers wrote over the other's. */
function lossBy(
  { thread }: ThreadView,
  [lost, late]: readonly [ThreadMoment, ThreadMoment],
  effect: ThreadMoment,
): FoundFinding {
  const { before } = effect.effect;
  return {
    kind: 'loss',
    certainty: 'confirmed',
    time: effect.answered,
    thread,
    ...(before !== undefined && { session: before }),
    params: { cookie: code(thread.name), late: late.entry.step, lost: lost.entry.step, request: requestParam(late) },
    evidence: inTime([
      { entry: lost.entry, code: 'set' },
      { entry: late.entry, code: 'overwrote' },
      turnedAway(effect),
    ]),
    remedy: oldIdBack(lost, late) ? 'no-old-id' : 'server-side-session',
  };
}

export const lateAnswer = {
  code: 'late-answer',
  rank: 76,
  words: {
    title: 'findingLateAnswer',
    args: ['cookie', 'late', 'lost', 'request'],
    variants: { 'sign-out': { title: 'findingLateAnswerSignOut' } },
  },
  find(view) {
    const found: FoundFinding[] = [];
    for (const tracked of view.threads) {
      found.push(...undoneSignOuts(tracked));
      for (const [first, second] of crossingPairs(tracked, mayLose, takesBack)) {
        const [lost, late] = first.answered <= second.answered ? [first, second] : [second, first];
        const lateValue = oldIdBack(first, second) ? sentValue(late) : rewritten(late);
        const effect = tracked.moments.find(
          (moment) => moment.started >= late.answered && sentValue(moment) === lateValue && isRefused(moment),
        );
        if (effect === undefined || wasSurvived(tracked, late, effect)) continue;
        found.push(lossBy(tracked, [lost, late], effect));
      }
      if (found.some(({ kind }) => kind === 'loss')) continue;
      const rewrites = rewritesIn(tracked);
      for (const effect of rewrites.moments.length > 1 ? tracked.moments.filter(isRefused) : []) {
        const pair = takenBack(rewrites, effect);
        if (pair !== undefined && !wasSurvived(tracked, pair[1], effect)) found.push(lossBy(tracked, pair, effect));
      }
    }
    return found;
  },
} as const satisfies Cause;
