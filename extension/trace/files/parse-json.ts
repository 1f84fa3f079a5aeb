/** What became of JSON text. */
export interface ParsedJson {
  readonly value: unknown;
  /** True: it held what JSON forbids: control characters, octets that are no UTF-8, NaN. Each was read as a stand-in. */
  readonly repaired: boolean;
  readonly failed: boolean;
}

const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder('utf-8');

/** Tools that do not escape write line feeds and tabs into strings as they are: to JSON all of these are errors. */
const CONTROL = /[\0-\x1f]/g;

/** A string, which stays as it is; a number that JSON has not, as Python and Go write one; a comma behind the last item. */
const FORBIDDEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b|,(?=\s*[\]}])/g;

function standIn(found: string): string {
  if (found.startsWith('"')) return found;
  return found === ',' ? '' : 'null';
}

/** Parses one value in UTF-8, and what tools write that only nearly is one. */
export function parseJson(bytes: Uint8Array): ParsedJson {
  try {
    return { value: JSON.parse(strict.decode(bytes)) as unknown, repaired: false, failed: false };
  } catch {
    try {
      // Between tokens a space stands as well as a line feed.
      const text = lenient.decode(bytes).replace(CONTROL, ' ').replace(FORBIDDEN, standIn);
      const value = JSON.parse(text) as unknown;
      return { value, repaired: true, failed: false };
    } catch {
      return { value: undefined, repaired: false, failed: true };
    }
  }
}
