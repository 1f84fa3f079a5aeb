import { parseCookieDate } from '../../cookie-date.ts';
import { type RowNote, shown } from '../exchange-codes.ts';
import { type Fault, fault } from './row-fault.ts';
import { isFlag, isTrue, type RowFields } from './row-fields.ts';

/** When a cookie ends. `expirationDate` in seconds since 1970. */
export type Expiry = { readonly session: true } | { readonly session: false; readonly expirationDate: number };

const SESSION: Expiry = { session: true };

/** What tools write where a cookie ends with the browser session; DevTools in the user's language. */
const SESSION_WORDS = new Set([
  ...['', '-', '–', 'session', 'infinity', 'invalid date', 'null', 'none', 'undefined', 'nan'],
  ...'sitzung sesión sessão sessione sessie sesja sesiune sesi relace munkamenet istunto oturum phiên økt'.split(' '),
  ...'сеанс сесія 会话 會話 工作階段 セッション 세션 เซสชัน جلسة सत्र'.split(' '),
]);
const SESSION_SENTENCE = /^(?:at|when) (?:the )?(?:end of (?:the )?session|browsing session ends?)$/;

/** Seconds: March 1973. A smaller number is a lifetime, or a mistake: cookies are of 1994. */
const EARLIEST = 100_000_000;

/** Seconds from 1601, where Chrome's own clock and Windows' begin, to 1970. */
const CHROME_EPOCH = 11_644_473_600;

/**
 * Units of a number, known by its size, for their ranges do not meet: seconds and milliseconds up to the year 9999,
 * microseconds up to 2300. What lies between or above is refused.
 */
const UNITS = [
  { below: 253_402_300_800, note: undefined, seconds: (number: number) => number },
  { below: 253_402_300_800_000, note: 'expiry-milliseconds', seconds: (number: number) => number / 1e3 },
  { below: 10_413_792_000_000_000, note: 'expiry-microseconds', seconds: (number: number) => number / 1e6 },
  {
    below: 22_058_265_600_000_000,
    note: 'expiry-chrome-epoch',
    seconds: (number: number) => number / 1e6 - CHROME_EPOCH,
  },
] as const;

/** With an exponent, as Go and Lua print it, only where no second was rounded away. */
const NUMBER = /^[-+]?\d+(?:\.\d+)?$|^\d\.\d{6,}e\+?0?9$/i;

/**
 * When a row's cookie ends. Numbers are seconds, milliseconds or microseconds since 1970, or Chrome's microseconds since
 * 1601: their size shows which, and it is noted. Texts are ISO 8601 or a cookie-date (RFC 6265bis §5.1.1).
 *
 * @param now ms since 1970, what a Max-Age counts from where nothing else is given
 */
export function readExpiry(fields: RowFields, notes: RowNote[], now: number): Expiry | Fault {
  const name = shown(String(fields.name));
  const { persistent } = fields;
  if (isTrue(fields.session) || (isFlag(persistent ?? true) && !isTrue(persistent ?? true))) return SESSION;
  const { expires } = fields;
  if (expires === undefined || expires === null) return readMaxAge(fields, notes, now);
  // Safari and newer locales put a narrow blank before AM and PM.
  const text = typeof expires === 'string' ? expires.trim().replace(/[\u00A0\u202F]/g, ' ') : undefined;
  if (text !== undefined && isSessionWord(text)) return readMaxAge(fields, notes, now);
  const number = text === undefined ? expires : NUMBER.test(text) ? Number(text) : undefined;
  if (number === undefined) {
    const date = readDate(text ?? '', name, notes);
    return date === 'none' ? readMaxAge(fields, notes, now) : date;
  }
  if (typeof number !== 'number' || !Number.isFinite(number)) {
    return fault('expiry-text', { name, value: shown(JSON.stringify(expires) ?? '') });
  }
  return number <= 0 ? readMaxAge(fields, notes, now) : readNumber(number, name, notes);
}

function isSessionWord(text: string): boolean {
  const word = text.slice(0, 40).toLowerCase();
  return SESSION_WORDS.has(word) || SESSION_SENTENCE.test(word);
}

