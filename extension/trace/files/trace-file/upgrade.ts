import { TRACE_VERSION } from '../../model/event.ts';

/** One line of a trace file, as JSON gave it. */
export type RawEvent = Readonly<Record<string, unknown>>;

/** Turns an event of one version into the next version's; null leaves it out. */
export type Upgrade = (event: RawEvent) => RawEvent | null;

/**
 * What leads away from each older version. When `TRACE_VERSION` becomes 2, the record `1` says how an event
 * of version 1 is read then; files of every version stay readable, as one upgrade follows the other.
 */
export const UPGRADES: Readonly<Record<number, Upgrade>> = {};

/** An event of version `from`, as the current version writes it. */
export function upgradeEvent(
  event: RawEvent,
  from: number,
  upgrades: Readonly<Record<number, Upgrade>> = UPGRADES,
  to: number = TRACE_VERSION,
): RawEvent | null {
  let current: RawEvent | null = event;
  for (let version = from; version < to && current !== null; version += 1) {
    const upgrade = upgrades[version];
    if (upgrade !== undefined) current = upgrade(current);
  }
  return current;
}
