import { chip, phrase } from '../words/phrase.ts';
import { whyNotSent, whyRefused } from './cookie-reasons.ts';
import type { KeyMoment, MomentFacts } from './key-moment.ts';
import { isStep, type LessonRow, type StepRow } from './lesson-rows.ts';
import { exitMoment, rowMoments } from './moment-kinds.ts';
import { parallelGroups } from './parallel.ts';

/** The key moments of the rows, in the order in which they came up; each kind once. */
export function keyMoments(facts: MomentFacts): KeyMoment[] {
  const found = new Map<string, KeyMoment>();
  const raise = (moment: KeyMoment | undefined): void => {
    if (moment !== undefined && !found.has(moment.kind)) found.set(moment.kind, moment);
  };
  const parallel = new Map<string, KeyMoment>();
  for (const { rows, lost } of parallelGroups(facts.rows)) {
    const last = rows.at(-1);
    if (last !== undefined) parallel.set(last.key, parallelMoment(rows, last, lost));
  }
  const tabs = new Map<number, Set<number>>();
  for (const row of facts.rows) {
    if (!isStep(row)) {
      raise(exitMoment(facts, row));
      continue;
    }
    for (const moment of rowMoments) raise(moment(facts, row));
    raise(stopsMoment(row));
    raise(refusedMoment(row));
    raise(parallel.get(row.key));
    raise(tabsMoment(tabs, row));
    raise(otherStoreMoment(facts, row));
  }
  return [...found.values()];
}

/** What happens if the visitor stops: a question from the first session on. */
function stopsMoment({ key, number, held }: StepRow): KeyMoment | undefined {
  if (held === undefined) return undefined;
  const answer = [phrase('lessonAnswerStops', chip(held)), phrase('lessonAheadMeans'), phrase('lessonAheadServer')];
  return { kind: 'stops', row: key, ask: phrase('lessonAskStops', number), answer };
}

function refusedMoment(row: StepRow): KeyMoment | undefined {
  const { key, number, state } = row;
  if (state === 'refused') {
    const ask = phrase('lessonAskRefused', number);
    return { kind: 'refused', row: key, ask, answer: [phrase('lessonAnswerRefusedMoment'), ...whyRefused(row)] };
  }
  if (state !== 'not-sent') return undefined;
  const ask = phrase('lessonAskNotSent', number);
  return { kind: 'not-sent', row: key, ask, answer: [phrase('lessonAnswerNotSentMoment'), ...whyNotSent(row)] };
}

function parallelMoment(rows: readonly StepRow[], last: StepRow, lost: boolean): KeyMoment {
  const counts = rows.map(({ count }) => count ?? 0);
  const numbers = [rows.length, Math.min(...counts), Math.max(...counts)] as const;
  return {
    kind: lost ? 'parallel-lost' : 'parallel-right',
    row: last.key,
    ask: phrase(lost ? 'lessonAskParallelLost' : 'lessonAskParallelRight', rows.length),
    answer: [phrase(lost ? 'lessonAnswerParallelLost' : 'lessonAnswerParallelRight', ...numbers)],
  };
}

/** The same session from a second tab. */
function tabsMoment(tabs: Map<number, Set<number>>, row: StepRow): KeyMoment | undefined {
  const { sent, entry } = row;
  const session = sent ?? row.held;
  // Requests of no tab (a service worker's) have a negative id.
  if (session === undefined || entry.tabId < 0) return undefined;
  const seen = tabs.get(session.number) ?? new Set();
  tabs.set(session.number, seen.add(entry.tabId));
  if (seen.size < 2 || sent === undefined) return undefined;
  const ask = phrase('lessonAskTabs', row.number);
  return { kind: 'tabs', row: row.key, ask, answer: [phrase('lessonAnswerTabs')] };
}

/** The same site and cookie in another jar: incognito, a private window or a container. */
function otherStoreMoment({ trace, rows }: MomentFacts, row: StepRow): KeyMoment | undefined {
  const { thread } = row.effect;
  const since = row.entry.respondedAt;
  if (since === undefined || row.held === undefined) return undefined;
  const until = laterStep(rows, row)?.entry.respondedAt ?? Infinity;
  for (const other of trace.threads.values()) {
    if (other === thread || other.site !== thread.site || other.name !== thread.name) continue;
    if (other.storeId === thread.storeId) continue;
    const session = other.sessions.find(({ firstSeen }) => firstSeen < until);
    if (session === undefined) continue;
    const ask = phrase('lessonAskOtherStore');
    return { kind: 'other-store', row: row.key, ask, answer: [phrase('lessonAnswerOtherStore')] };
  }
  return undefined;
}

function laterStep(rows: readonly LessonRow[], row: StepRow): StepRow | undefined {
  const at = rows.indexOf(row);
  return rows.slice(at + 1).find(isStep);
}