function readNumber(number: number, name: string, notes: RowNote[]): Expiry | Fault {
  const unit = UNITS.find(({ below }) => number < below);
  const expirationDate = unit?.seconds(number);
  if (unit === undefined || expirationDate === undefined || expirationDate < EARLIEST) {
    return fault('expiry-unit', { name, value: shown(String(number)) });
  }
  if (unit.note !== undefined) notes.push({ code: unit.note });
  return { session: false, expirationDate };
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ]+(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?(?: UTC)?$/i;
/** `30.12.2026, 10:00:00`, `12/30/2026 10:00 AM`: a locale's date, as consoles and Safari show it. */
const NUMERIC = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:,? +(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AP])M)?)?$/i;
/** `GMT-0500` or `+01:00` behind a time. */
const OFFSET = /\d (?:GMT|UTC)? ?([+-])(\d{2}):?(\d{2})\b/i;
/** The zones that a date in words may name: all of them are UTC. Another name is not guessed at. */
const ZONE_NAME = /\d (?!GMT|UTC|Z)([A-Z]{2,5})\b *(?:\(.*\))?$/;

/** 'none': the date of a clock at its zero, which stands for no date. */
function readDate(text: string, name: string, notes: RowNote[]): Expiry | Fault | 'none' {
  const bad = fault('expiry-text', { name, value: shown(text) });
  if (text.length > 100) return bad;
  const iso = ISO.exec(text);
  if (iso !== null) {
    const ms = isoTime(iso);
    if (Number.isNaN(ms)) return bad;
    // Go's and .NET's zero is the year 1; Chrome's HARs have -1 s as a date.
    if (ms <= 0) return 'none';
    if (iso[8] === undefined) notes.push({ code: 'expiry-utc-assumed' });
    return { session: false, expirationDate: ms / 1000 };
  }
  const numeric = NUMERIC.exec(text);
  if (numeric !== null) {
    const ms = numericTime(numeric);
    if (Number.isNaN(ms)) return bad;
    notes.push({ code: 'expiry-utc-assumed' });
    return { session: false, expirationDate: ms / 1000 };
  }
  if (ZONE_NAME.test(text)) return bad;
  const ms = parseCookieDate(text);
  if (typeof ms !== 'number') return bad;
  const offset = OFFSET.exec(text);
  return { session: false, expirationDate: ms / 1000 - (offset === null ? 0 : offsetSeconds(offset)) };
}

/** NaN where the first two numbers may be day and month either way: dots are written with the day first everywhere. */
function numericTime([
  ,
  first,
  mark,
  second,
  year,
  hour = '0',
  minute = '00',
  seconds = '00',
  half,
]: RegExpExecArray): number {
  const [one, two] = [Number(first), Number(second)];
  if (mark !== '.' && one <= 12 && two <= 12 && one !== two) return Number.NaN;
  const [day, month] = mark === '.' || one > 12 ? [one, two] : [two, one];
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
  const pad = (number: number): string => String(number).padStart(2, '0');
  const iso = `${year}-${pad(month)}-${pad(day)}T${pad(hours)}:${minute}:${seconds}Z`;
  const ms = Date.parse(iso);
  // 31.02. would be a day in March.
  return new Date(ms).getUTCDate() === day ? ms : Number.NaN;
}

function isoTime([, year, month, day, hour, minute, second, fraction, zone]: RegExpExecArray): number {
  const clock = `${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}.${(fraction ?? '').slice(0, 3).padEnd(3, '0')}`;
  const offset = zone === undefined || !/^[+-]/.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  return Date.parse(`${year}-${month}-${day}T${clock}${offset}`);
}

function offsetSeconds([, sign, hours, minutes]: RegExpExecArray): number {
  return (sign === '-' ? -60 : 60) * (Number(hours) * 60 + Number(minutes));
}

/** The last second that a Date can hold. */
const LAST_SECOND = 8_640_000_000_000;

/** Max-Age as cookie jars of Node keep it: seconds from when the cookie was last touched. */
function readMaxAge({ name, maxAge, since }: RowFields, notes: RowNote[], now: number): Expiry | Fault {
  const seconds = typeof maxAge === 'string' && /^-?\d{1,15}$/.test(maxAge) ? Number(maxAge) : maxAge;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return SESSION;
  const start = typeof since === 'number' ? since : typeof since === 'string' ? Date.parse(since) : Number.NaN;
  // A jar holds no cookie that has ended: Java writes -1 and Go 0 for a session cookie.
  if (Number.isNaN(start) && seconds <= 0) return SESSION;
  if (Number.isNaN(start)) notes.push({ code: 'max-age-from-now' });
  const expirationDate = (Number.isNaN(start) ? now : start) / 1000 + seconds;
  if (Math.abs(expirationDate) > LAST_SECOND) {
    return fault('expiry-unit', { name: shown(String(name)), value: shown(String(seconds)) });
  }
  return { session: false, expirationDate };
}
