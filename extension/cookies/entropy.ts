/** A set of characters that ids are written in. */
export interface Alphabet {
  readonly name: string;
  readonly size: number;
}

interface AlphabetRule extends Alphabet {
  readonly pattern: RegExp;
}

/** Smallest first: the first that covers a text bounds it best. */
const ALPHABETS: readonly AlphabetRule[] = [
  { name: '0-9', size: 10, pattern: /^[0-9]*$/ },
  { name: '0-9a-f', size: 16, pattern: /^[0-9a-f]*$/ },
  { name: '0-9A-F', size: 16, pattern: /^[0-9A-F]*$/ },
  { name: 'a-z0-5', size: 32, pattern: /^[a-z0-5]*$/ },
  { name: '0-9a-v', size: 32, pattern: /^[0-9a-v]*$/ },
  { name: 'a-z0-9', size: 36, pattern: /^[a-z0-9]*$/ },
  { name: 'A-Z0-9', size: 36, pattern: /^[A-Z0-9]*$/ },
  { name: 'A-Za-z0-9', size: 62, pattern: /^[A-Za-z0-9]*$/ },
  { name: 'base64url', size: 64, pattern: /^[A-Za-z0-9_-]*$/ },
  { name: 'base64', size: 64, pattern: /^[A-Za-z0-9+/]*=*$/ },
  { name: 'printable ASCII', size: 94, pattern: /^[\x21-\x7E]*$/ },
];
const ANY: Alphabet = { name: 'any character', size: 256 };

/** What one value can hold at the most. */
export interface EntropyCeiling {
  readonly alphabet: Alphabet;
  /** Characters that count (padding does not). */
  readonly length: number;
  /** length × log2(alphabet): an upper bound, never a proof. */
  readonly bits: number;
}

/** The most entropy that a text of its length and alphabet can carry. One sample says no more than that. */
export function entropyCeiling(text: string): EntropyCeiling {
  const bare = text.replace(/={1,2}$/, '');
  const rule = ALPHABETS.find(({ pattern }) => pattern.test(bare));
  const alphabet = rule === undefined ? ANY : { name: rule.name, size: rule.size };
  return { alphabet, length: bare.length, bits: bare.length * Math.log2(alphabet.size) };
}

/** Something that shows that ids can be guessed, or partly so. */
export type EntropyRefutation =
  | { readonly code: 'too-short'; readonly bits: number }
  | { readonly code: 'repeat'; readonly times: number }
  | { readonly code: 'constant-positions'; readonly positions: number; readonly bits: number }
  | { readonly code: 'counter'; readonly step: number }
  | { readonly code: 'timestamp'; readonly unit: 's' | 'ms'; readonly written: 'decimal' | 'hex' };

export interface EntropyJudgement {
  /** Distinct samples, in the order seen. */
  readonly samples: number;
  /** No value of these can hold more than this many bits. */
  readonly ceilingBits: number;
  /** At 95 % confidence the generator has at least this many bits: 2·log2(n) − 2.58 without a collision; 0 for few samples. */
  readonly shownBits: number;
  readonly refutations: readonly EntropyRefutation[];
  /** Whether 64 bits (OWASP) are refuted. They can never be proved from samples. */
  readonly refuted: boolean;
}

/** What OWASP asks of a session id at least, bits. */
const WANTED_BITS = 64;
/** Constant characters are told only where chance would make one in fewer than a thousand such sets. */
const CHANCE = 0.001;

/** One id as it was issued: the part that identifies, and when (ms), so that clocks in it can be found. */
export interface IdSample {
  readonly id: string;
  readonly issuedAt: number;
}

