/** What became of JSON text. */
export interface ParsedJson {
  readonly value: unknown;
  /** True: it held control characters inside of strings, or octets that are no UTF-8; each was read as a stand-in. */
  readonly repaired: boolean;
  readonly failed: boolean;
}

const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder('utf-8');

/** Tools that do not escape write line feeds and tabs into strings as they are: to JSON all of these are errors. */
const CONTROL = /[\0-\x1f]/g;

/** Parses one value in UTF-8, and what tools write that only nearly is one. */
export function parseJson(bytes: Uint8Array): ParsedJson {
  try {
    return { value: JSON.parse(strict.decode(bytes)) as unknown, repaired: false, failed: false };
  } catch {
    try {
      // Between tokens a space stands as well as a line feed.
      const value = JSON.parse(lenient.decode(bytes).replace(CONTROL, ' ')) as unknown;
      return { value, repaired: true, failed: false };
    } catch {
      return { value: undefined, repaired: false, failed: true };
    }
  }
}
