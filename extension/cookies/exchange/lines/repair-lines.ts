import { joinedParts, uncutAtExpires } from '../../joined-lines.ts';
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
  /** Its value may go on in the line below, which is not certain. */
  readonly isBroken?: boolean;
  /** A program printed it: commas between lines are of its print, not of the wire. */
  readonly isPrinted?: boolean;
  /** What was noted of it already. */
  readonly notes?: readonly RowNote[];
}

type RepairedLine = SetCookieText & { readonly notes: readonly RowNote[] };

/**
 * Puts right what a program did to Set-Cookie lines that took them for a list: several joined by commas are taken apart,
 * and one that was cut at the comma of its Expires is put together again. Both are noted. Linear.
 */
export function* repairLines(lines: Iterable<SetCookieText>): Generator<RepairedLine> {
  let before: RepairedLine | undefined;
  for (const line of lines) {
    // A line has one Expires, and so one cut: what was put together once is whole.
    const whole =
      before === undefined || before.notes.some(({ code }) => code === 'split-line')
        ? undefined
        : uncutAtExpires(before.text, line.text);
    if (before !== undefined && whole !== undefined) {
      before = { ...before, text: whole, isProse: false, notes: [...before.notes, { code: 'split-line' }] };
      continue;
    }
    if (before !== undefined) yield* takeApart(before);
    before = { ...line, notes: line.notes ?? [] };
  }
  if (before !== undefined) yield* takeApart(before);
}

function* takeApart(line: RepairedLine): Generator<RepairedLine> {
  const texts = joinedParts(line.text);
  if (texts.length === 1) return yield line;
  const code = line.isPrinted === true ? 'joined-shown' : 'joined-line';
  const notes: readonly RowNote[] = [...line.notes, { code, params: { count: texts.length } }];
  for (const text of texts) yield { ...line, text, notes };
}
