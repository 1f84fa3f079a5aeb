import { parseCookieDate } from '../../../cookies/cookie-date.ts';
import { isRedacted } from '../../../cookies/redacted.ts';
import { looksRandom } from '../../../cookies/value-rules/looks-random.ts';
import { readMask } from '../../../cookies/value-rules/mask-form.ts';
import { trimmedBounds } from '../../../cookies/whitespace.ts';
import { isDate, isFlag, isPlain } from './harmless.ts';
import type { TextHider } from './hide-text.ts';
import type { UrlHider } from './hide-url.ts';
import type { Labels } from './labels.ts';
import { isSecretCookie } from './secret-names.ts';
import { canonical } from './unescape.ts';

/** Where a line goes on that a gateway joined to the one before (RFC 9110 section 5.3). */
const JOINED = /(,[ \t]*)(?=[!#$%&'*+\-.^_`|~\dA-Za-z]+=(?!=))/;

/** Prefixes that decide whether a nameless cookie is kept (RFC 6265bis section 5.7 step 22). */
const PREFIX = /^__(?:Host-Http|Host|Secure|Http)-/i;

/** What makes a browser refuse a line; it stays, so that the masked line is refused for the same reason. */
const CONTROL = /[\0-\x1f\x7f]/;

/** Names as servers write them: a token (RFC 9110 section 5.6.2), and what some add to it. */
const NAME = /^[!#$%&'*+\-.^_`|~\dA-Za-z:()[\]]+$/;

/** Segments of names that are random in each sign-in are at least this long, in characters. */
const SHORTEST_NONCE = 16;
const HEX = /^[\da-f]+$/i;
/** Letters alone are a word, however long: what is random has digits, or its capitals anywhere. */
const WORD = /^(?:[A-Z]?[a-z]+|[A-Z]+)$/;
/** Beside these words a hash is one of the sign-in, not of the site. */
const OF_SIGN_IN = /nonce|state|correlation|verifier|pkce/i;

type HideAttribute = (hider: CookieHider, value: string) => string;

/** How each attribute's value is hidden; the values of the others are treated as a cookie's. */
const ATTRIBUTES: Readonly<Record<string, HideAttribute>> = {
  path: (hider, value) => hider.path(value),
  domain: (hider, value) => hider.domain(value),
  expires: (hider, value) => (parseCookieDate(value) === null ? hider.text(value) : value),
  'max-age': (hider, value) => (/^-?\d+$/.test(value) ? shortened(value) : hider.text(value)),
  samesite: (hider, value) => hider.text(value),
  priority: (hider, value) => hider.text(value),
};

/** Seconds, with at most ten digits: what is longer means the same, never or at once. */
function shortened(seconds: string): string {
  const digits = seconds.replace('-', '');
  return digits.length <= 10 ? seconds : `${seconds.startsWith('-') ? '-' : ''}9999999999`;
}

interface CookieHiderOptions {
  /** Cookies that are followed as sessions, whatever their names. */
  readonly sessionNames: ReadonlySet<string>;
  /** Hears of each name, and of what it became. */
  readonly onName: (name: string, hidden: string) => void;
}

/** Hides what cookies hold: names, attributes and what makes a browser keep or refuse them stay. */
export class CookieHider {
  readonly #labels: Labels;
  readonly #urls: UrlHider;
  readonly #texts: TextHider;
  readonly #sessionNames: ReadonlySet<string>;
  readonly #onName: CookieHiderOptions['onName'];

  constructor(labels: Labels, urls: UrlHider, texts: TextHider, { sessionNames, onName }: CookieHiderOptions) {
    this.#labels = labels;
    this.#urls = urls;
    this.#texts = texts;
    this.#sessionNames = sessionNames;
    this.#onName = onName;
  }

  /** A cookie's name. Where a name has a part that is random in each sign-in, that part is hidden. */
  name(name: string): string {
    const hidden = this.#hiddenName(name);
    this.#onName(name, hidden);
    return hidden;
  }

  #hiddenName(name: string): string {
    if (name.length < 4) return name;
    const known = this.#labels.known(name) !== undefined && readMask(name) === undefined;
    if (known || !(NAME.test(name) || isPlain(name))) return this.#maskedName(name);
    return name
      .split(/([.:%|])/)
      .map((segment) => (this.#isNonce(segment) ? this.#withoutNonce(segment) : segment))
      .join('');
  }

  /** The value of a cookie. Short words stay, but for cookies that are secrets by their names. */
  value(name: string, value: string): string {
    if (value === '' || isFlag(value)) return value;
    // A label would say which of them were equal, and nobody knows.
    if (isRedacted(value)) return '[redacted]';
    const quoted = value.length >= 2 && value.startsWith('"') && value.endsWith('"');
    const bare = quoted ? value.slice(1, -1) : value;
    const hidden = this.#value(name, bare);
    return quoted ? `"${hidden}"` : hidden;
  }

  cookieHeader(header: string): string {
    return header
      .split(';')
      .map((piece) => this.#pair(piece))
      .join(';');
  }

  setCookie(line: string): string {
    return line
      .split(';')
      .map((piece, at) =>
        piece
          .split(JOINED)
          .map((part, index) => {
            if (index % 2 === 1) return part;
            return at === 0 || index > 0 ? this.#pair(part) : this.#attribute(part);
          })
          .join(''),
      )
      .join(';');
  }

  path(path: string): string {
    return this.#urls.path(path);
  }

  /** A Domain. A URL, a port or a path in it is what browsers refuse it for, and stays. */
  domain(domain: string): string {
    if (/^[a-z][a-z\d+.-]{0,30}:\/\//i.test(domain)) return this.#urls.url(domain);
    const [, host = '', port = '', path = ''] = /^([^/]*?)(:\d{1,5})?(\/.*)?$/s.exec(domain) ?? [];
    return this.#urls.host(host) + port + (path.length > 1 ? this.#urls.path(path) : path);
  }

  text(text: string): string {
    return this.#texts.text(text);
  }

  #value(name: string, value: string): string {
    if (isDate(value)) return value;
    const secret = this.#sessionNames.has(name) || isSecretCookie(name);
    const prefix = name === '' ? (PREFIX.exec(value)?.[0] ?? '') : '';
    const rest = value.slice(prefix.length);
    if (name === '' && rest.includes('='))
      return (
        prefix +
        rest
          .split('=')
          .map((part) => this.#value(' ', part))
          .join('=')
      );
    const control = CONTROL.exec(rest)?.[0];
    const hidden = secret && !isFlag(rest) ? this.#labels.mask(rest) : this.#urls.value(rest, false);
    return prefix + hidden + (control === undefined || hidden === rest ? '' : `${control}.`);
  }

  /** `name=value` with its white space as it came; a piece without `=` is a value alone. */
  #pair(piece: string): string {
    const equals = piece.indexOf('=');
    const [from, to] = trimmedBounds(piece, equals + 1, piece.length);
    const name = equals < 0 ? '' : piece.slice(...trimmedBounds(piece, 0, equals));
    const start = equals < 0 ? '' : piece.slice(0, equals + 1).replace(name, () => this.name(name));
    return start + piece.slice(equals + 1, from) + this.value(name, piece.slice(from, to)) + piece.slice(to);
  }

  #attribute(piece: string): string {
    const equals = piece.indexOf('=');
    if (equals < 0) {
      const [from, to] = trimmedBounds(piece, 0, piece.length);
      return piece.slice(0, from) + this.#urls.piece(piece.slice(from, to)) + piece.slice(to);
    }
    const key = piece.slice(0, equals).trim().toLowerCase();
    const hide = Object.hasOwn(ATTRIBUTES, key) ? ATTRIBUTES[key] : undefined;
    if (hide === undefined) return this.#pair(piece);
    const [from, to] = trimmedBounds(piece, equals + 1, piece.length);
    return piece.slice(0, from) + hide(this, piece.slice(from, to)) + piece.slice(to);
  }

  /** The words before what is random stay: `nonce_`, `oidc_state_`. */
  #withoutNonce(segment: string): string {
    const parts = segment.split('_');
    const first =
      this.#labels.known(segment) === undefined ? parts.findIndex((part) => part !== '' && !WORD.test(part)) : 0;
    const words = parts.slice(0, Math.max(first, 0)).map((word) => `${word}_`);
    return words.join('') + this.#maskedName(parts.slice(words.length).join('_'));
  }

  #isNonce(segment: string): boolean {
    if (segment.length < 4) return false;
    const known = this.#labels.known(segment);
    if (known !== undefined && readMask(segment) === undefined) return true;
    if (segment.length < SHORTEST_NONCE) return false;
    // Frameworks put a hash of the site into a name; it is no secret, and the name is known by it.
    const isOfSite = (part: string): boolean =>
      HEX.test(part.replace(/^(?:S?SESS|wp)/, '')) && !OF_SIGN_IN.test(segment);
    return segment
      .split('_')
      .some((part) => part.length >= SHORTEST_NONCE && !WORD.test(part) && !isOfSite(part) && looksRandom(part));
  }

  /** A mask as letters, digits, `_` and `-`, as long as what it stands for: names that differ in it are one family. */
  #maskedName(text: string): string {
    const mask = this.#labels.mask(text).replace(/\.+/g, '_').replaceAll('~', '-');
    const cut = mask.lastIndexOf('_') + 1;
    return mask.slice(0, cut).padEnd(cut + Math.max(0, canonical(text).length - mask.length), '_') + mask.slice(cut);
  }
}