/** What the ids of different sessions of one server say about how they are made. Honest: it refutes, it never proves. */
export function judgeIds(samples: readonly IdSample[]): EntropyJudgement {
  const ids = samples.map(({ id }) => id);
  const distinct = [...new Set(ids)];
  const ceiling = Math.max(0, ...distinct.map((id) => entropyCeiling(id).bits));
  const refutations: EntropyRefutation[] = [];
  if (ids.length > 0 && ceiling < WANTED_BITS) refutations.push({ code: 'too-short', bits: ceiling });
  if (distinct.length < ids.length) refutations.push({ code: 'repeat', times: ids.length - distinct.length });
  const fixed = constantPositions(distinct);
  let bits = ceiling;
  if (fixed !== null && fixed.positions > 0) {
    bits = fixed.remainingBits;
    refutations.push({ code: 'constant-positions', positions: fixed.positions, bits });
  }
  const step = counterStep(distinct);
  if (step !== null) refutations.push({ code: 'counter', step });
  const clock = findClock(samples);
  if (clock !== null) refutations.push(clock);
  const collided = distinct.length < ids.length;
  const shownBits = collided || distinct.length < 2 ? 0 : Math.max(0, 2 * Math.log2(distinct.length) - 2.58);
  return {
    samples: distinct.length,
    ceilingBits: bits,
    shownBits: Math.min(shownBits, bits),
    refutations,
    refuted: ids.length > 0 && (collided || step !== null || bits < WANTED_BITS),
  };
}

function constantPositions(ids: readonly string[]): { positions: number; remainingBits: number } | null {
  const first = ids[0];
  if (first === undefined || ids.length < 3 || ids.some((id) => id.length !== first.length)) return null;
  const { alphabet } = entropyCeiling(ids.join(''));
  if (first.length / alphabet.size ** (ids.length - 1) > CHANCE) return null;
  let positions = 0;
  for (let i = 0; i < first.length; i++) if (ids.every((id) => id[i] === first[i])) positions++;
  return { positions, remainingBits: (first.length - positions) * Math.log2(alphabet.size) };
}

/** A common small step between successive values read as decimal or, failing that, hexadecimal integers. */
function counterStep(ids: readonly string[]): number | null {
  if (ids.length < 3) return null;
  const radix = ids.every((id) => /^[0-9]{1,80}$/.test(id))
    ? ''
    : ids.every((id) => /^[0-9a-f]{1,80}$/i.test(id))
      ? '0x'
      : null;
  if (radix === null) return null;
  const numbers = ids.map((id) => BigInt(radix + id));
  let largest = 0n;
  for (let i = 1; i < numbers.length; i++) {
    const step = (numbers[i] ?? 0n) - (numbers[i - 1] ?? 0n);
    if (step <= 0n) return null;
    if (step > largest) largest = step;
  }
  return largest <= 1_000_000n ? Number(largest) : null;
}

/** How far a clock in an id may be from the time it was issued, ms. */
const CLOCK_TOLERANCE = 5 * 60_000;

function findClock(samples: readonly IdSample[]): EntropyRefutation | null {
  if (samples.length < 2) return null;
  const kinds = [
    { unit: 's', written: 'decimal', pattern: /(?<!\d)\d{10}(?!\d)/, radix: 10, scale: 1000 },
    { unit: 'ms', written: 'decimal', pattern: /(?<!\d)\d{13}(?!\d)/, radix: 10, scale: 1 },
    { unit: 's', written: 'hex', pattern: /^[0-9a-f]{8}/i, radix: 16, scale: 1000 },
  ] as const;
  for (const { unit, written, pattern, radix, scale } of kinds) {
    const everywhere = samples.every(({ id, issuedAt }) => {
      const match = pattern.exec(id);
      return match !== null && Math.abs(Number.parseInt(match[0], radix) * scale - issuedAt) <= CLOCK_TOLERANCE;
    });
    if (everywhere) return { code: 'timestamp', unit, written };
  }
  return null;
}

/**
 * Whether one value looks as if it could not be guessed: long enough for 64 bits, and its characters spread as chance
 * would spread them. A first glance for choosing among cookies, no judgement of the generator.
 */
export function looksRandom(text: string): boolean {
  const { bits, length, alphabet } = entropyCeiling(text);
  if (bits < WANTED_BITS || length > 1024 || alphabet.size > 94) return false;
  const distinct = new Set(text.replace(/=+$/, '')).size;
  // Expected distinct characters of a random text of this length; half of that is far outside of chance.
  const expected = alphabet.size * (1 - (1 - 1 / alphabet.size) ** length);
  if (distinct < expected * 0.6) return false;
  return !WORDS.test(text);
}

/** Words joined by separators, as in `dark-mode_enabled-for-user`. Bounded pieces keep it linear. */
const WORDS = /^(?:[A-Z]?[a-z]{1,20}|[A-Z]{1,20})(?:[-_.:](?:[A-Z]?[a-z]{1,20}|[A-Z]{1,20}))*$/;
