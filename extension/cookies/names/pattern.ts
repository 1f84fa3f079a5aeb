/**
 * Patterns of cookie names, matched from both ends, without going back: in time proportional to the name.
 *
 * `*` stands for one character or more; `{hex}`, `{digit}`, `{upper}`, `{upnum}`, `{alnum}` for one or more of their
 * kind, `{hex32}` for exactly 32 and `{hex6+}` for at least 6 of them. Everything else stands for itself. At most one
 * part may be of any length.
 */
export interface NamePattern {
  /** What the name begins with. */
  readonly head: string;
  /** What the name ends with. */
  readonly tail: string;
  /** How many characters of the pattern stand for themselves: the more, the more particular it is. */
  readonly literals: number;
  matches(name: string): boolean;
}

const CLASSES: Readonly<Record<string, (code: number) => boolean>> = {
  hex: (code) => isDigit(code) || isBetween(code | 0x20, 'a', 'f'),
  digit: isDigit,
  upper: (code) => isBetween(code, 'A', 'Z'),
  upnum: (code) => isDigit(code) || isBetween(code, 'A', 'Z'),
  alnum: (code) => isDigit(code) || isBetween(code, 'a', 'z'),
  any: () => true,
};

function isBetween(code: number, first: string, last: string): boolean {
  return code >= first.charCodeAt(0) && code <= last.charCodeAt(0);
}

function isDigit(code: number): boolean {
  return isBetween(code, '0', '9');
}

/** A run of characters of one kind, or a literal text. */
type Piece =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'run'; readonly has: (code: number) => boolean; readonly least: number; readonly most: number };

const PLACEHOLDER = /\*|\{([a-z]+)(\d*)(\+?)\}/g;

function readPieces(pattern: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of pattern.matchAll(PLACEHOLDER)) {
    if (match.index > at) pieces.push({ kind: 'literal', text: pattern.slice(at, match.index) });
    at = match.index + match[0].length;
    const [, name = 'any', count = '', more = ''] = match;
    const has = CLASSES[name];
    if (has === undefined) throw new Error(`The pattern ${pattern} names an unknown kind of character.`);
    const least = count === '' ? 1 : Number(count);
    pieces.push({ kind: 'run', has, least, most: count === '' || more !== '' ? Number.POSITIVE_INFINITY : least });
  }
  if (at < pattern.length) pieces.push({ kind: 'literal', text: pattern.slice(at) });
  return pieces;
}

const lengthOf = (piece: Piece): number => (piece.kind === 'literal' ? piece.text.length : piece.least);

/** Whether a piece of fixed length stands at this place of the name. */
function standsAt(piece: Piece, name: string, at: number): boolean {
  if (piece.kind === 'literal') return name.startsWith(piece.text, at);
  return isRun(piece.has, name, at, at + piece.least);
}

function isRun(has: (code: number) => boolean, name: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!has(name.charCodeAt(i))) return false;
  return true;
}

function allStand(pieces: readonly Piece[], name: string, from: number): boolean {
  let at = from;
  return pieces.every((piece) => {
    const stands = standsAt(piece, name, at);
    at += lengthOf(piece);
    return stands;
  });
}

/** Whether a pattern is a name and nothing else. */
export function isLiteral(pattern: string): boolean {
  return pattern.search(PLACEHOLDER) === -1;
}

/** Compiles a pattern. Throws where it has two parts of any length, or names an unknown kind of character. */
export function compilePattern(pattern: string): NamePattern {
  const pieces = readPieces(pattern);
  const open = pieces.findIndex((piece) => piece.kind === 'run' && piece.most !== piece.least);
  const left = open === -1 ? pieces : pieces.slice(0, open);
  const right = open === -1 ? [] : pieces.slice(open + 1);
  const middle = pieces[open];
  if (right.some((piece) => piece.kind === 'run' && piece.most !== piece.least)) {
    throw new Error(`The pattern ${pattern} has two parts of any length.`);
  }
  const sum = (list: readonly Piece[]): number => list.reduce((length, piece) => length + lengthOf(piece), 0);
  const [leftLength, rightLength] = [sum(left), sum(right)];
  const literal = (piece: Piece | undefined): string => (piece?.kind === 'literal' ? piece.text : '');
  return {
    head: literal(pieces[0]),
    tail: literal(pieces.at(-1)),
    literals: pieces.reduce((count, piece) => count + literal(piece).length, 0),
    matches: (name) => {
      const end = name.length - rightLength;
      if (middle?.kind !== 'run') return name.length === leftLength && allStand(left, name, 0);
      if (end - leftLength < middle.least) return false;
      return allStand(left, name, 0) && allStand(right, name, end) && isRun(middle.has, name, leftLength, end);
    },
  };
}
