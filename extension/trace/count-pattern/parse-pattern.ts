/** What a character may be. */
export type CharacterTest = (code: number) => boolean;

/** A regular expression as a tree. */
export type PatternNode =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | {
      readonly kind: 'repeat';
      readonly part: PatternNode;
      readonly least: number;
      /** Infinity: without end. */
      readonly most: number;
      readonly lazy: boolean;
    }
  | { readonly kind: 'group'; readonly part: PatternNode }
  | { readonly kind: 'edge'; readonly edge: 'start' | 'end' | 'word' | 'not-word' };

/** What is wrong with a pattern; the message is one sentence for the user. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** Most times that `{n}` may ask for; counts need no more, and a larger program would be slow. */
const MOST_REPEATS = 50;

const isDigit: CharacterTest = (code) => code >= 48 && code <= 57;
export const isWord: CharacterTest = (code) =>
  isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
const isSpace: CharacterTest = (code) => /\s/.test(String.fromCharCode(code));
const not =
  (test: CharacterTest): CharacterTest =>
  (code) =>
    !test(code);

/** The classes that a backslash names. */
const CLASSES: Readonly<Record<string, CharacterTest>> = {
  d: isDigit,
  D: not(isDigit),
  w: isWord,
  W: not(isWord),
  s: isSpace,
  S: not(isSpace),
};

/** The characters that a backslash names. */
const CONTROLS: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11 };

/**
 * Parses a pattern in the part of JavaScript's regular expressions that needs no backtracking: characters, classes,
 * `.`, groups, `|`, `* + ? {n,m}`, lazy ones too, `^ $ \b`. Case counts.
 *
 * @throws PatternError
 */
export function parsePattern(source: string): PatternNode {
  return new PatternParser(source).parse();
}

class PatternParser {
  readonly #source: string;
  #at = 0;
  #groups = 0;

  constructor(source: string) {
    this.#source = source;
  }

  parse(): PatternNode {
    const whole = this.#choice();
    if (this.#at < this.#source.length) throw this.#wrong('A ")" closes no group');
    if (this.#groups !== 1) {
      const found = this.#groups === 0 ? 'has no group' : `has ${this.#groups} groups`;
      throw new PatternError(
        `The pattern ${found}: put the number, and only that, in round brackets, as in Visits: (\\d+). Other groups begin with (?:`,
      );
    }
    return whole;
  }

  #wrong(what: string): PatternError {
    return new PatternError(`${what}, at character ${this.#at + 1} of the pattern.`);
  }

  #next(): string | undefined {
    return this.#source[this.#at];
  }

  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #choice(): PatternNode {
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
  }

  #sequence(): PatternNode {
    const parts: PatternNode[] = [];
    for (let next = this.#next(); next !== undefined && next !== '|' && next !== ')'; next = this.#next()) {
      parts.push(this.#repeated(this.#one()));
    }
    return { kind: 'sequence', parts };
  }

  #repeated(part: PatternNode): PatternNode {
    const range = this.#range();
    if (range === undefined) return part;
    if (part.kind === 'edge') throw this.#wrong('A place (^, $, \\b) cannot be repeated');
    const repeated: PatternNode = { kind: 'repeat', part, ...range, lazy: this.#take('?') };
    if (this.#range() !== undefined) throw this.#wrong('Two repetitions follow one another');
    return repeated;
  }

  #range(): { least: number; most: number } | undefined {
    if (this.#take('*')) return { least: 0, most: Number.POSITIVE_INFINITY };
    if (this.#take('+')) return { least: 1, most: Number.POSITIVE_INFINITY };
    if (this.#take('?')) return { least: 0, most: 1 };
    const braces = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(this.#source.slice(this.#at, this.#at + 12));
    if (braces === null) return undefined;
    const least = Number(braces[1]);
    const most = braces[2] === undefined ? least : braces[3] ? Number(braces[3]) : Number.POSITIVE_INFINITY;
    if (least > MOST_REPEATS || (most !== Number.POSITIVE_INFINITY && most > MOST_REPEATS)) {
      throw this.#wrong(`A repetition of more than ${MOST_REPEATS} is not possible; use + or * instead`);
    }
    if (most < least) throw this.#wrong('A repetition ends below where it begins');
    this.#at += braces[0].length;
    return { least, most };
  }

  #one(): PatternNode {
    if (this.#take('(')) return this.#group();
    if (this.#take('[')) return { kind: 'character', test: this.#set() };
    if (this.#take('.')) return { kind: 'character', test: (code) => code !== 10 && code !== 13 };
    if (this.#take('^')) return { kind: 'edge', edge: 'start' };
    if (this.#take('$')) return { kind: 'edge', edge: 'end' };
    if (this.#take('\\')) return this.#escape();
    if (this.#range() !== undefined) throw this.#wrong('A repetition has nothing before it');
    const code = this.#code();
    return { kind: 'character', test: (other) => other === code };
  }

  #group(): PatternNode {
    const captures = !this.#source.startsWith('?', this.#at);
    if (captures) this.#groups += 1;
    else if (!this.#take('?:')) {
      throw this.#wrong('Looking ahead or behind and named groups are not possible here; (…) and (?:…) are');
    }
    const inner = this.#choice();
    if (!this.#take(')')) throw this.#wrong('A group is not closed');
    return captures ? { kind: 'group', part: inner } : inner;
  }

  #escape(): PatternNode {
    const letter = this.#next();
    if (letter === undefined) throw this.#wrong('A backslash stands at the end');
    if (letter === 'b' || letter === 'B') {
      this.#at += 1;
      return { kind: 'edge', edge: letter === 'b' ? 'word' : 'not-word' };
    }
    return { kind: 'character', test: this.#escaped() };
  }

  /** What stands after a backslash, in a set or outside. */
  #escaped(): CharacterTest {
    const letter = this.#next() ?? '';
    const named = CLASSES[letter];
    if (named !== undefined) {
      this.#at += 1;
      return named;
    }
    if (/[0-9A-Za-z]/.test(letter) && CONTROLS[letter] === undefined) {
      throw this.#wrong(`"\\${letter}" is not possible here`);
    }
    const code = CONTROLS[letter] ?? letter.codePointAt(0) ?? 0;
    this.#at += Math.max(1, letter.length);
    return (other) => other === code;
  }

  #set(): CharacterTest {
    const negated = this.#take('^');
    const tests: CharacterTest[] = [];
    while (!this.#take(']')) {
      if (this.#next() === undefined) throw this.#wrong('A set [ is not closed');
      if (this.#take('\\')) {
        tests.push(this.#escaped());
        continue;
      }
      const from = this.#code();
      const isRange = this.#next() === '-' && ![undefined, ']', '\\'].includes(this.#source[this.#at + 1]);
      if (!isRange) {
        tests.push((code) => code === from);
        continue;
      }
      this.#at += 1;
      const to = this.#code();
      if (to < from) throw this.#wrong('A range in a set ends before it begins');
      tests.push((code) => code >= from && code <= to);
    }
    const any: CharacterTest = (code) => tests.some((test) => test(code));
    return negated ? not(any) : any;
  }

  #code(): number {
    const code = this.#source.codePointAt(this.#at) ?? 0;
    this.#at += code > 0xffff ? 2 : 1;
    return code;
  }
}
