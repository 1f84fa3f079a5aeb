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
