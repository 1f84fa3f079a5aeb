import { parseCookieDate } from './cookie-date.ts';
import { knownAttribute } from './set-cookie-attributes.ts';
import { asciiLowerCase } from './whitespace.ts';

// Set-Cookie is the one header whose values must not be joined by commas (RFC 9110 §5.3): Expires holds one itself.
// Gateways, `Headers` objects and clients do it all the same, and some cut the joined text at every comma again.

/** Lines that are not what the server sent: several in one, or one in two. */
export type LineFault =
  | {
      readonly code: 'joined-lines';
      /** Index of the line. */
      readonly line: number;
      /** The lines that it is made of. */
      readonly parts: readonly string[];
    }
  | {
      readonly code: 'split-at-comma';
      /** Index of the line that ends in a weekday; the next one begins with the rest of its date. */
      readonly line: number;
      /** The line as it was sent. */
      readonly whole: string;
    };

/** Finds what a gateway or a client did to the Set-Cookie lines of one response. Linear in their length. */
export function findLineFaults(lines: readonly string[]): LineFault[] {
  const faults: LineFault[] = [];
  for (const [line, text] of lines.entries()) {
    const parts = joinedParts(text);
    if (parts.length > 1) faults.push({ code: 'joined-lines', line, parts });
    const next = lines[line + 1];
    const whole = next === undefined ? undefined : uncutAtExpires(text, next);
    if (whole !== undefined) faults.push({ code: 'split-at-comma', line, whole });
  }
  return faults;
}

/** What follows a comma and is the beginning of a cookie: a token, no attribute's name, and `=` that does not pad base64. */
const PAIR = /,( *)([!#$%&'*+\-.^_`|~0-9A-Za-z]+)=(?!=)/y;

/** The lines that one Set-Cookie line is made of; one part where it is as it should be. */
export function joinedParts(line: string): string[] {
  if (!line.includes(',')) return [line.trim()];
  const { parts, isBare } = partsOf(line, false);
  return isBare ? partsOf(line, true).parts : parts;
}

/** `isBare`: some comma without white space behind it joined two cookies. Then it may have done so behind any path. */
function partsOf(line: string, trustsBare: boolean): { readonly parts: string[]; readonly isBare: boolean } {
  let isBare = false;
  const parts: string[] = [];
  let from = 0;
  /** Where the text between two semicolons begins, and its first `=`; -1: none yet. */
  let piece = 0;
  let equals = -1;
  for (let at = 0; at < line.length; at++) {
    const unit = line.charCodeAt(at);
    if (unit === SEMICOLON) {
      piece = at + 1;
      equals = -1;
    } else if (unit === EQUALS && equals < 0) {
      equals = at;
      // A comma between the quotes of a value joins nothing.
      if (piece === from && line.charCodeAt(at + 1) === QUOTE) at = closingQuote(line, at + 1);
    } else if (unit === COMMA) {
      PAIR.lastIndex = at;
      const match = PAIR.exec(line);
      if (match === null || knownAttribute(asciiLowerCase(match[2] ?? '')) !== null) continue;
      const spaced = match[1] !== '';
      const ends = piece === from ? spaced && equals >= 0 : mayEnd(line, { piece, equals, at }, spaced, trustsBare);
      if (!ends) continue;
      isBare ||= !spaced;
      parts.push(line.slice(from, at).trim());
      from = at + 1;
      piece = from;
      equals = -1;
    }
  }
  return { parts: [...parts, line.slice(from).trim()], isBare };
}

const [QUOTE, COMMA, SEMICOLON, EQUALS] = [0x22, 0x2c, 0x3b, 0x3d];

/** Where the quote that opens at `open` is closed, behind which a value ends; `open` where it is not. */
function closingQuote(line: string, open: number): number {
  const close = line.indexOf('"', open + 1);
  const end = line.indexOf(';', open);
  return close < 0 || (end >= 0 && end < close) ? open : close;
}

/** What an attribute's value is when it is complete; of others nothing is known, so white space behind the comma decides. */
const COMPLETE: Readonly<Partial<Record<string, RegExp>>> = {
  secure: /^$/,
  httponly: /^$/,
  partitioned: /^$/,
  samesite: /^(?:none|lax|strict)$/i,
  priority: /^(?:low|medium|high)$/i,
  'max-age': /^-?\d+$/,
  domain: /^[^\s,]*$/,
  // What stands behind a comma may belong to a path, unless that is the usual one.
  path: /^\/$/,
};

/** No attribute that is known is longer; it bounds the work. */
const LONGEST_ATTRIBUTE = 300;

/** Where an attribute begins, its first `=` (-1: none), and the comma behind it. */
interface Attribute {
  readonly piece: number;
  readonly equals: number;
  readonly at: number;
}

/** True where a line may end after an attribute. In others a comma needs white space behind it, as joiners write it. */
function mayEnd(line: string, { piece, equals, at }: Attribute, spaced: boolean, trustsBare: boolean): boolean {
  if (at - piece > LONGEST_ATTRIBUTE) return spaced;
  const name = knownAttribute(asciiLowerCase(line.slice(piece, equals < 0 ? at : equals)).trim());
  const value = equals < 0 ? '' : line.slice(equals + 1, at).trim();
  if (name === 'expires') return parseCookieDate(value) !== null;
  const complete = name === null ? undefined : COMPLETE[name];
  if (complete === undefined) return spaced;
  return complete.test(value) || (name === 'path' && (spaced || trustsBare));
}

const ENDS_IN_WEEKDAY = /;\s*expires\s*=\s*"?((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\s*(,?)\s*$/i;

/**
 * The line that `a=1; Expires=Wed` and `21 Oct 2026 07:28:00 GMT; Path=/` are when they stand together: one that was cut at
 * the comma of its date. undefined: they are two lines.
 */
export function uncutAtExpires(line: string, next: string): string | undefined {
  const [, weekday, comma = ''] = ENDS_IN_WEEKDAY.exec(line.slice(-40)) ?? [];
  const [rest = ''] = next.split(';', 1);
  if (weekday === undefined || !/^\s*\d/.test(rest) || parseCookieDate(`${weekday}, ${rest}`) === null)
    return undefined;
  const start = line.trimEnd();
  return `${comma === '' ? start : start.slice(0, -1)}, ${next.trimStart()}`;
}
