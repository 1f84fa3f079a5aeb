import type { FrameworkId } from '../names/framework-id.ts';

/** What a part of a value is. */
export type ValuePartKind =
  | 'id'
  | 'payload'
  | 'time'
  | 'expires'
  | 'signature'
  | 'route'
  | 'header'
  | 'encrypted'
  | 'user'
  | 'nonce';

/** A part of a value that can be separated, and read where that needs no key. */
export interface ValuePart {
  readonly kind: ValuePartKind;
  /** As it stands in the value. */
  readonly text: string;
  /** What it says in plain text, where that needs no key. */
  readonly decoded?: string;
  /** What it says, where it is JSON. */
  readonly json?: unknown;
  /** ms since 1970, for a time; absent where the text is no time. */
  readonly time?: number;
  /** It stands where a time belongs and is none. */
  readonly notATime?: true;
  /** Deflated (zlib) bytes that `inflatePayload` can read. */
  readonly zlib?: Uint8Array<ArrayBuffer>;
}

/** What the words on screen are made of for a format that has one maker: a sentence for each kind, with the maker's name in it. */
export interface ValueLabel {
  readonly kind: 'id' | 'signed-id' | 'signed' | 'encrypted' | 'sign-in' | 'json';
  /** A product's name, the same in every language. */
  readonly maker: string;
}

/** What the pattern of a rule found in a value: the whole match first, then its groups. */
export type ValueMatch = readonly (string | undefined)[];

/** One format. Everything that Sidtrail says or does about the format comes from this one record. */
export interface ValueRule {
  readonly format: string;
  /** Absent for a format that many write: it has a sentence of its own, see `value-format-words.ts`. */
  readonly label?: ValueLabel;
  /** Anchored at both ends or at the start, and matched in time proportional to the value's length. */
  readonly pattern: RegExp;
  /** A further check that needs decoding. Never throws. */
  readonly accepts?: (match: ValueMatch) => boolean;
  /** The group of `pattern` that stays the same while the session lives; absent: the whole value does. */
  readonly idGroup?: number;
  /** The value may be written anew, and differ, while the session lives: it is sealed or written as a whole. */
  readonly clientSide?: true;
  /** What is known to be inside: the session's data, or what is sealed and may as well be an id. Absent: neither is said. */
  readonly holds?: 'data' | 'sealed';
  /** What everybody can read in it, as JSON; who it is for decides whether it can be a session. Never throws. */
  readonly readable?: (match: ValueMatch) => unknown;
  /** It carries a signature or is sealed. Nobody but the server can check that. */
  readonly signed?: true | ((match: ValueMatch) => boolean);
  /** Whether it looks as if nobody could guess it; absent: judged by the characters of the id. */
  readonly random?: boolean | ((match: ValueMatch) => boolean);
  /** Bits that the format's maker draws from a random source; absent where that is not known. */
  readonly designBits?: number | ((match: ValueMatch) => number | undefined);
  /** The framework that writes it, where nobody else writes values like these. */
  readonly framework?: FrameworkId;
  /** What the value is made of, as far as it can be read without a key. Never throws. */
  readonly parts?: (match: ValueMatch) => readonly ValuePart[];
}
