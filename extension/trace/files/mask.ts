/**
 * Hides secrets so that sameness stays visible: the first four characters, the last three, and a label that is one
 * number for each distinct value: `k3Fq...0Vk~3`. Its characters stand unescaped in cookies and in URLs alike.
 */
export interface Masker {
  /** The value of a cookie: hidden whatever it is, and wherever else it occurs if it can be told from a plain word. */
  value(value: string): string;
  /** Any other text: each secret that occurs in it is hidden, also in its percent-encoded and decoded form. */
  text(text: string): string;
  /** A URL: as text, and besides its password and the parameters that carry secrets by their names. */
  url(url: string): string;
  /** A Cookie header, name by name. */
  cookieHeader(header: string): string;
  /** A Set-Cookie line. */
  setCookie(line: string): string;
}

/** A masker that hides nothing, for what the user chose to give away whole. */
export const UNMASKED: Masker = {
  value: (value) => value,
  text: (text) => text,
  url: (url) => url,
  cookieHeader: (header) => header,
  setCookie: (line) => line,
};

/** Shorter secrets show none of their characters: seven would be most of them. */
const SHORTEST_SHOWN = 20;

/** Shorter values are not looked for in other text: they could be any word or number. */
const SHORTEST_FOUND = 8;

/** Parameters of URLs that carry secrets by their names (OAuth 2.0, OpenID Connect, SAML, presigned URLs, path ids). */
const SECRET_PARAMETERS =
  /([?&#;](?:[\w.-]*(?:token|secret|password|passwd|session|signature|api[_-]?key|credential)|auth|code|state|nonce|sid|sig|key|pwd|jwt|jsessionid|phpsessid|ticket|assertion|samlresponse|samlrequest|relaystate)=)([^?&#;]+)/gi;

/** A value that could also be a word or a number of everyday text is no use as something to search for. */
function canBeFound(value: string): boolean {
  if (value.length < SHORTEST_FOUND) return false;
  return value.length >= SHORTEST_SHOWN || (/[0-9]/.test(value) && /[a-z]/i.test(value)) || /^[0-9]{10,}$/.test(value);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** encodeURIComponent, but for lone surrogates, which it refuses. */
function encoded(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return value;
  }
}

/** A filter over the first four characters: most places in a text are passed over by one look into a table. */
const FILTER_BITS = 16;

function filterSlot(text: string, at: number): number {
  const a = text.charCodeAt(at) + 31 * text.charCodeAt(at + 1);
  const b = text.charCodeAt(at + 2) + 31 * text.charCodeAt(at + 3);
  return (a * 961 + b) & ((1 << FILTER_BITS) - 1);
}

/** Secrets that begin alike: by their length, the longest first, so that a value wins over the id inside it. */
interface Siblings {
  lengths: number[];
  readonly masks: Map<string, string>;
}

/** Finds many strings in a text at a cost that does not grow with how many they are. */
class SecretIndex {
  readonly #filter = new Uint8Array(1 << FILTER_BITS);
  readonly #byStart = new Map<string, Siblings>();

  add(text: string, mask: string): void {
    const start = text.slice(0, SHORTEST_FOUND);
    let siblings = this.#byStart.get(start);
    if (siblings === undefined) {
      siblings = { lengths: [], masks: new Map() };
      this.#byStart.set(start, siblings);
    }
    if (siblings.masks.has(text)) return;
    siblings.masks.set(text, mask);
    if (!siblings.lengths.includes(text.length)) {
      siblings.lengths = [...siblings.lengths, text.length].sort((a, b) => b - a);
    }
    this.#filter[filterSlot(text, 0)] = 1;
  }

  replace(text: string): string {
    let out = '';
    let kept = 0;
    for (let found = this.first(text); found !== undefined; found = this.first(text, kept)) {
      out += text.slice(kept, found.at) + found.mask;
      kept = found.at + found.length;
    }
    return kept === 0 ? text : out + text.slice(kept);
  }

  /** The first secret in a text, from a place on; where several begin there, the longest. */
  first(text: string, from = 0): { at: number; length: number; mask: string } | undefined {
    for (let at = from; at + SHORTEST_FOUND <= text.length; at += 1) {
      if (this.#filter[filterSlot(text, at)] === 0) continue;
      const siblings = this.#byStart.get(text.slice(at, at + SHORTEST_FOUND));
      if (siblings === undefined) continue;
      for (const length of siblings.lengths) {
        const mask = siblings.masks.get(text.slice(at, at + length));
        if (mask !== undefined) return { at, length, mask };
      }
    }
    return undefined;
  }
}

class LabelMasker implements Masker {
  readonly #masks = new Map<string, string>();
  /** Every mask that was given out: text that is one is not masked again. */
  readonly #given = new Set<string>();
  readonly #index = new SecretIndex();
  readonly #ids = new SecretIndex();
  #labels = 0;

  /** Makes a value known as a secret before it is first met, so that what comes earlier hides it too. */
  learn(value: string): void {
    if (value !== '') this.#mask(value);
  }

  /** As `learn`; a longer value that holds this id will show the id's mask inside its own. */
  learnId(id: string): void {
    this.learn(id);
    if (id.length < SHORTEST_FOUND) return;
    const mask = this.#mask(id);
    this.#index.add(id, mask);
    this.#ids.add(id, mask);
  }

  value(value: string): string {
    return value === '' ? '' : this.#mask(value);
  }

  text(text: string): string {
    return this.#index.replace(text);
  }

  url(url: string): string {
    const noPassword = url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i, (_all, scheme: string) => `${scheme}...@`);
    const start = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(noPassword)?.[0] ?? '';
    // The host stays: it is no secret, and a cookie's value may be its name.
    const rest = this.text(noPassword.slice(start.length));
    return (
      start +
      rest.replace(SECRET_PARAMETERS, (all, name: string, value: string) =>
        this.#given.has(value) ? all : name + this.#mask(value),
      )
    );
  }

  cookieHeader(header: string): string {
    return header
      .split(';')
      .map((piece) => this.#pair(piece))
      .join(';');
  }

  setCookie(line: string): string {
    const end = line.indexOf(';');
    if (end < 0) return this.#pair(line);
    return this.#pair(line.slice(0, end)) + this.text(line.slice(end));
  }

  /** `name=value` with its white space as it came; a piece without `=` is a value alone. */
  #pair(piece: string): string {
    const equals = piece.indexOf('=');
    const value = piece.slice(equals + 1);
    const trimmed = value.trim();
    const space = value.indexOf(trimmed);
    return (
      piece.slice(0, equals + 1) + value.slice(0, space) + this.value(trimmed) + value.slice(space + trimmed.length)
    );
  }

  #mask(value: string): string {
    const known = this.#masks.get(value);
    if (known !== undefined) return known;
    const plain = decoded(value);
    const twin = this.#masks.get(plain);
    const mask = twin ?? this.#newMask(value, plain);
    this.#masks.set(value, mask);
    this.#masks.set(plain, mask);
    this.#given.add(mask);
    for (const form of new Set([value, plain, encoded(plain)])) if (canBeFound(form)) this.#index.add(form, mask);
    return mask;
  }

  #newMask(value: string, plain: string): string {
    this.#labels += 1;
    const withId = this.#ids.first(plain);
    if (withId === undefined) return shown(value, this.#labels);
    // A signed id, `s:id.signature`: the id keeps its own mask, what stands around it is hidden.
    return `${withId.at === 0 ? '' : '...'}${withId.mask}...~${this.#labels}`;
  }
}

/** Characters that are cookie-octets (RFC 6265bis section 4.1.1) and unreserved in URLs, or percent-encoded ones. */
function shown(value: string, label: number): string {
  if (value.length < SHORTEST_SHOWN) return `...~${label}`;
  const safe = (text: string): string => text.replace(/[^\w.-]/g, '_');
  return `${safe(value.slice(0, 4))}...${safe(value.slice(-3))}~${label}`;
}

/**
 * @param known.ids session ids, as they stand inside cookie values
 * @param known.values the value of every cookie that the trace has seen
 */
export function createMasker(
  known: { readonly ids?: Iterable<string>; readonly values?: Iterable<string> } = {},
): Masker {
  const masker = new LabelMasker();
  for (const id of known.ids ?? []) masker.learnId(id);
  for (const value of known.values ?? []) masker.learn(value);
  return masker;
}
