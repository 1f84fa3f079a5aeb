import { TRACE_VERSION } from '../../model/event.ts';

/** One line of a trace file, as JSON gave it. */
export type RawEvent = Readonly<Record<string, unknown>>;

/** Turns an event of one version into the next version's; null leaves it out. */
export type UpgradeStep = (event: RawEvent) => RawEvent | null;

/**
 * The step that leads away from each older version. When `TRACE_VERSION` becomes 2, the record `1` says how an event
 * of version 1 is read then; files of every version stay readable by the steps that follow one another.
 */
export const UPGRADES: Readonly<Record<number, UpgradeStep>> = {};

/** An event of version `from`, as the current version writes it. */
export function upgradeEvent(
  event: RawEvent,
  from: number,
  steps: Readonly<Record<number, UpgradeStep>> = UPGRADES,
  to: number = TRACE_VERSION,
): RawEvent | null {
  let current: RawEvent | null = event;
  for (let version = from; version < to && current !== null; version += 1) {
    const step = steps[version];
    if (step !== undefined) current = step(current);
  }
  return current;
}
