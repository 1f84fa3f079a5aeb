import type { RowNote } from '../exchange-codes.ts';

/** One Set-Cookie line, without the header's name. */
export interface SetCookieText {
  /** Line of the text, from 1. */
  readonly line?: number;
  /** URL of the request that it answers; absent: the site that is looked at. */
  readonly url?: string;
  readonly text: string;
  /** It has neither the header's name nor a pair before it: no cookie, unless it is the rest of the line before it. */
  readonly isProse?: boolean;
}

type MendedLine = SetCookieText & { readonly notes: readonly RowNote[] };

/**
 * Puts right what a program did to Set-Cookie lines that took them for a list: several joined by commas are taken apart,
 * and one that was cut at the comma of its Expires is put together again. Both are noted. Linear.
 */
export function* mendLines(lines: Iterable<SetCookieText>): Generator<MendedLine> {
  let before: MendedLine | undefined;
  for (const line of lines) {
    if (before !== undefined && CUT_BEHIND.test(before.text.slice(-40)) && CUT_BEFORE.test(line.text.slice(0, 40))) {
      const text = `${before.text.trimEnd().replace(/,$/, '')}, ${line.text.trimStart()}`;
      before = { ...before, text, notes: [...before.notes, { code: 'split-line' }] };
      continue;
    }
    if (before !== undefined) yield* takeApart(before);
    before = { ...line, notes: [] };
  }
  if (before !== undefined) yield* takeApart(before);
}

const WEEKDAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*';
const CUT_BEHIND = new RegExp(`;\\s*expires\\s*=\\s*${WEEKDAY}\\s*,?\\s*$`, 'i');
const CUT_BEFORE = /^\s*\d{1,2}[- ](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/i;

function* takeApart(line: MendedLine): Generator<MendedLine> {
  const texts = joinedCookies(line.text);
  if (texts.length === 1) return yield line;
  const notes: readonly RowNote[] = [...line.notes, { code: 'joined-line', params: { count: texts.length } }];
  for (const text of texts) yield { ...line, text, notes };
}

/** Two pairs with a comma and a blank between them, as joiners write it: a value may hold a comma, but seldom so. */
export const MAYBE_JOINED = /, +[^\s=,;"()]+=(?!=)/;
/** The beginning of another cookie behind a comma: a name and `=`, but not the padding of base64. */
const NEXT_COOKIE = /,([ \t]*)(?=[^\s=,;"()]+=(?!=))/y;

/** Cookies that are looked for in one line; browsers hold 180 of a site. */
const MOST_JOINED = 1000;

/** The cookies of one line. Before the first `;` the comma must have a blank behind it, for values hold commas. */
function joinedCookies(line: string): string[] {
  const cookies: string[] = [];
  let start = 0;
  let inAttributes = false;
  for (let i = 0; i < line.length; i++) {
    const character = line.charAt(i);
    if (character === ';') inAttributes = true;
    if (character !== ',') continue;
    NEXT_COOKIE.lastIndex = i;
    const next = NEXT_COOKIE.exec(line);
    if (next === null || cookies.length === MOST_JOINED || !(inAttributes || next[1] !== '')) continue;
    cookies.push(line.slice(start, i));
    start = i + next[0].length;
    i = start - 1;
    inAttributes = false;
  }
  cookies.push(line.slice(start));
  return cookies;
}
