import { asciiLowerCase } from './whitespace.ts';

// How Chromium reads a cookie's Expires: ParseCookieExpirationTime (net/cookies/cookie_util.cc). The text is cut at
// delimiters; the first field of each kind counts. It differs from RFC 6265bis §5.1.1 in what makes a field: a number
// has no tail (`09e9`, `31st`), a time any number of leading zeros, a year one to five digits. Zones are passed over.
// Measured against Chromium 156 (tests/cookies/measured/dates.tsv).

/** The months as every reader of dates knows them. */
export const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DELIMITERS = /[\t\x20-\x2F\x3B-\x40\x5B-\x60\x7B-\x7E]+/;
const NUMBER = /^\d+$/;

/**
 * Reads a date as Chromium does.
 * @returns ms since 1970, or null when it is no date
 */
export function readFieldsDate(text: string): number | null {
  let [day, month, year]: (number | undefined)[] = [];
  let time: readonly number[] | undefined;
  for (const field of text.split(DELIMITERS)) {
    if (field === '') continue;
    if (!/^\d/.test(field)) {
      const named = MONTHS.indexOf(asciiLowerCase(field.slice(0, 3)));
      if (named >= 0) month ??= named;
    } else if (field.includes(':')) time ??= readTime(field);
    else if (day === undefined && field.length <= 2) {
      if (NUMBER.test(field)) day = Number(field);
    } else if (year === undefined && field.length <= 5) {
      if (NUMBER.test(field)) year = fullYear(Number(field));
    }
  }
  if (day === undefined || month === undefined || year === undefined || time === undefined) return null;
  const [hour = 0, minute = 0, second = 0] = time;
  if (day < 1 || hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  if (date.getUTCDate() !== day) return null; // no such date, as 31 February
  date.setUTCHours(hour, minute, second);
  return date.getTime();
}

function readTime(field: string): readonly number[] | undefined {
  const parts = field.split(':');
  return parts.length === 3 && parts.every((part) => NUMBER.test(part)) ? parts.map(Number) : undefined;
}

/** 70 to 99 are 19xx, 0 to 69 are 20xx. */
function fullYear(year: number): number {
  if (year <= 69) return year + 2000;
  return year <= 99 ? year + 1900 : year;
}
