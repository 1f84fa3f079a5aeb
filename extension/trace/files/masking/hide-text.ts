import { readMask } from '../../../cookies/value-rules/mask-form.ts';
import { isDate, isFlag, isPlain } from './harmless.ts';
import type { UrlHider } from './hide-url.ts';
import type { FoundSecret } from './known-secrets.ts';
import type { Labels } from './labels.ts';
import { isSecretName } from './secret-names.ts';
import { unescaped } from './unescape.ts';

/** What a text may hold that stays. */
export interface TextOptions {
  /** A number that is known from elsewhere, such as the count that a page's text says. */
  readonly number?: number;
  /** Words that are known to be no secrets: names of cookies, hosts. */
  readonly kept?: ReadonlyMap<string, string>;
}

/** A run of characters that may be one secret: up to white space, quotes, brackets and what separates pairs. */
const CHUNK = /[^\s"'`<>()[\]{}|,;:=&?#/\\@!*^]+/gu;

/** What makes the next chunk the value of the one before: `token=`, `password: "`. */
const ASSIGNS = /^\s*(?:=|:)\s*["']?$/;

/** Characters of a scheme before `://`. */
const LONGEST_SCHEME = 20;
const IN_URL = /[^\s"'`<>{}|^]*/y;

/** The URLs in a text: from the scheme to white space or a quote. */
function urlsIn(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let from = 0;
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', from)) {
    let start = at;
    while (start > from && at - start < LONGEST_SCHEME && /[a-z\d+.*-]/i.test(text[start - 1] ?? '')) start -= 1;
    IN_URL.lastIndex = at;
    const end = at + (IN_URL.exec(text)?.[0].length ?? 3);
    found.push({ start, end });
    from = Math.max(end, at + 3);
  }
  return found;
}

/** Hides what may be a secret in a text that is no URL and no cookie: a header, an error, a message. */
export class TextHider {
  readonly #labels: Labels;
  readonly #urls: UrlHider;

  constructor(labels: Labels, urls: UrlHider) {
    this.#labels = labels;
    this.#urls = urls;
  }

  text(text: string, options: TextOptions = {}): string {
    if (text === '' || isFlag(text) || isDate(text)) return text;
    const whole = options.kept?.get(text) ?? this.#labels.known(text);
    if (whole !== undefined) return whole;
    if (readMask(text) !== undefined) return this.#labels.mask(text);
    let out = '';
    let at = 0;
    for (const { start, end } of urlsIn(text)) {
      out += this.#secrets(text.slice(at, start), options) + this.#urls.url(text.slice(start, end));
      at = end;
    }
    return out + this.#secrets(text.slice(at), options);
  }

  /** Hides the secrets that are known, however they are escaped, and then what may be one. */
  #secrets(text: string, options: TextOptions): string {
    if (text === '') return '';
    const { text: plain, starts, ends } = unescaped(text);
    let out = '';
    let at = 0;
    for (const found of this.#labels.find(plain)) {
      if (options.number !== undefined && isNumber(plain, found, options.number)) continue;
      const start = starts[found.start] ?? 0;
      const end = ends[found.end - 1] ?? 0;
      if (start < at) continue;
      out += this.#chunks(text.slice(at, start), options) + found.mask;
      at = end;
    }
    return out + this.#chunks(text.slice(at), options);
  }

  #chunks(text: string, { number, kept }: TextOptions): string {
    let out = '';
    let at = 0;
    let before = '';
    for (const match of text.matchAll(CHUNK)) {
      const [chunk] = match;
      const between = text.slice(at, match.index);
      const isValue = ASSIGNS.test(between) && isSecretName(before);
      out += between + this.#chunk(chunk, isValue, number, kept);
      at = match.index + chunk.length;
      before = chunk;
    }
    return out + text.slice(at);
  }

  #chunk(chunk: string, secret: boolean, number: number | undefined, kept: TextOptions['kept']): string {
    const stays = kept?.get(chunk);
    if (stays !== undefined) return stays;
    if (number !== undefined && chunk === String(number)) return chunk;
    if (secret) return this.#urls.value(chunk, true);
    return isPlain(chunk) ? chunk : this.#urls.piece(chunk);
  }
}

function isNumber(text: string, { start, end }: FoundSecret, number: number): boolean {
  return text.slice(start, end) === String(number);
}
