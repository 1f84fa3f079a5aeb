interface Alphabet {
  readonly size: number;
  readonly pattern: RegExp;
}

/** Sets of characters that ids are written in, smallest first: the first that covers a text bounds it best. */
const ALPHABETS: readonly Alphabet[] = [
  { size: 10, pattern: /^[0-9]*$/ },
  { size: 16, pattern: /^[0-9a-f]*$/ },
  { size: 16, pattern: /^[0-9A-F]*$/ },
  { size: 32, pattern: /^[a-z0-5]*$/ },
  { size: 32, pattern: /^[0-9a-v]*$/ },
  { size: 36, pattern: /^[a-z0-9]*$/ },
  { size: 36, pattern: /^[A-Z0-9]*$/ },
  { size: 62, pattern: /^[A-Za-z0-9]*$/ },
  { size: 64, pattern: /^[A-Za-z0-9_-]*$/ },
  { size: 64, pattern: /^[A-Za-z0-9+/]*$/ },
  { size: 94, pattern: /^[\x21-\x7E]*$/ },
];

/** What OWASP asks of a session id at least, in bits. */
const WANTED_BITS = 64;
/** How much of a text is judged, in characters. */
const LONGEST = 1024;
/** Base64's alphabet, in which sealed data are written. */
const LARGEST_ENCODING = 64;
/** Least share of the distinct characters that chance would give: of 32 random hex digits, fewer come once in 10⁹. */
const LEAST_SHARE = 0.5;

/** Words joined by separators, as in `dark-mode_enabled-for-user`. Bounded pieces keep it linear. */
const WORDS = /^(?:[A-Z]?[a-z]{1,20}|[A-Z]{1,20})(?:[-_.:](?:[A-Z]?[a-z]{1,20}|[A-Z]{1,20}))*$/;

/**
 * Whether one value looks as if it could not be guessed: long enough for 64 bits, and its characters spread as chance
 * would spread them. A first glance for choosing among cookies: one value says nothing about how it was made.
 */
export function looksRandom(text: string): boolean {
  const all = text.replace(/={1,2}$/, '');
  const bare = all.slice(0, LONGEST);
  const size = ALPHABETS.find(({ pattern }) => pattern.test(bare))?.size;
  // What is longer and holds marks of all kinds is a text.
  if (size === undefined || (bare !== all && size > LARGEST_ENCODING) || bare.length * Math.log2(size) < WANTED_BITS)
    return false;
  const expected = size * (1 - (1 - 1 / size) ** bare.length);
  return new Set(bare).size >= expected * LEAST_SHARE && !WORDS.test(bare);
}
