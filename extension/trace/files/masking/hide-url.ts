import { readMask } from '../../../cookies/value-rules/mask-form.ts';
import { isDate, isFlag, isHarmless, isPlain } from './harmless.ts';
import type { Labels } from './labels.ts';
import { isSecretName } from './secret-names.ts';
import { canonical, percentDecoded, percentEncoded } from './unescape.ts';

/** URLs inside of URLs are taken apart this deep; what lies deeper is hidden whole. */
const DEEPEST = 8;

/** Schemes that stand before another URL. */
const WRAPPER = /^(?:blob|view-source|filesystem|feed):/i;
const SCHEME = /^[a-z*][a-z\d+.*-]{0,30}:/i;
/** What follows these is a host, however many slashes stand before it (URL Standard, "special" schemes). */
const WITH_HOST = /^(?:https?|wss?|ftp):$/i;
const HOST = /^(?:[\p{L}\p{N}\p{M}_*.-]*|\[[\da-f:.]+\])$/iu;
/** The ending of a file's name: it says what kind of file it is. */
const FILE_ENDING = /\.(?:[a-z]{2,5}|mp[34]|woff2|min\.(?:js|css))$/i;
/** `name=value`, but not the `=` that pads base64. */
const COOKIELESS = /^\((?:[A-Z]\([^()]{1,2000}\))+\)$/;
const PAIR = /^[^=&?#/\\\s]{1,100}=[^=]/;
const ABSOLUTE = /^[a-z][a-z\d+.-]{0,30}:[\\/]{2}/i;

/** Takes URLs apart and hides every piece that is not known to be harmless. */
export class UrlHider {
  readonly #labels: Labels;

  constructor(labels: Labels) {
    this.#labels = labels;
  }

  /** A URL, absolute or relative, well written or not. */
  url(url: string, depth = 0): string {
    if (depth > DEEPEST) return this.#labels.mask(url);
    let head = '';
    let rest = url;
    for (let wrappers = 0; wrappers < 4; wrappers += 1) {
      const wrapper = WRAPPER.exec(rest)?.[0];
      if (wrapper === undefined) break;
      head += wrapper;
      rest = rest.slice(wrapper.length);
    }
    const scheme = SCHEME.exec(rest)?.[0] ?? '';
    if (scheme.toLowerCase() === 'data:') return head + scheme + this.value(rest.slice(scheme.length), true, depth);
    if (scheme !== '' && scheme !== '*:' && !isPlain(scheme.slice(0, -1))) return head + this.#tail(rest, depth);
    head += scheme;
    rest = rest.slice(scheme.length);
    const slashes = (WITH_HOST.test(scheme) ? /^[\\/]*/ : /^[\\/]{2,}/).exec(rest)?.[0];
    if (slashes === undefined) return head + this.#tail(rest, depth);
    rest = rest.slice(slashes.length);
    const end = rest.search(/[\\/?#]/);
    const authority = end < 0 ? rest : rest.slice(0, end);
    return head + slashes + this.#authority(authority) + (end < 0 ? '' : this.#tail(rest.slice(end), depth));
  }

  /** A path, as URLs and cookies have it. */
  path(path: string): string {
    return this.#path(path, 0);
  }

  /** A host without its port. One that holds a secret in a label of its name shows the secret's number there. */
  host(host: string): string {
    if (!HOST.test(host)) return this.#numbered(this.#labels.mask(host));
    return host
      .split('.')
      .map((label) => {
        const number = this.#labels.numberInHost(label);
        return number === undefined ? label : `masked-${number}`;
      })
      .join('.');
  }

  /**
   * A value of a parameter or a cookie.
   *
   * @param secret by its name it is one: then a short word is hidden, too
   */
  value(raw: string, secret: boolean, depth = 0): string {
    if (raw === '' || isFlag(raw)) return raw;
    if (this.#labels.known(raw) !== undefined || readMask(raw) !== undefined) return this.#labels.mask(raw);
    if (!secret && this.#isHarmless(raw)) return raw;
    const decoded = percentDecoded(raw);
    if (depth < DEEPEST) {
      const isUrl = ABSOLUTE.test(decoded) || (!secret && isStructured(decoded));
      if (isUrl || decoded !== raw) {
        const inner = isUrl ? this.#structured(decoded, depth + 1) : this.value(decoded, secret, depth + 1);
        if (inner === decoded) return raw;
        return decoded === raw ? inner : percentEncoded(inner);
      }
    }
    return this.#labels.mask(raw);
  }

  /** A piece of a path or a name: words and small numbers stay. */
  piece(raw: string, depth = 0): string {
    if (raw === '') return '';
    if (this.#labels.known(raw) !== undefined || readMask(raw) !== undefined) return this.#labels.mask(raw);
    const plain = canonical(raw);
    if (isPlain(plain) && this.#labels.find(plain).length === 0) return raw;
    const decoded = percentDecoded(raw);
    if (decoded !== raw && depth < DEEPEST && isStructured(decoded)) {
      const inner = this.#structured(decoded, depth + 1);
      return inner === decoded ? raw : percentEncoded(inner);
    }
    const ending = FILE_ENDING.exec(raw)?.[0] ?? '';
    const stem = raw.slice(0, raw.length - ending.length);
    if (ending === '' || stem === '') return this.#labels.mask(raw);
    return this.piece(stem, DEEPEST) + ending;
  }

  #isHarmless(raw: string): boolean {
    const plain = canonical(raw).replaceAll('+', ' ');
    return (isHarmless(plain) || isDate(plain)) && this.#labels.find(plain).length === 0;
  }

  #structured(text: string, depth: number): string {
    return PAIR.test(text) && !ABSOLUTE.test(text) ? this.#pairs(text, depth) : this.url(text, depth);
  }

  #authority(authority: string): string {
    const at = authority.lastIndexOf('@');
    const user = at < 0 ? '' : `${this.#labels.mask(authority.slice(0, at))}@`;
    const place = authority.slice(at + 1);
    const port = /:\d{0,5}$/.exec(place)?.[0] ?? '';
    return `${at === 0 ? '@' : user}${this.host(place.slice(0, place.length - port.length))}${port}`;
  }

  /** Path, query and fragment. */
  #tail(text: string, depth: number): string {
    const hash = text.indexOf('#');
    const before = hash < 0 ? text : text.slice(0, hash);
    const question = before.indexOf('?');
    const path = question < 0 ? before : before.slice(0, question);
    return (
      this.#path(path, depth) +
      (question < 0 ? '' : `?${this.#pairs(before.slice(question + 1), depth)}`) +
      (hash < 0 ? '' : `#${this.#fragment(text.slice(hash + 1), depth)}`)
    );
  }

  #path(path: string, depth: number): string {
    return path
      .split(/([\\/;,&])/)
      .map((piece, at) => {
        if (at % 2 === 1) return piece;
        // ASP.NET's `(S(id)F(ticket))`, and `;jsessionid=…`, a parameter of the path.
        if (COOKIELESS.test(piece))
          return piece.replace(/([A-Z]\()([^()]*)/g, (_, mark: string, id: string) => mark + this.#labels.mask(id));
        return piece.includes('=') ? this.#pair(piece, depth) : this.piece(piece, depth);
      })
      .join('');
  }

  #pairs(query: string, depth: number): string {
    return query
      .split(/([&;])/)
      .map((piece, at) => (at % 2 === 1 ? piece : this.#pair(piece, depth)))
      .join('');
  }

  #pair(pair: string, depth: number): string {
    const equals = pair.indexOf('=');
    if (equals < 0) return this.value(pair, false, depth);
    const name = pair.slice(0, equals);
    const secret = isSecretName(canonical(name));
    return `${this.piece(name, depth)}=${this.value(pair.slice(equals + 1), secret, depth)}`;
  }

  /** A fragment is a place in the page, parameters (OAuth 2.0 implicit grant), or the route of an application. */
  #fragment(fragment: string, depth: number): string {
    const route = /^!?\//.exec(fragment)?.[0];
    if (route !== undefined) {
      if (depth >= DEEPEST) return this.#labels.mask(fragment);
      const mark = fragment.startsWith('!') ? '!' : '';
      return mark + this.#tail(fragment.slice(mark.length), depth + 1);
    }
    return this.#pairs(fragment, depth);
  }

  /** A mask where only letters, digits and hyphens may stand. */
  #numbered(mask: string): string {
    return `masked-${readMask(mask)?.label ?? 0}`;
  }
}

/** True for what is a URL or holds parameters: it is taken apart. */
function isStructured(text: string): boolean {
  return /^[/?#]|^\.{1,2}\/|:\/\//.test(text) || PAIR.test(text);
}
