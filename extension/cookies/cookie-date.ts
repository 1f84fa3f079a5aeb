import { asciiLowerCase } from './whitespace.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DELIMITERS = /[\x09\x20-\x2F\x3B-\x40\x5B-\x60\x7B-\x7E]+/;
const TIME = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\D|$)/;
const DAY_OF_MONTH = /^(\d{1,2})(?:\D|$)/;
const YEAR = /^(\d{2,4})(?:\D|$)/;

/** To lenient readers a distance from UTC, not a time: `23-Nov-2026-19:51:30` has none. */
const SIGNED_CLOCK = /[-+]\d{1,2}:\d{1,2}(?::\d{1,2})?/g;

interface DateFields {
  hour: number;
  minute: number;
  second: number;
  day: number;
  month: number;
  year: number;
}

/** How strictly a date is read; see `BrowserRules.dates`. */
export type DateDialect = 'strict' | 'lenient';

/** Hours from UTC of the zone names that lenient readers know. */
const ZONES: Readonly<Record<string, number>> = {
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};

/**
 * Reads a cookie-date (RFC 6265bis §5.1.1), or leniently as Firefox does.
 * @returns ms since 1970 (negative before), `before-1601` for a date that §5.1.1 step 5 refuses for its year alone,
 *   or null when it is no date.
 */
export function parseCookieDate(text: string, dialect: DateDialect = 'strict'): number | 'before-1601' | null {
  const lenient = dialect === 'lenient';
  const fields = readFields(lenient ? text.replaceAll(SIGNED_CLOCK, ' ') : text);
  if (fields === null) return null;
  const { hour, minute, second, day, month, year } = fields;
  if (day < 1 || day > 31) return null;
  if (!lenient && (hour > 23 || minute > 59 || second > 59)) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  date.setUTCHours(hour, minute, second);
  if (!lenient && date.getUTCDate() !== day) return null; // step 6: no such date, as 31 February
  if (year < 1601) return 'before-1601';
  return date.getTime() - (lenient ? zoneOffset(text) : 0);
}

/** ms by which a named zone is ahead of UTC. */
function zoneOffset(text: string): number {
  const zone = asciiLowerCase(text)
    .split(DELIMITERS)
    .find((token) => Object.hasOwn(ZONES, token));
  return zone === undefined ? 0 : (ZONES[zone] ?? 0) * 3_600_000;
}

/** Steps 1 to 4: the first token of each kind counts, in any order. */
function readFields(text: string): DateFields | null {
  const fields: Partial<DateFields> = {};
  for (const token of text.split(DELIMITERS)) {
    if (token === '') continue;
    if (fields.hour === undefined) {
      const time = TIME.exec(token);
      if (time !== null) {
        fields.hour = Number(time[1]);
        fields.minute = Number(time[2]);
        fields.second = Number(time[3]);
        continue;
      }
    }
    if (fields.day === undefined) {
      const day = DAY_OF_MONTH.exec(token);
      if (day !== null) {
        fields.day = Number(day[1]);
        continue;
      }
    }
    if (fields.month === undefined) {
      const month = MONTHS.indexOf(asciiLowerCase(token.slice(0, 3)));
      if (month >= 0) {
        fields.month = month;
        continue;
      }
    }
    if (fields.year === undefined) {
      const year = YEAR.exec(token);
      if (year !== null) fields.year = fullYear(Number(year[1]));
    }
  }
  const { hour, minute, second, day, month, year } = fields;
  if (hour === undefined || minute === undefined || second === undefined) return null;
  if (day === undefined || month === undefined || year === undefined) return null;
  return { hour, minute, second, day, month, year };
}

/** Steps 3 and 4 of the list after the tokens: 70 to 99 are 19xx, 0 to 69 are 20xx. */
function fullYear(year: number): number {
  if (year >= 70 && year <= 99) return year + 1900;
  if (year <= 69) return year + 2000;
  return year;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTH_NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Writes an IMF-fixdate (RFC 9110 §5.6.7), the form that §4.1.1 asks of servers. `time` in ms, years 1601 to 9999. */
export function formatCookieDate(time: number): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  const day = `${WEEKDAYS[date.getUTCDay()]}, ${two(date.getUTCDate())} ${MONTH_NAMES[date.getUTCMonth()]}`;
  return `${day} ${String(date.getUTCFullYear()).padStart(4, '0')} ${clock} GMT`;
}
