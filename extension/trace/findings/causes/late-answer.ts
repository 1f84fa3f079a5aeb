import { isSignIn, isSignOut } from '../../model/answer-class.ts';
import { readValue } from '../../model/session-value.ts';
import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import type { ThreadMoment, ThreadView } from '../site-view.ts';
import { crossingPairs, deletes, givesNewId, sentValue, writesNew } from './crossing.ts';
import { inTime, requestParam, turnedAway } from './helpers.ts';

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
        const isOldId = oldIdBack(first, second);
        const lateValue = isOldId ? sentValue(late) : rewritten(late);
        const effect = tracked.moments.find(
          (moment) =>
            moment.started >= late.answered &&
            sentValue(moment) === lateValue &&
            (moment.denied || (moment.entry.status !== undefined && moment.entry.status >= 400)),
        );
        if (effect === undefined) continue;
        found.push({
          kind: 'loss',
          certainty: 'confirmed',
          time: effect.answered,
          thread: tracked.thread,
          ...(effect.effect.before !== undefined && { session: effect.effect.before }),
          params: {
            cookie: code(tracked.thread.name),
            late: late.entry.step,
            lost: lost.entry.step,
            request: requestParam(late),
          },
          evidence: inTime([
            { entry: lost.entry, code: 'set' },
            { entry: late.entry, code: 'overwrote' },
            turnedAway(effect),
          ]),
          remedy: isOldId ? 'no-old-id' : 'server-side-session',
        });
      }
    }
    return found;
  },
} as const satisfies Cause;
