import { looksRandom } from '../../../cookies/value-rules/looks-random.ts';
import { RANDOM, readMask, writeMask } from '../../../cookies/value-rules/mask-form.ts';
import type { ValueFormatName } from '../../../cookies/value-rules/value-format-name.ts';
import { valueShape } from '../../../cookies/value-shape.ts';
import { expiryInToken, validFrom } from '../../findings/token-expiry.ts';
import { isHarmless } from './harmless.ts';
import { type FoundSecret, KnownSecrets } from './known-secrets.ts';
import { canonical } from './unescape.ts';

/** Forms of values that decide how a session is followed: a mask names them. */
const NAMED_FORMS: ReadonlySet<ValueFormatName> = new Set([
  'jwt',
  'clerk-jwt',
  'jwe',
  'paseto',
  'phoenix',
  'fernet',
  'iron',
  'laravel',
  'cakephp',
  'rails-encrypted',
  'rails-signed',
  'aspnet-core',
  'wif',
  'express-session',
  'express-signed',
  'signed-json',
  'signed-id',
  'express-json',
  'django-signed',
  'flask',
  'starlette',
  'itsdangerous-id',
  'tornado',
  'gorilla',
  'wordpress',
  'tomcat',
  'jetty',
  'spring-session',
  'uuid-v4',
  'routed-id',
  'routed-uuid',
  'google-sid',
  'base64-json',
  'json',
  'hex-32',
  'hex',
]);

/** A mask is as long as its value where the value is longer than this: how large a cookie is belongs to the story. */
const LONG = 128;

/** Shorter values are taken for no id, however random they look, in characters. */
const SHORTEST_ID = 16;

/** Shorter ids are not looked for inside of other values, in characters. */
const SHORTEST_SHOWN_ID = 8;

/** A word that is known as a secret is looked for in other text only where it is longer than everyday words. */
const LONG_WORD = /^[a-z]{9,}$/i;

/** Gives each distinct secret one mask, with a number that no other has. */
export class Labels {
  readonly #masks = new Map<string, string>();
  /** The number of each secret that looks random, by its small letters: hosts know no others. */
  readonly #bySmallLetters = new Map<string, number>();
  readonly #secrets = new KnownSecrets();
  /** Session ids by their masks. */
  readonly #ids = new Map<string, string>();
  readonly #used = new Map<number, string>();
  #last = 0;

  /** How many masks there are. What was masked before another was added may have to be masked again. */
  get size(): number {
    return this.#masks.size;
  }

  /** The mask of a value that is known as a secret; a short word may be one here and an everyday word there. */
  known(value: string): string | undefined {
    const plain = canonical(value);
    const mask = this.#masks.get(plain);
    return mask === undefined || isEveryday(plain) ? undefined : mask;
  }

  /** The secrets that stand in a text. */
  find(text: string): FoundSecret[] {
    return this.#secrets.find(text);
  }

  /** The number of a secret that stands in a host's name, where all letters are small. */
  numberInHost(label: string): number | undefined {
    return this.#bySmallLetters.get(label.toLowerCase());
  }

  /** The mask of a value, whatever it is. A mask of an earlier saving stays as it is. */
  mask(value: string): string {
    const plain = canonical(value);
    const known = this.#masks.get(plain);
    if (known !== undefined) return known;
    const mask = this.#keptMask(plain) ?? this.#newMask(value, plain);
    this.#masks.set(plain, mask);
    if (!isEveryday(plain)) this.#learn(plain, mask);
    return mask;
  }

  /** Makes a secret known, so that it is found wherever it stands. */
  #learn(plain: string, mask: string): void {
    this.#secrets.add(plain, mask);
    const label = readMask(mask)?.label;
    if (label !== undefined && plain.length <= 63 && looksRandom(plain)) {
      this.#bySmallLetters.set(plain.toLowerCase(), label);
    }
  }

  #keptMask(plain: string): string | undefined {
    const read = readMask(plain);
    if (read === undefined) return undefined;
    const standsFor = read.holdsId ? plain : read.id;
    const taken = this.#used.get(read.label);
    if (taken !== undefined && taken !== standsFor) return undefined;
    this.#used.set(read.label, standsFor);
    if (read.holdsId) this.mask(read.id);
    return plain;
  }

  #nextNumber(plain: string): number {
    do this.#last += 1;
    while (this.#used.has(this.#last));
    this.#used.set(this.#last, plain);
    return this.#last;
  }

  /** A session id: a longer value that holds it shows its mask. */
  maskId(id: string): string {
    const mask = this.mask(id);
    const plain = canonical(id);
    if (plain.length >= SHORTEST_SHOWN_ID) this.#ids.set(mask, plain);
    return mask;
  }

  /** The id inside a value, as its form shows it, or as it is known from elsewhere. */
  #idIn(plain: string, id: string): string | undefined {
    if (id !== plain && id !== '' && plain.includes(id)) return id;
    const known = this.#secrets.find(plain).find(({ mask }) => this.#ids.has(mask));
    const inside = known === undefined ? undefined : this.#ids.get(known.mask);
    return inside !== undefined && inside !== plain && plain.includes(inside) ? inside : undefined;
  }

  #newMask(value: string, plain: string): string {
    const shape = valueShape(value);
    const inside = this.#idIn(plain, shape.id === value ? plain : shape.id);
    // The id first: it has the lower number.
    const id = inside === undefined ? undefined : this.mask(inside);
    const label = this.#nextNumber(plain);
    const exp = expiryInToken(plain);
    const from = validFrom(plain);
    const shown = hidesEnough(plain);
    const form = NAMED_FORMS.has(shape.format)
      ? shape.format
      : shape.random && !shown && value.length >= SHORTEST_ID
        ? RANDOM
        : undefined;
    return writeMask({
      label,
      ...(shown && { ends: [plain.slice(0, 4), plain.slice(-3)] as const }),
      ...(form !== undefined && { format: form, namesUser: shape.proves && !shape.random }),
      ...(exp !== undefined && { expires: Math.floor(exp / 1000) }),
      ...(from !== undefined && { from }),
      ...(id !== undefined &&
        readMask(id)?.holdsId === false && { id: { mask: bare(id), first: plain.startsWith(inside ?? '') } }),
      length: value.length > LONG ? value.length : 0,
    });
  }
}

/** Longest middle that is judged, in characters. */
const LONGEST_MIDDLE = 1_000;

/** True where what lies between the first four and the last three characters could not be guessed. */
export function hidesEnough(plain: string): boolean {
  return looksRandom(plain.slice(4, -3).slice(0, LONGEST_MIDDLE));
}

/** True for a word or a number that stands in many texts, whether or not it is a secret somewhere. */
function isEveryday(plain: string): boolean {
  return isHarmless(plain) && !LONG_WORD.test(plain);
}

/** The mask of an id without the name of its form, as it stands inside another mask. */
function bare(mask: string): string {
  return readMask(mask)?.id ?? mask;
}
