import { readMask } from '../../cookies/value-rules/mask-form.ts';
import { COUNT_HEADER } from '../model/kept-headers.ts';
import { shortId } from '../words/short-id.ts';
import { isFlag } from './masking/harmless.ts';
import { CookieHider } from './masking/hide-cookies.ts';
import { TextHider } from './masking/hide-text.ts';
import { UrlHider } from './masking/hide-url.ts';
import { hidesEnough, Labels } from './masking/labels.ts';

/**
 * Hides secrets so that sameness stays visible. A mask shows the first four and the last three characters of a value
 * that nobody can guess, and a number for each distinct value: `k3Fz...9Qw~1`. Its characters stand unescaped in
 * cookies and in URLs alike.
 *
 * What is not known to be harmless is hidden: short words and small numbers stay. Work grows with the text alone.
 */
export interface Masker {
  /** A session id, or another text that is a secret whatever it looks like. */
  value(value: string): string;
  /** A session id beside its session's number: its ends where nobody can guess the rest, else dots. */
  shortId(id: string): string;
  /** The value of a cookie: short words stay, but for cookies that are secrets by their names. */
  cookieValue(name: string, value: string): string;
  /** A cookie's name: it stays, except for what is random in each sign-in. */
  name(name: string): string;
  /** A host: it stays, but for a label that is a secret known from elsewhere. */
  host(host: string): string;
  /** A path, as cookies have it. */
  path(path: string): string;
  /** A URL, taken apart together with the URLs inside of it. */
  url(url: string): string;
  /**
   * Any other text: words and small numbers stay.
   *
   * @param number a number that is no secret, such as the count that the text says
   */
  text(text: string, number?: number): string;
  /** A Cookie header, pair by pair. */
  cookieHeader(header: string): string;
  /** A Set-Cookie line. */
  setCookie(line: string): string;
  /** Headers, in lower case, whose number is a count: it belongs to the story. */
  readonly countHeaders: ReadonlySet<string>;
}

const same = (text: string): string => text;

/** A masker that hides nothing, for what the user chose to give away whole. */
export const UNMASKED: Masker = {
  value: same,
  shortId,
  cookieValue: (_name, value) => value,
  name: same,
  host: same,
  path: same,
  url: same,
  text: same,
  cookieHeader: same,
  setCookie: same,
  countHeaders: new Set(),
};

/** What is known before the first text is masked. */
export interface KnownSecrets {
  /** Session ids, as they stand inside cookie values: they get the labels 1, 2, 3 … in their order. */
  readonly ids?: Iterable<string>;
  /** Values that are secrets whatever they look like. */
  readonly values?: Iterable<string>;
  /** Names of the cookies that are sessions. */
  readonly sessionNames?: Iterable<string>;
  /** Headers, in lower case, whose number is a count, beside `session-count`. */
  readonly countHeaders?: Iterable<string>;
}

/** The name before the number of a chunk, as in `token.0`. */
const CHUNK_OF = /^(.+)\.\d{1,2}$/;

/** Answers that are kept, for the same few headers and URLs come again with every request. */
const MAX_KEPT = 20_000;

class LabelMasker implements Masker {
  readonly #labels = new Labels();
  readonly #urls = new UrlHider(this.#labels);
  readonly #texts = new TextHider(this.#labels, this.#urls);
  readonly #cookies: CookieHider;
  /** Names and hosts that were met, and what they became: they stay so in other text. */
  readonly #kept = new Map<string, string>();
  readonly #answers = new Map<string, { readonly known: number; readonly hidden: string }>();

  readonly countHeaders: ReadonlySet<string>;

  constructor(sessionNames: Iterable<string>, countHeaders: Iterable<string>) {
    this.countHeaders = new Set([COUNT_HEADER, ...countHeaders]);
    this.#cookies = new CookieHider(this.#labels, this.#urls, this.#texts, {
      sessionNames: new Set(sessionNames),
      onName: (name, hidden) => this.#keepName(name, hidden),
    });
  }

  learnId(id: string): void {
    if (!isFlag(id)) this.#labels.maskId(id);
  }

  value(value: string): string {
    return value === '' ? '' : this.#labels.mask(value);
  }

  shortId(id: string): string {
    if (readMask(id) !== undefined) return id;
    return hidesEnough(id) ? shortId(id) : '••••••';
  }

  cookieValue(name: string, value: string): string {
    return this.#remembered(`v ${name}=${value}`, () => this.#cookies.value(name, value));
  }

  name(name: string): string {
    return this.#cookies.name(name);
  }

  /** A name stays what it became, also where a sentence names it. */
  #keepName(name: string, hidden: string): void {
    if (this.#kept.size >= MAX_KEPT) return;
    this.#kept.set(name, hidden);
    // A sentence may name the cookie that the chunks make up.
    const whole = CHUNK_OF.exec(name)?.[1];
    if (whole !== undefined && hidden === name) this.#kept.set(whole, whole);
  }

  host(host: string): string {
    const hidden = this.#urls.host(host);
    if (this.#kept.size < MAX_KEPT) this.#kept.set(host, hidden);
    return hidden;
  }

  path(path: string): string {
    return this.#remembered(`p ${path}`, () => this.#urls.path(path));
  }

  url(url: string): string {
    return this.#remembered(`u ${url}`, () => this.#urls.url(url));
  }

  text(text: string, number?: number): string {
    if (number !== undefined) return this.#texts.text(text, { number, kept: this.#kept });
    return this.#remembered(`t ${text}`, () => this.#texts.text(text, { kept: this.#kept }));
  }

  cookieHeader(header: string): string {
    return this.#remembered(`c ${header}`, () => this.#cookies.cookieHeader(header));
  }

  setCookie(line: string): string {
    return this.#remembered(`s ${line}`, () => this.#cookies.setCookie(line));
  }

  /** How much is known: it only grows. */
  #known(): number {
    return this.#labels.size + this.#kept.size;
  }

  /** What was hidden before more secrets were known is hidden again. */
  #remembered(key: string, hide: () => string): string {
    const before = this.#answers.get(key);
    if (before !== undefined && before.known === this.#known()) return before.hidden;
    const hidden = hide();
    if (this.#answers.size >= MAX_KEPT) this.#answers.clear();
    this.#answers.set(key, { known: this.#known(), hidden });
    return hidden;
  }
}

/** A masker that knows these secrets, and learns the others as it meets them. */
export function createMasker({
  ids = [],
  values = [],
  sessionNames = [],
  countHeaders = [],
}: KnownSecrets = {}): Masker {
  const masker = new LabelMasker(sessionNames, countHeaders);
  for (const id of ids) masker.learnId(id);
  // What a cookie holds by mistake, such as `undefined`, is no secret, and an ordinary word elsewhere.
  for (const value of values) if (!isFlag(value)) masker.value(value);
  return masker;
}
