import { isSignIn, isSignOut } from '../../model/answer-class.ts';
import type { Session } from '../../model/session.ts';
import { readValue } from '../../model/session-value.ts';
import { chip, code, span } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import type { Evidence } from '../finding.ts';
import { frameworkOf } from '../framework-of.ts';
import { cross, type ThreadMoment, type ThreadView } from '../site-view.ts';
import { REFRESH_PATH } from './families.ts';
import { effectOf, inTime, requestParam, turnedAway } from './helpers.ts';

// Two requests under way at once, and the later answer undid the earlier one.

/** The pairs of a thread's requests that carried one value and were under way at the same time. */
function crossingPairs(
  { moments }: ThreadView,
  matches: (first: ThreadMoment, second: ThreadMoment) => boolean,
): [ThreadMoment, ThreadMoment][] {
  const found: [ThreadMoment, ThreadMoment][] = [];
  for (const [at, first] of moments.entries()) {
    for (let next = at + 1; next < moments.length; next++) {
      const second = moments[next];
      if (second === undefined || second.started >= first.answered) break;
      if (cross(first, second) && matches(first, second)) found.push([first, second]);
    }
  }
  return found;
}

/** The value that a request carried of a thread. */
function sentValue({ entry, effect }: ThreadMoment): string | undefined {
  return entry.cookies.find(({ name }) => name === effect.thread.name)?.value;
}

const writesNew = ({ lines }: ThreadMoment): boolean => lines.some(({ intent }) => intent === 'set');
const deletes = ({ lines }: ThreadMoment): boolean => lines.some(({ intent }) => intent === 'delete');

/** Refused, also as RFC 6749 section 5.2 has it: 400 with "invalid_grant". */
function isTurnedDown({ denied, entry, path }: ThreadMoment): boolean {
  return denied || (REFRESH_PATH.test(path) && (entry.status === 400 || entry.status === 409));
}

/** The winner of a refresh and its loser, where two requests to one address carried the same token. */
function refreshPair(first: ThreadMoment, second: ThreadMoment): [ThreadMoment, ThreadMoment] | undefined {
  const isOneAddress = first.path === second.path && first.entry.method === second.entry.method;
  if (sentValue(first) === undefined || sentValue(first) !== sentValue(second)) return undefined;
  const [winner, loser] = writesNew(first) && first.ok ? [first, second] : [second, first];
  if (!writesNew(winner) || !winner.ok || !isTurnedDown(loser) || writesNew(loser)) return undefined;
  // Servers of pages renew at any address: only an answer that refuses the token itself says so there.
  return isOneAddress || (deletes(loser) && cross(winner, loser)) ? [winner, loser] : undefined;
}

export const refreshRace: Cause = {
  code: 'refresh-race',
  rank: 80,
  words: {
    title: 'findingRefreshRace',
    args: ['winner', 'loser', 'request'],
    variants: { 'deletes-winner': { title: 'findingRefreshRaceDeletes', args: ['winner', 'loser', 'request'] } },
  },
  find(view) {
    const found: FoundFinding[] = [];
    for (const tracked of view.threads) {
      for (const [first, second] of refreshPairs(tracked)) {
        const pair = refreshPair(first, second);
        if (pair === undefined) continue;
        const [winner, loser] = pair;
        const undone = deletes(loser) && loser.answered > winner.answered;
        const effect = effectOf(view, loser);
        const framework = frameworkOf(view, tracked.thread);
        found.push({
          ...(undone && { variant: 'deletes-winner' }),
          kind: undone || effect !== undefined ? 'loss' : 'fault',
          certainty: 'observed',
          time: Math.max(loser.answered, effect?.answered ?? 0),
          thread: tracked.thread,
          ...(loser.effect.before !== undefined && { session: loser.effect.before }),
          params: {
            winner: winner.entry.step,
            loser: loser.entry.step,
            request: requestParam(loser),
            gap: span(Math.abs(loser.started - winner.started)),
          },
          evidence: inTime([
            { entry: winner.entry, code: 'set' },
            { entry: loser.entry, code: deletes(loser) ? 'cleared' : 'denied' },
            effect && turnedAway(effect),
          ]),
          remedy: 'refresh-once',
          ...(framework !== undefined && { framework }),
        });
      }
    }
    return onePerLoser(found);
  },
};

/** How long after the winner's answer another tab may still send the old token, in ms: it had read it before. */
const STALE_WINDOW = 1_000;

/** Crossing pairs, and those whose second request left just after the first answer with the token from before it. */
function refreshPairs(tracked: ThreadView): [ThreadMoment, ThreadMoment][] {
  const pairs = crossingPairs(tracked, () => true);
  for (const [at, first] of tracked.moments.entries()) {
    if (!writesNew(first)) continue;
    for (const second of tracked.moments.slice(at + 1, at + 20)) {
      if (second.started < first.answered || second.started > first.answered + STALE_WINDOW) continue;
      pairs.push([first, second]);
    }
  }
  return pairs;
}

