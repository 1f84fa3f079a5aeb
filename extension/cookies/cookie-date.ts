import { MONTHS, readFieldsDate } from './cookie-date-fields.ts';
import { readNsprDate } from './cookie-date-nspr.ts';
import { asciiLowerCase } from './whitespace.ts';

const DELIMITERS = /[\x09\x20-\x2F\x3B-\x40\x5B-\x60\x7B-\x7E]+/;
const TIME = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\D|$)/;
const DAY_OF_MONTH = /^(\d{1,2})(?:\D|$)/;
const YEAR = /^(\d{2,4})(?:\D|$)/;

interface DateFields {
  hour: number;
  minute: number;
  second: number;
  day: number;
  month: number;
  year: number;
}

/** Which algorithm reads a date; see `BrowserRules.dates`. */
export type DateDialect = 'rfc6265bis' | 'fields' | 'nspr';

const READERS: Readonly<Record<DateDialect, (text: string) => number | null>> = {
  rfc6265bis: readStrictDate,
  fields: readFieldsDate,
  nspr: readNsprDate,
};

const YEAR_1601 = Date.UTC(1601, 0, 1);

/**
 * Reads a cookie-date: by RFC 6265bis §5.1.1, or as Chromium (`fields`) or Firefox (`nspr`) does.
 * @returns ms since 1970 (negative before), `before-1601` for a date that §5.1.1 step 5 refuses for its year alone,
 *   or null when it is no date.
 */
export function parseCookieDate(text: string, dialect: DateDialect = 'rfc6265bis'): number | 'before-1601' | null {
  const time = READERS[dialect](text);
  return time !== null && time < YEAR_1601 ? 'before-1601' : time;
}

function readStrictDate(text: string): number | null {
  const fields = readFields(text);
  if (fields === null) return null;
  const { hour, minute, second, day, month, year } = fields;
  if (day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  date.setUTCHours(hour, minute, second);
  return date.getUTCDate() === day ? date.getTime() : null; // step 6: no such date, as 31 February
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
