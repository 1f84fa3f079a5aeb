/** The keys that lead to a value: `['log', 'entries', 12]`. */
export type JsonKeys = readonly (string | number)[];

/** What becomes of a value: gone into, handed over whole, or passed over. */
export type JsonTreatment = 'open' | 'take' | 'skip';

/** Why a value is not handed over. */
export type CutFailure = 'too-deep' | 'too-large';

export interface JsonCutterOptions {
  /** Called where a value begins. Only objects and arrays can be opened. The keys are valid during the call alone. */
  treat(keys: JsonKeys, kind: 'object' | 'array' | 'scalar'): JsonTreatment;
  /** The UTF-8 bytes of a value that was to be taken; valid during the call alone. */
  onValue(keys: JsonKeys, bytes: Uint8Array): void;
  /** A value that was to be taken is nested too deeply or too large. */
  onFailure(keys: JsonKeys, why: CutFailure): void;
  /** An object or array that was opened is over. */
  onClosed?(keys: JsonKeys): void;
  /** Strings longer than this many bytes are replaced by `LEFT_OUT`. */
  readonly longestString: number;
  /** Largest value that is taken, in bytes, without the strings that were left out. */
  readonly largestValue: number;
  /** Deepest nesting inside of a value that is taken. */
  readonly deepest: number;
}

/** Stands for a string that was too long to keep. U+0000 keeps it apart from what tools write. */
export const LEFT_OUT = '\0left out';
const LEFT_OUT_BYTES = new TextEncoder().encode('\\u0000left out');

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const BYTE_ORDER_MARK: readonly number[] = [0xef, 0xbb, 0xbf];

/** More open levels than this are no file that is known here; deeper values are taken or skipped whole. */
const MAX_OPEN = 8;

type Expected = 'root' | 'value' | 'key' | 'colon' | 'comma';

interface Level {
  readonly isObject: boolean;
  /** How many items of an array have started. */
  items: number;
}

const utf8 = new TextDecoder();

function isSpace(byte: number): boolean {
  return byte === SPACE || byte === LF || byte === CR || byte === TAB;
}

/**
 * Cuts JSON text (RFC 8259) that arrives in pieces into the values that are asked for, without parsing them: only
 * quotes, brackets and what lies between opened values are looked at. What is cut is for JSON.parse, which finds what
 * is wrong inside of it. Memory is bounded by the largest value. Where the text around the values is no JSON, the
 * reading ends and `brokenAt` says where.
 */
export class JsonCutter {
  readonly #options: JsonCutterOptions;
  readonly #keys: (string | number)[] = [];
  readonly #levels: Level[] = [];
  #expected: Expected = 'root';
  #bytesBefore = 0;
  /** The byte where the text stops being JSON. */
  brokenAt: number | undefined;
  /** True once a root value is complete and no other has started. */
  ended = false;

  // The leaf that is being passed: a key, or a value that is taken or skipped.
  #leaf: 'none' | 'key' | 'take' | 'skip' = 'none';
  #isScalar = false;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #stringLength = 0;
  #dropping = false;
  #failure: CutFailure | undefined;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  /** The pieces of a string that goes on in the next chunk; it may yet turn out too long. */
  #heldString: Uint8Array[] = [];

  constructor(options: JsonCutterOptions) {
    this.#options = options;
  }

