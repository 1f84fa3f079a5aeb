import type { RequestEntry, SessionStep } from '../../model/entry.ts';
import type { Thread } from '../../model/session.ts';
import { isCompanion } from './threads.ts';

/** The step of an entry on a thread, added where it has none yet. */
export function stepOn(entry: RequestEntry, thread: Thread): SessionStep {
  const known = stepOf(entry, thread);
  if (known !== undefined) return known;
  const step: SessionStep = { thread, action: 'none', predicted: true };
  // Most entries have one step; a list that grows keeps room for sixteen more.
  if (isCompanion(thread)) entry.companions = entry.companions.concat(step);
  else entry.steps = entry.steps.concat(step);
  thread.entries.push(entry);
  return step;
}

/** The step of an entry on a thread; undefined where it has none. */
export function stepOf(entry: RequestEntry, thread: Thread): SessionStep | undefined {
  return (isCompanion(thread) ? entry.companions : entry.steps).find((step) => step.thread === thread);
}

/** All that an entry did, on sessions and on what stands beside them. */
export function allSteps(entry: RequestEntry): readonly SessionStep[] {
  return entry.companions.length === 0 ? entry.steps : [...entry.steps, ...entry.companions];
}

/** The steps of an entry on the threads of one cookie name. */
export function stepsNamed(entry: RequestEntry, name: string): readonly SessionStep[] {
  return allSteps(entry).filter(({ thread }) => thread.name === name);
}

/** The main session's step comes first. */
export function sortSteps(entry: RequestEntry): void {
  if (entry.steps.length > 1) entry.steps.sort((a, b) => b.thread.trust - a.thread.trust);
}