/** Several tabs may lose against one winner; each loss is reported once. */
function onePerLoser(found: readonly FoundFinding[]): FoundFinding[] {
  const byLoser = new Map<unknown, FoundFinding>();
  for (const one of found) byLoser.set(one.params['loser'], one);
  return [...byLoser.values()];
}

export const regenerateRace: Cause = {
  code: 'regenerate-race',
  rank: 78,
  words: { title: 'findingRegenerateRace', args: ['session', 'first', 'second', 'kept'] },
  find(view) {
    const found: FoundFinding[] = [];
    for (const tracked of view.threads) {
      for (const [first, second] of crossingPairs(tracked, bothNew)) {
        const later = first.answered <= second.answered ? second : first;
        const kept = later.effect.after;
        const effect = tracked.moments.find(
          ({ started, effect }) =>
            started >= later.answered && (effect.rejected !== undefined || effect.action === 'replaced'),
        );
        const before = first.effect.before;
        if (kept === undefined || before === undefined || effect === undefined) continue;
        const framework = frameworkOf(view, tracked.thread);
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
          ...(framework !== undefined && { framework }),
        });
      }
    }
    return found;
  },
};

/** Two answers that each gave one session a new id, and not the same one. */
function bothNew(first: ThreadMoment, second: ThreadMoment): boolean {
  const isNew = ({ effect }: ThreadMoment): boolean => effect.action === 'rotated' || effect.action === 'replaced';
  return (
    isNew(first) &&
    isNew(second) &&
    first.effect.before !== undefined &&
    first.effect.before === second.effect.before &&
    first.effect.after !== second.effect.after
  );
}

/** A sign-out, and an answer under way at the time that set the cookie again after it. */
function signOutUndone(first: ThreadMoment, second: ThreadMoment): boolean {
  const [out, late] = first.answered <= second.answered ? [first, second] : [second, first];
  if (!isSignOut(out.entry) || !deletes(out) || out.effect.before === undefined) return false;
  return writesNew(late) && !isSignIn(late.entry) && late.effect.before === out.effect.before;
}

function undoneSignOuts(tracked: ThreadView): FoundFinding[] {
  return crossingPairs(tracked, signOutUndone).flatMap(([first, second]): FoundFinding[] => {
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

export const lateAnswer: Cause = {
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
      for (const [first, second] of crossingPairs(tracked, bothRewrite)) {
        const [lost, late] = first.answered <= second.answered ? [first, second] : [second, first];
        const lateValue = rewritten(late);
        const effect = tracked.moments.find(
          (moment) =>
            moment.started >= late.answered &&
            sentValue(moment) === lateValue &&
            (moment.denied || (moment.entry.status !== undefined && moment.entry.status >= 400)),
        );
        if (effect === undefined) continue;
        const framework = frameworkOf(view, tracked.thread);
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
          remedy: 'server-side-session',
          ...(framework !== undefined && { framework }),
        });
      }
    }
    return found;
  },
};

function bothRewrite(first: ThreadMoment, second: ThreadMoment): boolean {
  const [one, other] = [rewritten(first), rewritten(second)];
  return one !== undefined && other !== undefined && one !== other && first.effect.before === second.effect.before;
}

export const parallelFirst: Cause = {
  code: 'parallel-first',
  rank: 52,
  words: { title: 'findingParallelFirst', args: ['sessions', 'cookie', 'lost'] },
  find(view) {
    const found: FoundFinding[] = [];
    for (const { thread, moments } of view.threads) {
      const created = moments.filter(({ effect }) => effect.action === 'created' && effect.before === undefined);
      for (const [at, first] of created.entries()) {
        const crossing = created.slice(at + 1).filter((other) => other.started < first.answered);
        const all = [first, ...crossing];
        const lost = all.filter(({ effect }) => effect.after !== undefined && isOverwritten(effect.after, all));
        const last = all.at(-1);
        if (crossing.length === 0 || lost.length === 0 || last === undefined) continue;
        const evidence: Evidence[] = all.slice(0, 4).map(({ entry }) => ({ entry, code: 'set' }));
        const framework = frameworkOf(view, thread);
        found.push({
          kind: 'fault',
          certainty: 'observed',
          time: Math.max(...all.map(({ answered }) => answered)),
          thread,
          ...(lost[0]?.effect.after !== undefined && { session: lost[0].effect.after }),
          params: { sessions: all.length, lost: lost.length, cookie: code(thread.name) },
          evidence: inTime(evidence),
          remedy: 'start-with-one',
          ...(framework !== undefined && { framework }),
        });
        break;
      }
    }
    return found;
  },
};

function isOverwritten(session: Session, by: readonly ThreadMoment[]): boolean {
  const { end } = session;
  return end?.cause === 'overwritten' && by.some(({ entry }) => entry === end.entry);
}
