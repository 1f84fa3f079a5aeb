import { MONTHS } from './cookie-date-fields.ts';
import { asciiLowerCase } from './whitespace.ts';

// How Firefox reads a cookie's Expires: NSPR's PR_ParseTimeString with GMT as the default zone
// (nsprpub/pr/src/misc/prtime.c). It walks over the text once and takes what looks like a part of a date, in any order;
// the first of each kind counts. Measured against Firefox 153 (tests/cookies/measured/dates.tsv).

/** Minutes ahead of UTC of the zone names that it knows. Others, CET and IST among them, are passed over. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ...([
    ['pst', -480],
    ['pdt', -420],
    ['mst', -420],
    ['mdt', -360],
    ['cst', -360],
    ['cdt', -300],
  ] as const),
  ...([
    ['est', -300],
    ['edt', -240],
    ['ast', -240],
    ['nst', -210],
    ['gmt', 0],
    ['bst', 60],
  ] as const),
  ...([
    ['met', 60],
    ['eet', 120],
    ['jst', 540],
  ] as const),
]);

/** After one more step than this it gives up. */
const MAX_STEPS = 1_000;
/** The year is kept in 16 bits. */
const LAST_YEAR = 32_767;

const ENDS_WORD = ' \t,;-+/()[]';
const BETWEEN_WORDS = ' \t,;/()[]';

/** What was found so far. */
interface Found {
  month?: number;
  day?: number;
  year?: number;
  time?: { readonly hour: number; readonly minute: number; readonly second: number };
  /** Minutes ahead of UTC of a zone's name. */
  zone?: number;
  /** Minutes ahead of UTC that stand as a number. */
  offset?: number;
}

/**
 * Reads a date as Firefox does. Text in octets or in UTF-16: beyond ASCII, nothing is ever a part of a date.
 * @returns ms since 1970, or null when it is no date
 */
export function readNsprDate(text: string): number | null {
  const found: Found = {};
  let at = 0;
  for (let steps = 0; at < text.length; steps++) {
    if (steps > MAX_STEPS) return null;
    at = readPart(text, at, found);
    at = nextWord(text, at, found);
  }
  const { month, day, year, time, zone = 0, offset = zone } = found;
  if (month === undefined || day === undefined || year === undefined || year > LAST_YEAR) return null;
  // What is too large carries over: 31 February is 3 March, 25:00 is 1:00 of the next day.
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  date.setUTCHours(time?.hour ?? 0, time?.minute ?? 0, time?.second ?? 0);
  return date.getTime() - offset * 60_000;
}

function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0x30 && unit <= 0x39;
}

function isLetter(text: string, at: number): boolean {
  const unit = text.charCodeAt(at) | 0x20;
  return unit >= 0x61 && unit <= 0x7a;
}

function afterDigits(text: string, from: number): number {
  let at = from;
  while (isDigit(text, at)) at++;
  return at;
}

/** Takes what begins at `at`; returns where to go on, which may still be within the word. */
function readPart(text: string, at: number, found: Found): number {
  if (isLetter(text, at)) {
    readWord(text, at, found);
    return at;
  }
  if (text[at] === '+' || text[at] === '-') return readOffset(text, at, found);
  if (!isDigit(text, at)) return at;
  const end = afterDigits(text, at);
  if (text[end] === ':') return readTime(text, at, end, found);
  if ((text[end] === '/' || text[end] === '-') && isDigit(text, end + 1)) return readNumericDate(text, at, found);
  if (!isLetter(text, end)) readNumber(text.slice(at, end), found);
  return at;
}

/** A month or a zone by its first three letters; `UT` and `UTC`, like weekdays, say nothing that is not so already. */
function readWord(text: string, at: number, found: Found): void {
  const word = asciiLowerCase(text.slice(at, at + 3));
  const month = MONTHS.indexOf(word);
  if (month >= 0) found.month ??= month;
  else if (word.startsWith('ut') && !isLetter(text, at + 2)) found.zone ??= 0;
  else {
    const zone = ZONES.get(word);
    if (zone !== undefined) found.zone ??= zone;
  }
}

