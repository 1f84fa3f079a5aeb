import { joinBytes } from './join-bytes.ts';

/** Why a value is not handed over. */
export type CutFailure = 'too-deep' | 'too-large';

/** The bounds of one value. */
export interface LeafBounds {
  /** Strings longer than this many bytes are replaced by `LEFT_OUT`. */
  readonly longestString: number;
  /** Largest value that is taken, in bytes, without the strings that were left out. */
  readonly largestValue: number;
  /** Deepest nesting inside of a value that is taken. */
  readonly deepest: number;
}

/** What is read: a key or a value that is taken is kept, one that is skipped is not. Only values have bounds. */
export type LeafUse = 'key' | 'take' | 'skip';

/** Stands for a string that was too long to keep. U+0000 keeps it apart from what tools write. */
export const LEFT_OUT = '\0left out';
const LEFT_OUT_BYTES = new TextEncoder().encode('\\u0000left out');

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** White space of RFC 8259. */
export function isSpace(byte: number): boolean {
  return byte === SPACE || byte === LF || byte === CR || byte === TAB;
}

/** Reads one key, or one value with everything in it, from pieces of JSON text, and finds its end. */
export class JsonLeaf {
  readonly #bounds: LeafBounds;
  #use: LeafUse = 'skip';
  #isScalar = false;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #stringLength = 0;
  #dropping = false;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  /** The pieces of a string that goes on in the next chunk; it may yet turn out too long. */
  #heldString: Uint8Array[] = [];
  /** Why the value was not kept. */
  failure: CutFailure | undefined;
  /** Its bytes, once it has ended and where it was kept; valid until the chunk is used again. */
  bytes: Uint8Array | undefined;

  constructor(bounds: LeafBounds) {
    this.#bounds = bounds;
  }

  /** Begins a leaf. `isScalar`: a number or a word, which ends before the byte that follows it. */
  begin(use: LeafUse, isScalar: boolean): void {
    this.#use = use;
    this.#isScalar = isScalar;
    this.#depth = 0;
    this.failure = undefined;
    this.bytes = undefined;
  }

  /** Reads on from a byte. Returns where the leaf ends, or undefined where the chunk ends before it. */
  read(chunk: Uint8Array, start: number): number | undefined {
    return this.#isScalar ? this.#readScalar(chunk, start) : this.#readNested(chunk, start);
  }

  #readScalar(chunk: Uint8Array, start: number): number | undefined {
    for (let at = start; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (byte === COMMA || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT || isSpace(byte)) {
        return this.#end(chunk, start, at);
      }
    }
    this.#hold(chunk.subarray(start));
    return undefined;
  }

  /** A string, or an object or array with all that it holds. */
  #readNested(chunk: Uint8Array, start: number): number | undefined {
    let from = start;
    let at = start;
    while (at < chunk.length) {
      if (this.#inString) {
        const quote = this.#closingQuote(chunk, at);
        const end = quote === -1 ? chunk.length : quote;
        this.#stringLength += end - at;
        const tooLong = this.#stringLength > this.#bounds.longestString;
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
          return undefined;
        }
        for (const piece of this.#heldString) this.#hold(piece);
        this.#heldString = [];
        if (this.#dropping) from = quote;
        this.#inString = false;
        this.#dropping = false;
        at = quote + 1;
        if (this.#depth === 0) return this.#end(chunk, from, at);
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
        if (this.#depth > this.#bounds.deepest) this.#fail('too-deep');
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        this.#depth -= 1;
        if (this.#depth <= 0) return this.#end(chunk, from, at);
      }
    }
    if (from < at) this.#hold(chunk.subarray(from, at));
    return undefined;
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
    return this.#use !== 'skip' && this.failure === undefined;
  }

  #fail(why: CutFailure): void {
    if (this.#use !== 'take') return;
    this.failure ??= why;
    this.#held = [];
    this.#heldString = [];
    this.#heldBytes = 0;
  }

  /** Keeps a copy of bytes of the leaf that later chunks complete. */
  #hold(bytes: Uint8Array): void {
    if (!this.#keeps()) return;
    this.#held.push(bytes.slice());
    this.#heldBytes += bytes.length;
    if (this.#heldBytes > this.#bounds.largestValue) this.#fail('too-large');
  }

  #end(chunk: Uint8Array, from: number, end: number): number {
    if (this.#keeps() && this.#heldBytes + end - from > this.#bounds.largestValue) this.#fail('too-large');
    this.bytes = this.#keeps() ? this.#joined(chunk.subarray(from, end)) : undefined;
    return end;
  }

  #joined(tail: Uint8Array): Uint8Array {
    const bytes = joinBytes([...this.#held, tail]);
    this.#held = [];
    this.#heldBytes = 0;
    return bytes;
  }
}
