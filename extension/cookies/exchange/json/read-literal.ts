/** Nesting that is followed; cookies lie four deep at the most. */
const DEEPEST = 60;

/** Thrown inside of this file alone, where a text turns out to be no literal. */
class NoLiteral extends Error {}

/**
 * A value as Python's print, Node's console.log, Ruby's p or a program's source writes it: single quotes, True and None,
 * keys without quotes or with an arrow behind, a comma behind the last member. undefined: it is none. Linear, bounded in depth, never throws.
 */
export function readLiteral(text: string): unknown {
  return new LiteralReader(text).tried((reader) => reader.whole());
}

/** Several values one behind the other, as JSON lines and joined files have them. undefined: something else is between. */
export function readLiterals(text: string): readonly unknown[] | undefined {
  return new LiteralReader(text).tried((reader) => reader.all());
}

/** Where a text that begins as a literal stops being one: units from its beginning. */
export function literalMistake(text: string): number {
  const reader = new LiteralReader(text);
  reader.tried(() => reader.whole());
  return reader.at;
}

const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['null', null],
  ['None', null],
  ['nil', null],
  ['undefined', null],
  // Python's json writes them, and pandas for what is missing.
  ['NaN', null],
  ['Infinity', null],
]);
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['f', '\f'],
]);
const BLANK = /[\s\uFEFF]*/y;
const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;
/** Ruby's times. */
const TIME = /#<DateTime: ?[^\s>]{1,40}[^>]{0,80}>|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? ?(?:UTC|[-+]\d{4})/y;
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const HEX = /x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|u\{([0-9A-Fa-f]{1,6})\}/y;

class LiteralReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** What a reading gives; undefined where the text turns out to be no literal. */
  tried<Value>(read: (reader: this) => Value): Value | undefined {
    try {
      return read(this);
    } catch (error) {
      if (error instanceof NoLiteral) return undefined;
      throw error;
    }
  }

  /** Units that are read. */
  get at(): number {
    return this.#at;
  }

  all(): readonly unknown[] {
    const values: unknown[] = [];
    while (this.#next() !== '') {
      this.#require(/[[{]/.test(this.#next()));
      values.push(this.#value(0));
      // A comma between the lines, or behind the last one, parts them as well.
      if (this.#next() === ',') this.#at++;
    }
    return values;
  }

  whole(): unknown {
    const value = this.#value(0);
    this.#take(BLANK);
    this.#require(this.#at === this.#text.length || this.#text.slice(this.#at).trim() === ';');
    return value;
  }

  #require(holds: boolean): void {
    if (!holds) throw new NoLiteral();
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  /** The next character that is no blank, not taken. */
  #next(): string {
    this.#take(BLANK);
    return this.#text.charAt(this.#at);
  }

  #value(depth: number): unknown {
    this.#require(depth < DEEPEST);
    const next = this.#next();
    if (next === '[' || next === '(') return this.#list(next === '[' ? ']' : ')', depth);
    if (next === '{') return this.#record(depth);
    if (next === '"' || next === "'") return this.#string(next);
    const time = this.#take(TIME);
    if (time !== undefined) return time.replace(/^#<DateTime: ?| .*>$/g, '');
    const number = this.#take(NUMBER);
    if (number !== undefined) return Number(number);
    const word = this.#take(NAME) ?? '';
    this.#require(WORDS.has(word));
    return WORDS.get(word);
  }

  /** A list; PHP writes records so, too. */
  #list(end: string, depth: number): unknown {
    this.#at++;
    const items: unknown[] = [];
    const members: [string, unknown][] = [];
    while (this.#next() !== end) {
      const item = this.#value(depth + 1);
      if (this.#arrow()) members.push([String(item), this.#value(depth + 1)]);
      else items.push(item);
      if (this.#next() !== ',') break;
      this.#at++;
    }
    this.#require(this.#next() === end && (items.length === 0 || members.length === 0));
    this.#at++;
    return members.length > 0 ? Object.fromEntries(members) : items;
  }

  /** Takes the arrow behind a key. */
  #arrow(): boolean {
    this.#take(BLANK);
    const isThere = this.#text.startsWith('=>', this.#at);
    if (isThere) this.#at += 2;
    return isThere;
  }

  #record(depth: number): unknown {
    this.#at++;
    const members: [string, unknown][] = [];
    while (this.#next() !== '}') {
      const mark = this.#next();
      // A symbol of Ruby's.
      if (mark === ':') this.#at++;
      const key = mark === '"' || mark === "'" ? this.#string(mark) : this.#take(NAME);
      this.#require(key !== undefined);
      if (!this.#arrow()) {
        this.#require(this.#next() === ':');
        this.#at++;
      }
      members.push([key ?? '', this.#value(depth + 1)]);
      if (this.#next() !== ',') break;
      this.#at++;
    }
    this.#require(this.#next() === '}');
    this.#at++;
    return Object.fromEntries(members);
  }

  #string(mark: string): string {
    const pieces: string[] = [];
    let start = ++this.#at;
    for (;;) {
      const character = this.#text.charAt(this.#at);
      this.#require(character !== '' && character !== '\n');
      if (character === mark) break;
      if (character === '\\') {
        pieces.push(this.#text.slice(start, this.#at++), this.#escape());
        start = this.#at;
      } else this.#at++;
    }
    pieces.push(this.#text.slice(start, this.#at++));
    return pieces.join('');
  }

  #escape(): string {
    HEX.lastIndex = this.#at;
    const found = HEX.exec(this.#text);
    if (found !== null) {
      this.#at += found[0].length;
      const point = Number.parseInt(found[1] ?? found[2] ?? found[3] ?? found[4] ?? '', 16);
      this.#require(point <= 0x10ffff);
      return String.fromCodePoint(point);
    }
    const character = this.#text.charAt(this.#at++);
    return ESCAPES.get(character) ?? character;
  }
}
