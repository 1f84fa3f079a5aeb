import { valueFormat } from '../cookies/value-format.ts';

/** What a cookie's value says of the session it stands for. */
export interface SessionValue {
  /** What stays the same while the session lives: the id without its signature or route, or the whole value. */
  readonly id: string;
  /** True where the value holds the session's data itself and so changes while the session lives (Flask, JWT …). */
  readonly clientSide: boolean;
  /** True where the value looks as if it could not be guessed. */
  readonly random: boolean;
}

/** Readings made before: the same few values come with every request. */
const known = new Map<string, SessionValue>();
const MOST_KNOWN = 2_000;

/** Reads a cookie's value as a session's; `valueFormat` tells the whole. */
export function readValue(value: string): SessionValue {
  const before = known.get(value);
  if (before !== undefined) return before;
  const { idPart, clientSide, random } = valueFormat(value);
  const reading: SessionValue = { id: idPart ?? value, clientSide, random };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(value, reading);
  return reading;
}
