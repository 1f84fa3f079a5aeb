/** Where a secret stands in a text. */
export interface FoundSecret {
  readonly start: number;
  readonly end: number;
  readonly mask: string;
}

/** Secrets that begin with the same words. */
interface Branch {
  mask?: string;
  next?: Map<string, Branch>;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/**
 * Words of a secret that are looked for in one go. A longer secret is known by pieces of this many: so a place in a
 * text costs the same however many secrets begin alike, and however long they are.
 */
const MAX_WORDS = 32;

/** Shorter secrets are not looked for in other text: they could be any word or number. */
const SHORTEST = 4;
/** Letters and digits behind the first word of a secret that distinguish it from other text. */
const LEAST_REST = 8;
/** The same of a rest of three words or more. */
const LEAST_ROW = 5;

const lettersOf = (words: readonly string[]): number => words.reduce((sum, word) => sum + word.length, 0);

/**
 * Finds many secrets in a text at a cost that does not grow with how many they are. A secret is a row of words, in
 * capital or small letters, whatever stands between them: `s:id.signature`, `s%3Aid.signature`, `S id SIGNATURE`.
 */
export class KnownSecrets {
  readonly #root: Branch = {};

  add(secret: string, mask: string): void {
    const words = secret.toLowerCase().match(WORD) ?? [];
    this.#addWords(words, mask);
    // What stands right before a secret joins its first word, as in `x12-ab`: the rest is known without it.
    const rest = words.slice(1);
    if (lettersOf(rest) >= (rest.length > 2 ? LEAST_ROW : LEAST_REST)) this.#addWords(rest, mask);
  }

  #addWords(words: readonly string[], mask: string): void {
    for (let start = 0; start < words.length; start += MAX_WORDS) {
      const piece = words.slice(start, start + MAX_WORDS);
      if (lettersOf(piece) < SHORTEST) continue;
      let branch = this.#root;
      for (const word of piece) {
        branch.next ??= new Map();
        let next = branch.next.get(word);
        if (next === undefined) {
          next = {};
          branch.next.set(word, next);
        }
        branch = next;
      }
      branch.mask ??= mask;
    }
  }

  /** The secrets in a text from its beginning to its end; where several begin at one place, the longest. */
  find(text: string): FoundSecret[] {
    const found: FoundSecret[] = [];
    const words = Array.from(text.matchAll(WORD));
    for (let at = 0; at < words.length; at += 1) {
      const long = this.#longestAt(words, at);
      if (long === undefined) continue;
      const [first, last] = [words[at], words[long.last]];
      if (first === undefined || last === undefined) continue;
      found.push({ start: first.index, end: last.index + last[0].length, mask: long.mask });
      at = long.last;
    }
    return found;
  }

  #longestAt(words: readonly RegExpExecArray[], start: number): { last: number; mask: string } | undefined {
    let branch: Branch | undefined = this.#root;
    let long: { last: number; mask: string } | undefined;
    for (let at = start; at < words.length; at += 1) {
      branch = branch.next?.get(words[at]?.[0].toLowerCase() ?? '');
      if (branch === undefined) break;
      if (branch.mask !== undefined) long = { last: at, mask: branch.mask };
    }
    return long;
  }
}
