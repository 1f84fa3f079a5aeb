import { isTime } from '../model/bounds.ts';
import type { MessageKey, PluralKey } from './message-key.ts';

/** Writes the UI's own words, numbers and times in the user's language. */
export interface Text {
  say(key: MessageKey, ...substitutions: readonly string[]): string;
  /** The form of `key` for `n`; `n` is its first substitution. */
  plural(key: PluralKey, n: number, ...more: readonly string[]): string;
  number(n: number): string;
  /** Hours, minutes and seconds of a time in ms since 1970; what is no time is said to be unknown, here and below. */
  clock(ms: number): string;
  /** The same with milliseconds and the day. */
  exact(ms: number): string;
  /** Day and time to the minute. */
  day(ms: number): string;
  /** A duration in ms in its two greatest units, as in `29 min 41 s`. */
  span(ms: number): string;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const units = [
  { unit: 'day', ms: day },
  { unit: 'hour', ms: hour },
  { unit: 'minute', ms: minute },
  { unit: 'second', ms: second },
] as const;

/** Makes a Text from a source of messages and a BCP 47 tag. */
export function createText(
  message: (key: MessageKey, ...substitutions: readonly string[]) => string,
  locale: string,
): Text {
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(locale);
  const clocks = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const exacts = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  /** What comes from outside may be no time at all; `Intl` would throw. */
  const written = (format: Intl.DateTimeFormat, ms: number): string =>
    isTime(ms) ? format.format(ms) : message('timeUnknown');
  const spans = units.map(
    ({ unit }) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: unit === 'day' ? 'long' : 'short' }),
  );

  return {
    say: message,
    plural(key, n, ...more) {
      const count = numbers.format(n);
      const form = `${key}_${plurals.select(n)}` as MessageKey;
      // A language may have forms (few, many) that its messages do not spell out.
      return message(form, count, ...more) || message(`${key}_other` as MessageKey, count, ...more);
    },
    number: (n) => numbers.format(n),
    clock: (ms) => written(clocks, ms),
    exact: (ms) => written(exacts, ms),
    day: (ms) => written(days, ms),
    span(ms) {
      if (!Number.isFinite(ms)) return message('timeUnknown');
      const whole = Math.max(0, Math.floor(ms / second) * second);
      const first = units.findIndex(({ ms: size }) => whole >= size);
      if (first === -1) return spans[3]?.format(0) ?? '';
      let rest = whole;
      const parts: string[] = [];
      for (let i = first; i < Math.min(first + 2, units.length); i++) {
        const size = units[i]?.ms ?? second;
        const amount = Math.floor(rest / size);
        rest -= amount * size;
        if (amount > 0 || i === first) parts.push(spans[i]?.format(amount) ?? '');
      }
      return parts.join(' ');
    },
  };
}
