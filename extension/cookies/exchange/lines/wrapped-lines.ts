import { parseCookieDate } from '../../cookie-date.ts';
import { uncutAtExpires } from '../../joined-lines.ts';
import type { SetCookieText } from './repair-lines.ts';
import { ATTRIBUTE, FITTING } from './which-header.ts';

/** Longest line that is looked at for whether it goes on, in characters. No browser keeps so long a cookie. */
export const LONGEST_LINE = 10_000;

/** The rest of a value that a terminal or a mail broke, with the attributes behind it. */
const WRAPPED =
  /^[^\s;=,"':]{1,4096}={0,2};[ \t]*(?:path|expires|max-age|domain|secure|httponly|samesite)[ \t]*(?:[=;]|$)/i;

/** Whether a line is the rest of the value that the line before it ends in. */
export function isRestOfValue(before: string, line: string): boolean {
  return !before.includes(';') && /[^\s=]$/.test(before.slice(-1)) && WRAPPED.test(line);
}

/** Lines that are shorter were not broken by the width of a terminal or a mail. */
const SHORTEST_BROKEN = 40;
/** A line that may be a piece of a value, and may be something else. A header's name on a line of its own has no digit. */
const PIECE = /^[ \t]{0,8}(?=[\w%+/.~-]*\d)[\w%+/.~-]{8,4096}={0,2}[ \t]*(?:;|$)/;

/** Whether a line may be more of what the line before it ends in, though nothing shows that it is. */
export function mayBePiece(before: string, line: string): boolean {
  const isLong = before.length >= SHORTEST_BROKEN && before.length <= LONGEST_LINE;
  return isLong && /\S$/.test(before.slice(-1)) && PIECE.test(line);
}

const CONTINUED =
  /^[ \t]*(?:path|expires|max-age|domain|secure|httponly|samesite|partitioned|priority)[ \t]*(?:=|;|$)/i;

/** Whether a line goes on with the attributes of the Set-Cookie line before it, which was folded or wrapped. */
export function goesOn(before: string, line: string): boolean {
  return CONTINUED.test(line.slice(0, 100)) && (/^[ \t]/.test(line) || /;[ \t]*$/.test(before.slice(-50)));
}

/** Whether an attribute is whole: a date has its time. */
function isWhole(attribute: string): boolean {
  const [, date] = /^expires=(.*)/i.exec(attribute) ?? [];
  return FITTING.test(attribute) && (date === undefined || parseCookieDate(date) !== null);
}

/** A line that names a header. */
const NAMED = /^[ \t]*(?:[a-z][\w-]*[ \t]*:|set-cookie)/i;

/**
 * A Set-Cookie line that a mail or a terminal broke, put together with a line below it; `isBroken` where that is not
 * certain, undefined where nothing shows that it goes on there.
 *
 * @param isNext no blank line stands between the two
 */
export function unwrapped(
  before: string,
  line: string,
  isNext: boolean,
): Pick<SetCookieText, 'text' | 'isBroken' | 'notes'> | undefined {
  if (before.length > LONGEST_LINE) return undefined;
  const rest = line.trim();
  const text = before + rest;
  if (goesOn(before, line)) return { text: `${before.replace(/;[ \t]*$/, '')}; ${rest}` };
  if (isRestOfValue(before, line)) return { text };
  if (!isNext || NAMED.test(line)) return undefined;
  const last = before.lastIndexOf(';');
  if (last < 0) return mayBePiece(before, line) ? { text, isBroken: true } : undefined;
  if (rest.startsWith(';')) return { text };
  const whole = uncutAtExpires(before, line);
  if (whole !== undefined) return { text: whole, notes: [{ code: 'split-line' }] };
  const attribute = before.slice(last + 1).trim();
  const [more = ''] = rest.slice(0, 200).split(';', 1);
  for (const between of isWhole(attribute) ? [] : ['', ' ']) {
    if (isWhole(attribute + between + more.trim())) return { text: before.trimEnd() + between + rest };
  }
  // A line that says again what was said is one of its own.
  const [next] = more.includes('=') ? [] : (ATTRIBUTE.exec(rest) ?? []);
  const isNew = next !== undefined && !before.toLowerCase().includes(next.toLowerCase());
  const isNumber = /^\d+$/.test(rest) && /^max-age=\d+$/i.test(attribute);
  return isNew || isNumber ? { text, isBroken: true } : undefined;
}