/** `+0100`, `-05`, `+1`: once, and not after a zone's name other than GMT. */
function readOffset(text: string, at: number, found: Found): number {
  if (found.offset !== undefined || (found.zone ?? 0) !== 0) return at + 1;
  const from = at + 1;
  const digits = text.slice(from, afterDigits(text, from));
  if (digits.length === 0 || digits.length === 3 || digits.length > 4) return from;
  const minutes = digits.length === 4 ? Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)) : Number(digits) * 60;
  found.zone = 0;
  // Its mark for "no offset yet" is -1, so -0001 is none.
  if (text[at] === '+') found.offset = minutes;
  else if (minutes !== 1) found.offset = -minutes;
  return from;
}

/** `h:m`, `h:m:s`, with `am` or `pm` behind: the first one counts. */
function readTime(text: string, from: number, colon: number, found: Found): number {
  if (found.time !== undefined || colon - from > 2) return from;
  const minuteAt = colon + 1;
  const minuteEnd = afterDigits(text, minuteAt);
  if (minuteEnd === minuteAt || minuteEnd - minuteAt > 2) return minuteAt;
  const secondAt = text[minuteEnd] === ':' ? minuteEnd + 1 : minuteEnd;
  const end = afterDigits(text, secondAt);
  if (end - secondAt > 2) return secondAt;
  const hour = byTwelve(Number(text.slice(from, colon)), text, end);
  const minute = Number(text.slice(minuteAt, minuteEnd));
  const second = end > secondAt ? Number(text.slice(secondAt, end)) : missingSecond(text, end);
  found.time = { hour, minute, second };
  return end;
}

/**
 * Without seconds, Firefox 153 takes the octet that stands in their place for a digit: a space is -16, the end of the
 * text -48. Measured; -1 is its mark for "none".
 */
function missingSecond(text: string, at: number): number {
  const octet = at < text.length ? text.charCodeAt(at) : 0;
  const second = (octet > 0x7f ? octet - 0x100 : octet) - 0x30;
  return second === -1 ? 0 : second;
}

function byTwelve(hour: number, text: string, end: number): number {
  if (hour > 12) return hour;
  let at = end;
  while (text[at] === ' ' || text[at] === '\t') at++;
  const half = asciiLowerCase(text.slice(at, at + 2));
  if (half === 'pm') return hour === 12 ? 12 : hour + 12;
  return half === 'am' && hour === 12 ? 0 : hour;
}

const NUMERIC_DATE = /(\d\d?)[/-](\d\d?)[/-](\d\d?(?!\d)|\d{4,5})(?![0-9A-Za-z])/y;

/** `2026/11/20`, `20/11/2026`, `11/20/2026`: year first above 31, day first above 12, else month first. */
function readNumericDate(text: string, at: number, found: Found): number {
  if (found.month !== undefined) return at;
  NUMERIC_DATE.lastIndex = at;
  const match = NUMERIC_DATE.exec(text);
  if (match === null) return at;
  const [first, second, third] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (first > 31 || first === 0) {
    if (second > 12 || third > 31) return at;
    take(found, third, second, first);
  } else if (first > 12) {
    if (second <= 12) take(found, first, second, third);
  } else take(found, second, first, third);
  return NUMERIC_DATE.lastIndex;
}

function take(found: Found, day: number, month: number, year: number): void {
  found.day = day;
  found.month = month - 1;
  found.year = fullYear(year);
}

/** A number that stands alone: of four or five digits the year, else the day of the month and then the year. */
function readNumber(digits: string, found: Found): void {
  const value = Number(digits);
  if (digits.length === 5 || digits.length === 4) found.year ??= value;
  else if (digits.length === 1) found.day ??= value;
  else if (digits.length === 2) {
    if (found.day === undefined && value < 32) found.day = value;
    else found.year ??= fullYear(value);
  }
}

function fullYear(year: number): number {
  if (year < 70) return 2000 + year;
  return year < 100 ? 1900 + year : year;
}

/** Passes the rest of the word and what stands between words. A `-` that no number follows is not a sign. */
function nextWord(text: string, from: number, found: Found): number {
  let at = from;
  while (at < text.length && !ENDS_WORD.includes(text.charAt(at))) at++;
  for (;;) {
    while (at < text.length && BETWEEN_WORDS.includes(text.charAt(at))) at++;
    const afterMonth = at > 0 && isLetter(text, at - 1) && found.year === undefined;
    if (text[at] !== '-' || !(afterMonth || !isDigit(text, at + 1))) return at;
    at++;
  }
}
