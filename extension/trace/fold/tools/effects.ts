import type { RequestEntry, SessionEffect } from '../../model/entry.ts';
import type { Thread } from '../../model/session.ts';
import { isCompanion } from './threads.ts';

/** The effect of an entry on a thread, added where it has none yet. */
export function effectOn(entry: RequestEntry, thread: Thread): SessionEffect {
  const known = effectOf(entry, thread);
  if (known !== undefined) return known;
  const effect: SessionEffect = { thread, action: 'none', predicted: true };
  // Most entries have one effect; a list that grows keeps room for sixteen more.
  if (isCompanion(thread)) entry.companions = entry.companions.concat(effect);
  else entry.effects = entry.effects.concat(effect);
  thread.entries.push(entry);
  return effect;
}

/** The effect of an entry on a thread; undefined where it has none. */
export function effectOf(entry: RequestEntry, thread: Thread): SessionEffect | undefined {
  return (isCompanion(thread) ? entry.companions : entry.effects).find((effect) => effect.thread === thread);
}

/** All that an entry did, on sessions and on what stands beside them. */
export function allEffects(entry: RequestEntry): readonly SessionEffect[] {
  return entry.companions.length === 0 ? entry.effects : [...entry.effects, ...entry.companions];
}

/** The effects of an entry on the threads of one cookie name. */
export function effectsNamed(entry: RequestEntry, name: string): readonly SessionEffect[] {
  return allEffects(entry).filter(({ thread }) => thread.name === name);
}

/** The effect on the main session comes first. */
export function sortEffects(entry: RequestEntry): void {
  if (entry.effects.length > 1) entry.effects.sort((a, b) => b.thread.trust - a.thread.trust);
}
