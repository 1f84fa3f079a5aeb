import { type CookiePair, parseCookieHeader } from '../../../cookies/parse-cookie-header.ts';
import type { Header } from '../../model/event.ts';
import { RecentMap } from './recent-map.ts';

/** How many different parts of a kind are remembered. */
const MOST = 500;

/** Longer ones are not remembered, in characters: what is remembered takes memory, too. */
const LONGEST = 2_000;

/** Of the parts that one request after another repeats (headers, cookies, names) a trace holds one copy. */
export class SharedParts {
  readonly #headers = new RecentMap<readonly Header[]>(MOST);
  readonly #cookies = new RecentMap<readonly CookiePair[]>(MOST);
  readonly #texts = new RecentMap<string>(MOST);

  /** Equal headers. Lengths stand in the key, for a header of a file may hold any character. */
  headers(headers: readonly Header[]): readonly Header[] {
    if (headers.length === 0) return NO_HEADERS;
    let key = '';
    for (const [name, value] of headers) {
      key += `${name.length} ${value.length} ${name}${value}`;
      if (key.length > LONGEST) return headers;
    }
    return known(this.#headers, key, () => headers);
  }

  /** The cookies of a Cookie header. */
  cookies(header: string): readonly CookiePair[] {
    if (header.length > LONGEST) return parseCookieHeader(header);
    return known(this.#cookies, header, () => parseCookieHeader(header));
  }

  /** An equal text, for hosts, sites and the like. */
  text(text: string): string {
    return known(this.#texts, text, () => text);
  }
}

const NO_HEADERS: readonly Header[] = [];

function known<T>(map: RecentMap<T>, key: string, make: () => T): T {
  const before = map.get(key);
  if (before !== undefined) return before;
  const made = make();
  map.set(key, made);
  return made;
}