  /** Reads on. The chunk may be used again afterwards. */
  write(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length && this.brokenAt === undefined) {
      at = this.#leaf === 'none' ? this.#betweenValues(chunk, at) : this.#throughLeaf(chunk, at);
    }
    this.#bytesBefore += chunk.length;
  }

  #break(at: number): number {
    this.brokenAt = this.#bytesBefore + at;
    return Number.MAX_SAFE_INTEGER;
  }

  #betweenValues(chunk: Uint8Array, at: number): number {
    const byte = chunk[at] ?? 0;
    if (isSpace(byte)) return at + 1;
    switch (this.#expected) {
      case 'root':
        // Bytes that fill up a file's last block are no text, and a byte order mark says nothing.
        if (this.ended ? byte === 0 : BYTE_ORDER_MARK[this.#bytesBefore + at] === byte) return at + 1;
        return byte === OPEN_OBJECT || byte === OPEN_ARRAY ? this.#begin(byte, at) : this.#break(at);
      case 'value':
        if (byte === CLOSE_ARRAY && this.#levels.at(-1)?.isObject === false) return this.#close(at);
        return byte === COMMA || byte === COLON || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT
          ? this.#break(at)
          : this.#begin(byte, at);
      case 'key':
        if (byte === CLOSE_OBJECT) return this.#close(at);
        if (byte !== QUOTE) return this.#break(at);
        this.#beginLeaf('key', false);
        return at;
      case 'colon':
        if (byte !== COLON) return this.#break(at);
        this.#expected = 'value';
        return at + 1;
      case 'comma': {
        const isObject = this.#levels.at(-1)?.isObject === true;
        if (byte === (isObject ? CLOSE_OBJECT : CLOSE_ARRAY)) return this.#close(at);
        if (byte !== COMMA) return this.#break(at);
        this.#expected = isObject ? 'key' : 'value';
        return at + 1;
      }
    }
  }

  #begin(byte: number, at: number): number {
    this.ended = false;
    const level = this.#levels.at(-1);
    if (level?.isObject === false) {
      this.#keys.push(level.items);
      level.items += 1;
    }
    const kind = byte === OPEN_OBJECT ? 'object' : byte === OPEN_ARRAY ? 'array' : 'scalar';
    const wanted = this.#options.treat(this.#keys, kind);
    if (wanted === 'open' && kind !== 'scalar' && this.#levels.length < MAX_OPEN) {
      this.#levels.push({ isObject: kind === 'object', items: 0 });
      this.#expected = kind === 'object' ? 'key' : 'value';
      return at + 1;
    }
    this.#beginLeaf(wanted === 'take' ? 'take' : 'skip', kind === 'scalar' && byte !== QUOTE);
    return at;
  }

  #close(at: number): number {
    this.#levels.pop();
    this.#options.onClosed?.(this.#keys);
    this.#over();
    return at + 1;
  }

  /** A value is over: what follows is a comma or the end of what it stands in. */
  #over(): void {
    this.#keys.pop();
    this.#expected = this.#levels.length === 0 ? 'root' : 'comma';
    if (this.#levels.length === 0) this.ended = true;
  }

  #beginLeaf(leaf: 'key' | 'take' | 'skip', isScalar: boolean): void {
    this.#leaf = leaf;
    this.#isScalar = isScalar;
    this.#depth = 0;
    this.#failure = undefined;
  }

  /** Passes over the leaf as far as the chunk goes; returns where it ends. */
  #throughLeaf(chunk: Uint8Array, start: number): number {
    let from = start;
    let at = start;
    if (this.#isScalar) {
      while (at < chunk.length) {
        const byte = chunk[at] ?? 0;
        if (byte === COMMA || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT || isSpace(byte)) {
          return this.#endLeaf(chunk, from, at);
        }
        at += 1;
      }
      this.#hold(chunk.subarray(from));
      return at;
    }
    while (at < chunk.length) {
      if (this.#inString) {
        const quote = this.#closingQuote(chunk, at);
        const end = quote === -1 ? chunk.length : quote;
        this.#stringLength += end - at;
        const tooLong = this.#stringLength > this.#options.longestString;
        if (tooLong && !this.#dropping) {
          // What this chunk holds before the string's first byte stays; of the string itself nothing does.
          if (from < at) this.#hold(chunk.subarray(from, at));
          this.#heldString = [];
          this.#hold(LEFT_OUT_BYTES);
          this.#dropping = true;
        }
        if (quote === -1) {
          if (!this.#dropping) {
            if (from < at) this.#hold(chunk.subarray(from, at));
            if (this.#keeps()) this.#heldString.push(chunk.slice(at));
          }
          return chunk.length;
        }
        for (const piece of this.#heldString) this.#hold(piece);
        this.#heldString = [];
        if (this.#dropping) from = quote;
        this.#inString = false;
        this.#dropping = false;
        at = quote + 1;
        if (this.#depth === 0) return this.#endLeaf(chunk, from, at);
        continue;
      }
      const byte = chunk[at] ?? 0;
      at += 1;
      if (byte === QUOTE) {
        this.#inString = true;
        this.#escaped = false;
        this.#stringLength = 0;
      } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        this.#depth += 1;
        if (this.#depth > this.#options.deepest) this.#fail('too-deep');
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        this.#depth -= 1;
        if (this.#depth <= 0) return this.#endLeaf(chunk, from, at);
      }
    }
    if (from < at) this.#hold(chunk.subarray(from, at));
    return at;
  }

  /** The quote that closes the string, or -1 where this chunk does not hold it. */
  #closingQuote(chunk: Uint8Array, start: number): number {
    let from = start;
    for (;;) {
      const quote = chunk.indexOf(QUOTE, from);
      const end = quote === -1 ? chunk.length : quote;
      let slash = end;
      while (slash > start && chunk[slash - 1] === BACKSLASH) slash -= 1;
      // Backslashes that reach back to the chunk's beginning go on from the chunk before.
      const escaped = ((end - slash) % 2 === 1) !== (slash === start && this.#escaped);
      if (quote === -1) {
        this.#escaped = escaped;
        return -1;
      }
      if (!escaped) return quote;
      from = quote + 1;
    }
  }

  #keeps(): boolean {
    return (this.#leaf === 'take' || this.#leaf === 'key') && this.#failure === undefined;
  }

  #fail(why: CutFailure): void {
    if (this.#leaf !== 'take') return;
    this.#failure ??= why;
    this.#held = [];
    this.#heldString = [];
    this.#heldBytes = 0;
  }

  /** Keeps a copy of bytes of the leaf that later chunks complete. */
  #hold(bytes: Uint8Array): void {
    if (!this.#keeps()) return;
    this.#held.push(bytes.slice());
    this.#heldBytes += bytes.length;
    if (this.#heldBytes > this.#options.largestValue) this.#fail('too-large');
  }

  #endLeaf(chunk: Uint8Array, from: number, end: number): number {
    const leaf = this.#leaf;
    const bytes = this.#keeps() ? this.#joined(chunk.subarray(from, end)) : undefined;
    this.#leaf = 'none';
    if (leaf === 'key') {
      this.#keys.push(textOfKey(bytes ?? new Uint8Array(0)));
      this.#expected = 'colon';
      return end;
    }
    if (this.#failure !== undefined) this.#options.onFailure(this.#keys, this.#failure);
    else if (bytes !== undefined) this.#options.onValue(this.#keys, bytes);
    this.#over();
    return end;
  }

  #joined(tail: Uint8Array): Uint8Array {
    if (this.#held.length === 0) return tail;
    const bytes = new Uint8Array(this.#heldBytes + tail.length);
    let at = 0;
    for (const piece of [...this.#held, tail]) {
      bytes.set(piece, at);
      at += piece.length;
    }
    this.#held = [];
    this.#heldBytes = 0;
    return bytes;
  }
}

function textOfKey(bytes: Uint8Array): string {
  const text = utf8.decode(bytes);
  try {
    return JSON.parse(text) as string;
  } catch {
    return text;
  }
}
