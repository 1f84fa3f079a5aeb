import { MONTHS } from '../../../cookies/cookie-date-fields.ts';
import type { SetCookieEntry } from '../../model/entry.ts';
import type { ThreadMoment } from '../site-view.ts';

/** The Expires attribute as it came. */
export function expiresText(line: SetCookieEntry): string | undefined {
  return line.parsed.attributes.findLast(({ known }) => known === 'expires')?.value ?? undefined;
}

/** The Expires by its own clock and zone, as any date library reads it; undefined where it cannot be read. */
export function expiresByItsZone(text: string): number | undefined {
  const time = Date.parse(text.replace(/\s*\([^)]*\)\s*$/, ''));
  return Number.isNaN(time) ? undefined : time;
}

/** True where the date of a line that was never kept has passed by the browser's clock, if not by the server's. */
export function isPastByThisClock(line: SetCookieEntry, moment: ThreadMoment): boolean {
  if (line.predicted.reasons.length > 0 || line.parsed.maxAge !== undefined) return false;
  const text = expiresText(line);
  const expires = text === undefined ? undefined : expiresByItsZone(text);
  return expires !== undefined && expires <= moment.answered;
}

/** `mar., 15 déc. 2026`, `martes, 15 de diciembre de 2026`: a word where English has the weekday, the day, the month. */
const WEEKDAY_FIRST = /^[^\p{L}\d]{0,3}(\p{L}{2,20})[^\p{L}\d]{1,3}\d{1,2}[^\p{L}\d]{1,3}(?:de )?(\p{L}\S{1,20})/u;

/**
 * The word of another language that browsers take for the month of a date, though it is the weekday, as in `mar., 15 déc.`,
 * or another month, as Finnish `marras`. They take the first word that begins as a month's English name does (RFC 6265bis
 * §5.1.1).
 * @returns undefined where no word is taken for another
 */
export function wordReadAsMonth(text: string): string | undefined {
  const [, weekday = '', month = ''] = WEEKDAY_FIRST.exec(text.slice(0, 100)) ?? [];
  const [first, second] = [weekday, month].map((word) => MONTHS.indexOf(word.slice(0, 3).toLowerCase()));
  // No English weekday begins as a month does. `mar., 10 mars` is read rightly all the same.
  if (first !== undefined && first >= 0) return first === second ? undefined : weekday;
  return /^marras/i.test(month) ? /^\p{L}+/u.exec(month)?.[0] : undefined;
}
