import { type ValueShape, valueShape } from '../../cookies/value-shape.ts';

/** What a cookie's value says of the session it stands for. */
export type SessionValue = ValueShape;

/** Readings made before: the same few values come with every request. */
const known = new Map<string, SessionValue>();
const MOST_KNOWN = 2_000;

/** Reads a cookie's value as a session's; `valueFormat` tells the rest. */
export function readValue(value: string): SessionValue {
  const before = known.get(value);
  if (before !== undefined) return before;
  const reading = valueShape(value);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(value, reading);
  return reading;
}
