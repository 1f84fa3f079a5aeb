import { piecesOf } from './pieces.ts';
import { trimmedBounds } from './whitespace.ts';

/** One cookie-pair of a Cookie header. */
export interface CookiePair {
  /** Empty for a nameless cookie, which is sent as its value alone. */
  readonly name: string;
  readonly value: string;
  /** The text between two semicolons, untouched. */
  readonly raw: string;
}

/** Cookie header → its pairs in order, empty pieces left out (as servers read §5.8.3's cookie-string). Never throws; linear. */
export function parseCookieHeader(header: string): CookiePair[] {
  const pairs: CookiePair[] = [];
  for (const raw of piecesOf(header)) {
    const [from, to] = trimmedBounds(raw, 0, raw.length);
    if (from === to) continue;
    const text = raw.slice(from, to);
    const equals = text.indexOf('=');
    if (equals < 0) pairs.push({ name: '', value: text, raw });
    else {
      const [nameFrom, nameTo] = trimmedBounds(text, 0, equals);
      const [valueFrom, valueTo] = trimmedBounds(text, equals + 1, text.length);
      pairs.push({ name: text.slice(nameFrom, nameTo), value: text.slice(valueFrom, valueTo), raw });
    }
  }
  return pairs;
}

/** The cookie-string of §5.8.3 step 5: `name=` only where the name is not empty, `; ` between. */
export function serializeCookieHeader(pairs: Iterable<{ readonly name: string; readonly value: string }>): string {
  return Array.from(pairs, ({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; ');
}
