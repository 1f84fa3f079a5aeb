import { numberOf, textOf } from '../json-value.ts';

/** 1 January 10000, in ms since 1970: later times are no times of a recording. */
export const LATEST = 253_402_300_800_000;

/** Longest time that an exchange may take, in ms: 30 days; WebSockets and streams live long. */
export const LONGEST_EXCHANGE = 30 * 24 * 60 * 60 * 1_000;

/** Numbers below these are seconds since 1970, or ms; above them microseconds. */
const SECONDS_END = 1e11;
const MS_END = 1e14;

/**
 * `startedDateTime` in ms since 1970: ISO 8601 by HAR 1.2, also with a zone without its colon (`+0200`), which
 * Firefox's Date.parse refuses, or a comma before its fraction, and a number of seconds, ms or microseconds. Undefined
 * for what is none, or before 1970.
 */
export function harTime(value: unknown): number | undefined {
  const number = numberOf(value);
  const text = textOf(value)?.slice(0, 100) ?? '';
  const parsed =
    number === undefined
      ? Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2').replace(/(\d),(\d)/, '$1.$2'))
      : number < SECONDS_END
        ? number * 1_000
        : number < MS_END
          ? number
          : number / 1_000;
  return parsed >= 0 && parsed < LATEST ? parsed : undefined;
}
