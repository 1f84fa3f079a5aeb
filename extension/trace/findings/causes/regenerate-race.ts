import type { Session } from '../../model/session.ts';
import { chip, code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { EFFECT_WINDOW, inTime, turnedAway } from '../evidence-of.ts';
import { addressOf, isAccepted, type ThreadMoment, type ThreadView } from '../site-view.ts';
import { crossingPairs, givesNewId } from './crossing.ts';

/** Two answers that each gave one session a new id, and not the same one. */
function bothNew(first: ThreadMoment, second: ThreadMoment): boolean {
  return (
    givesNewId(first) &&
    givesNewId(second) &&
    first.effect.before !== undefined &&
    first.effect.before === second.effect.before &&
    first.effect.after !== second.effect.after
  );
}

/**
 * The request at which the server turned out not to know the session that the browser kept; undefined where it had
 * answered that one before, or was asked so late that something else may have ended it. A page that opens to everybody,
 * such as a cart, is no answer to it: only what speaks for the session counts, or an address that had opened to the lost one.
 */
function refusalOf(
  { opened, habit }: { readonly opened: ReadonlySet<string>; readonly habit: boolean },
  kept: Session,
  { bySession }: ThreadView,
  later: ThreadMoment,
): ThreadMoment | undefined {
  const first = bySession
    .get(kept)
    ?.find(
      (moment) =>
        moment.started >= later.answered &&
        (moment.effect.rejected !== undefined || isForgotten(moment, habit) || isKnown(moment, opened)),
    );
  if (first === undefined || isAccepted(first)) return undefined;
  return first.started - later.answered < EFFECT_WINDOW ? first : undefined;
}

/** Another id, with nothing that shows why: one more is no refusal where pages give one all along. */
const isGuess = ({ effect }: ThreadMoment): boolean => effect.action === 'replaced' && effect.judgedBy === undefined;

function isForgotten(moment: ThreadMoment, habit: boolean): boolean {
  return moment.effect.action === 'replaced' && !(habit && isGuess(moment));
}

/** The addresses that had opened to each session, looked for once: many pairs may be of one. */
function openedTo({ bySession }: ThreadView): (session: Session) => ReadonlySet<string> {
  const known = new Map<Session, ReadonlySet<string>>();
  return (session) => {
    const opened = known.get(session) ?? new Set((bySession.get(session) ?? []).filter(isAccepted).map(addressOf));
    known.set(session, opened);
    return opened;
  };
}

/** True for an answer that a stranger would not have got, as far as it shows. */
function isKnown(moment: ThreadMoment, opened: ReadonlySet<string>): boolean {
  return isAccepted(moment) && (moment.effect.accepted !== undefined || opened.has(addressOf(moment)));
}

export const regenerateRace = {
  code: 'regenerate-race',
  rank: 78,
  words: { title: 'findingRegenerateRace', args: ['session', 'first', 'second', 'kept'] },
  find(view) {
    const found: FoundFinding[] = [];
    for (const tracked of view.threads) {
      const opened = openedTo(tracked);
      const renewed = new Set(tracked.moments.filter(isGuess).map(({ effect }) => effect.before));
      for (const [first, second] of crossingPairs(tracked, givesNewId, bothNew)) {
        const later = first.answered <= second.answered ? second : first;
        const kept = later.effect.after;
        const before = first.effect.before;
        const own = [before, kept].filter((session) => renewed.has(session)).length;
        const known = before && { opened: opened(before), habit: renewed.size > own };
        const effect = kept && known && refusalOf(known, kept, tracked, later);
        if (kept === undefined || before === undefined || effect === undefined) continue;
        found.push({
          kind: 'loss',
          certainty: 'concluded',
          time: effect.answered,
          thread: tracked.thread,
          session: before,
          params: {
            session: chip(before),
            first: first.entry.step,
            second: second.entry.step,
            kept: chip(kept),
            cookie: code(tracked.thread.name),
          },
          evidence: inTime([
            { entry: first.entry, code: 'new-id' },
            { entry: second.entry, code: 'new-id' },
            turnedAway(effect),
          ]),
          remedy: 'regenerate-once',
        });
      }
    }
    return found;
  },
} as const satisfies Cause;
