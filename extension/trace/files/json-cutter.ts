import { type CutFailure, isSpace, JsonLeaf, type LeafBounds, type LeafUse } from './json-leaf.ts';

/** The keys that lead to a value: `['log', 'entries', 12]`. */
export type JsonKeys = readonly (string | number)[];

/** What becomes of a value: gone into, handed over whole, or passed over. */
export type JsonTreatment = 'open' | 'take' | 'skip';

export interface JsonCutterOptions extends LeafBounds {
  /** Called where a value begins. Only objects and arrays can be opened. The keys are valid during the call alone. */
  treat(keys: JsonKeys, kind: 'object' | 'array' | 'scalar'): JsonTreatment;
  /** The UTF-8 bytes of a value that was to be taken; valid during the call alone. */
  onValue(keys: JsonKeys, bytes: Uint8Array): void;
  /** A value that was to be taken is nested too deeply or too large. */
  onFailure(keys: JsonKeys, why: CutFailure): void;
  /** An object or array that was opened is over. */
  onClosed?(keys: JsonKeys): void;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
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

  /** The key or value that is being read, and what becomes of it. */
  readonly #leaf: JsonLeaf;
  #use: LeafUse | 'none' = 'none';

  constructor(options: JsonCutterOptions) {
    this.#options = options;
    this.#leaf = new JsonLeaf(options);
  }

  /** Reads on. The chunk may be used again afterwards. */
  write(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length && this.brokenAt === undefined) {
      at = this.#use === 'none' ? this.#betweenValues(chunk, at) : this.#throughLeaf(chunk, at);
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

  #beginLeaf(use: LeafUse, isScalar: boolean): void {
    this.#use = use;
    this.#leaf.begin(use, isScalar);
  }

  /** Passes over the leaf as far as the chunk goes; returns where to go on. */
  #throughLeaf(chunk: Uint8Array, start: number): number {
    const end = this.#leaf.read(chunk, start);
    if (end === undefined) return chunk.length;
    const { bytes, failure } = this.#leaf;
    const isKey = this.#use === 'key';
    this.#use = 'none';
    if (isKey) {
      this.#keys.push(textOfKey(bytes ?? new Uint8Array(0)));
      this.#expected = 'colon';
      return end;
    }
    if (failure !== undefined) this.#options.onFailure(this.#keys, failure);
    else if (bytes !== undefined) this.#options.onValue(this.#keys, bytes);
    this.#over();
    return end;
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
