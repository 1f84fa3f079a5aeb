import { type ValueShape, valueShape } from '../../cookies/value-shape.ts';

/** What a cookie's value says of the session it stands for. */
export type SessionValue = ValueShape;

/** True for a value that stands for no session: servers empty a cookie, or write that it is over, in place of clearing it. */
export function isEmptyValue(value: string): boolean {
  // SiteMinder writes LOGGEDOFF.
  return value === '' || value === '""' || /^logged[-_]?(?:off|out)$/i.test(value);
}

/** Readings made before: the same few values come with every request. */
const readings = new Map<string, SessionValue>();
const MAX_READINGS = 2_000;

/** Reads a cookie's value as a session's; `valueFormat` takes it apart. */
export function readValue(value: string): SessionValue {
  const before = readings.get(value);
  if (before !== undefined) return before;
  const reading = valueShape(value);
  if (readings.size >= MAX_READINGS) readings.clear();
  readings.set(value, reading);
  return reading;
}
