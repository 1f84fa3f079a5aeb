import { createHash } from 'node:crypto';

// Canaries: secrets that are planted in a trace and looked for in what is written of it.

/** A secret, where it was planted, and in which form. */
export interface Canary {
  readonly place: string;
  readonly kind: string;
  readonly writing: string;
  readonly secret: string;
}

const digest = (seed: string): Buffer => createHash('sha512').update(seed).digest();
const random = (seed: string): string => digest(seed).toString('base64url').replace(/[-_]/g, 'x').slice(0, 43);
const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function letters(seed: string, alphabet: string, length: number): string {
  return Array.from(digest(seed).subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join('');
}

const WORDS = 'apple river stone cloud tiger ocean green house table music paper light'.split(' ');

/** Kinds of secrets, each made of the place's name so that no two are alike. */
export const KINDS: Readonly<Record<string, (seed: string) => string>> = {
  random,
  hex: (seed) => digest(seed).toString('hex').slice(0, 32),
  'capital letters': (seed) => letters(seed, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 26),
  digits: (seed) => `7${letters(seed, '0123456789', 11)}`,
  short: (seed) =>
    `q${letters(seed, 'bcdfghjkmnpqrstvwxz', 3)}${letters(seed, '23456789', 2)}${letters(`${seed}2`, 'bcdfghjk', 3)}`,
  'a password': (seed) =>
    `${letters(seed, 'bcdfgh', 3)}@${letters(`${seed}1`, 'ABCDEF23456', 4)}/${letters(`${seed}2`, 'xyz789', 4)}+=${letters(`${seed}3`, 'mnpq45', 3)}`,
  'a UUID': (seed) =>
    digest(seed)
      .toString('hex')
      .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5'),
  base64: (seed) => `${digest(seed).toString('base64').slice(0, 40)}+/a9==`,
  'a JWT': (seed) =>
    `${base64url({ alg: 'HS256' })}.${base64url({ sub: random(seed).slice(0, 12), exp: 1_795_456_932 })}.${random(seed)}`,
  'a JWT without its signature': (seed) => `${base64url({ alg: 'none' })}.${base64url({ sub: random(seed) })}`,
};

/** A secret that is words alone: it is hidden where its place says that it is one. */
export function passphrase(seed: string): string {
  return Array.from(digest(seed).subarray(0, 5), (byte) => WORDS[byte % WORDS.length]).join(' ');
}

const lower = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase());
const everyOctet = (text: string): string =>
  Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

/** How a secret can be written into a URL. */
export const WRITINGS: Readonly<Record<string, (secret: string) => string>> = {
  encoded: encodeURIComponent,
  'encoded in small letters': (secret) => lower(encodeURIComponent(secret)),
  'encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'encoded octet by octet': everyOctet,
  'encoded in part': (secret) => `${everyOctet(secret.slice(0, 2))}${encodeURIComponent(secret.slice(2))}`,
};

const html = (text: string): string =>
  text.replace(/[&<>"'/=+]/g, (character) => `&#${character.codePointAt(0)};`).replaceAll('&#38;', '&amp;');
const json = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Every writing in which a secret is looked for. */
const SEARCHED: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  ...Object.values(WRITINGS),
  (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
  json,
  (secret) => json(json(secret)),
  html,
  (secret) => secret.replaceAll('/', '\\/'),
  (secret) => Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  (secret) => Buffer.from(secret).toString('base64url'),
  (secret) => Buffer.from(secret).toString('hex'),
  (secret) => encodeURIComponent(Buffer.from(secret).toString('base64')),
  // What a Markdown or a shell escapes.
  (secret) => secret.replace(/[\\`*_[\]<>~#]/g, '\\$&'),
  (secret) => secret.replace(/[^A-Za-z0-9 _\-:=+/.,;@\\~]/g, '^$&'),
];

/** How much of a long secret in one piece gives too much away, in characters. */
const TOO_MUCH = 10;

function decodedOnce(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/** The texts by which a secret is found: all its writings, and of a long one each piece that gives too much away. */
function tracesOf({ secret, kind }: Canary): string[] {
  const whole = SEARCHED.map((write) => write(secret));
  // The head of a token is the same in all of them.
  if (kind.startsWith('a JWT')) return [...whole, ...secret.split('.').slice(1)];
  if (secret.length < 24 || kind === 'words') return whole;
  const pieces = Array.from({ length: secret.length - TOO_MUCH + 1 }, (_, at) => secret.slice(at, at + TOO_MUCH));
  return [...whole, ...pieces];
}

/** Every trace is at least this long, in characters. */
const SHORTEST = 8;

/** Bits that a hash of SHORTEST characters chooses one of: few of them are set, so most places are passed at once. */
const BITS = 2 ** 22;
const BASE = 31;
/** BASE to the power of SHORTEST, in 32 bits: what the character that leaves the window has in the hash. */
const LEAVING = Array.from({ length: SHORTEST }).reduce<number>((power) => Math.imul(power, BASE), 1);

/** Calls back for each place at which SHORTEST characters have the hash of one of the `starts`. */
function placesLike(starts: Iterable<string>, haystack: string, visit: (at: number) => void): void {
  const isSet = new Uint8Array(BITS);
  const add = (hash: number, code: number): number => (Math.imul(hash, BASE) + code) | 0;
  for (const start of starts) isSet[Array.from(start, (_, at) => start.charCodeAt(at)).reduce(add, 0) & (BITS - 1)] = 1;
  let hash = 0;
  for (let end = 0; end < haystack.length; end += 1) {
    hash = add(hash, haystack.charCodeAt(end));
    if (end >= SHORTEST) hash = (hash - Math.imul(LEAVING, haystack.charCodeAt(end - SHORTEST))) | 0;
    if (end >= SHORTEST - 1 && isSet[hash & (BITS - 1)] === 1) visit(end - SHORTEST + 1);
  }
}

/** The canaries that a text gives away, in whatever writing. */
export function foundIn(text: string, canaries: readonly Canary[]): Canary[] {
  const byStart = new Map<string, { readonly trace: string; readonly canary: Canary }[]>();
  for (const canary of canaries) {
    for (const trace of new Set(tracesOf(canary).map((one) => one.toLowerCase()))) {
      const start = trace.slice(0, SHORTEST);
      const others = byStart.get(start);
      if (others === undefined) byStart.set(start, [{ trace, canary }]);
      else others.push({ trace, canary });
    }
  }
  const found = new Set<Canary>();
  let view = text;
  for (let level = 0; level < 5; level += 1) {
    const haystack = view.toLowerCase();
    placesLike(byStart.keys(), haystack, (at) => {
      for (const { trace, canary } of byStart.get(haystack.slice(at, at + SHORTEST)) ?? [])
        if (haystack.startsWith(trace, at)) found.add(canary);
    });
    const decoded = decodedOnce(view);
    if (decoded === view) break;
    view = decoded;
  }
  return [...found];
}

/** What a list of canaries says in a failed test. */
export function namesOf(canaries: readonly Canary[]): string[] {
  return canaries.map(({ place, kind, writing, secret }) => `${kind} in ${place}, ${writing}: ${secret}`);
}
