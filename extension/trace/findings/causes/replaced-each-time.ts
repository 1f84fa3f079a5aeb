import { signInWorked } from '../../model/answer-class.ts';
import { countOf } from '../../model/count-of.ts';
import { knownCookie } from '../../model/recognise.ts';
import type { Thread } from '../../model/session.ts';
import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime } from '../evidence-of.ts';
import { isAccepted, type SiteView, showsKnown, type ThreadMoment, wasSignedIn } from '../site-view.ts';

/** How often in a row a thing must happen to be a habit of the server and no accident. */
const HABIT = 3;

/** A request that may have ended the session itself, so that its new session shows no habit of the server. */
function mayHaveStartedOver({ entry, effect }: ThreadMoment): boolean {
  return countOf(entry) !== undefined && effect.judgedBy !== 'count';
}

/** True where somebody had signed in, and was not turned away since: the server goes on with what it knows. */
function goesOn(moments: readonly ThreadMoment[], run: readonly ThreadMoment[]): boolean {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined || run.some(({ effect }) => effect.judgedBy === 'count')) return false;
  const signIn = moments.findLast(({ entry, index }) => index <= first.index && signInWorked(entry));
  // Of a session that is older than the recording nobody knows: as long as nothing is refused, all may be well.
  const from = signIn?.index ?? (moments[0]?.effect.before?.origin === 'before-recording' ? 0 : undefined);
  return from !== undefined && !moments.some(({ index, denied }) => index >= from && denied);
}

/** Shopify writes `_shopify_essential` anew with each answer, on purpose. */
const REWRITTEN = /^_shopify_essential/;

/** A cookie that nothing but its value speaks for may be a firewall's or a counter's, as long as it costs nobody anything. */
function mayBeNone({ name, sessions }: Thread, moments: readonly ThreadMoment[]): boolean {
  const isGuess = REWRITTEN.test(name) || knownCookie(name, sessions.at(-1)?.value ?? '') === undefined;
  return isGuess && !moments.some(({ denied, effect }) => denied || effect.judgedBy !== undefined);
}

/**
 * True where another cookie that is known for a session was answered at each of these requests, and nobody was turned away:
 * it carries the sign-in, and this one holds nothing yet, as ASP.NET's does until something is written into it.
 */
function isBesideSession({ threads }: SiteView, thread: Thread, run: readonly ThreadMoment[]): boolean {
  if (run.some(({ denied, effect }) => denied || effect.judgedBy === 'count')) return false;
  return threads.some((other) => {
    const [first, ...rest] = run.map(({ entry }) => other.byEntry.get(entry));
    const session = first?.effect.before;
    if (other.thread === thread || first === undefined || session === undefined) return false;
    if (knownCookie(other.thread.name, session.value) === undefined || !wasSignedIn(other, session)) return false;
    return [first, ...rest].every((each) => each?.effect.before === session && isAccepted(each));
  });
}

export const replacedEachTime = {
  code: 'replaced-each-time',
  rank: 48,
  words: { title: 'findingReplacedEachTime', args: ['cookie', 'times', 'step'] },
  find(view) {
    const found: FoundFinding[] = [];
    for (const { thread, moments } of view.threads) {
      let run: ThreadMoment[] = [];
      let longest: ThreadMoment[] = [];
      for (const moment of moments) {
        // A new id that goes on with what the old one held is a rotation, however often it comes.
        const isLost = moment.effect.action === 'replaced' && !showsKnown(moment);
        if (isLost && !mayHaveStartedOver(moment)) run.push(moment);
        else if (moment.effect.before !== undefined) run = [];
        if (run.length >= Math.max(HABIT, longest.length)) longest = run;
      }
      const last = longest.at(-1);
      if (last === undefined || goesOn(moments, longest) || mayBeNone(thread, moments)) continue;
      if (isBesideSession(view, thread, longest)) continue;
      found.push({
        kind: 'loss',
        certainty: longest.some(({ effect }) => effect.judgedBy !== undefined) ? 'confirmed' : 'concluded',
        time: last.answered,
        thread,
        ...(last.effect.before !== undefined && { session: last.effect.before }),
        params: { cookie: code(thread.name), times: longest.length, step: longest[0]?.entry.step ?? 0 },
        evidence: inTime(longest.slice(0, 4).map(({ entry }) => ({ entry, code: 'new-id' }))),
        remedy: 'share-store',
      });
    }
    return found;
  },
} as const satisfies Cause;
