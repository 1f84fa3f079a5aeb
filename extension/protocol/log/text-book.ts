/**
 * Equal texts are stored once. A cookie of 4 kB travels in every request; a jar of 3,000 cookies is reported again when one of
 * them changes. So in the JSON of events each long run of characters is a reference to a text that is stored apart.
 * References stand between control characters, which JSON itself never holds.
 */

const OPEN = '\u0001';
const CLOSE = '\u0002';
const REFERENCE = /\u0001([^\u0001\u0002]*)\u0002/g;

/** What stands in encoded JSON for a text, by its group and its place there. */
export function referenceTo(group: string, at: number): string {
  return `${OPEN}${group}.${at.toString(36)}${CLOSE}`;
}

/** The texts that encoded JSON refers to. */
export class TextBook {
  readonly #groups = new Map<string, readonly string[]>();

  /** Puts a group in its place; `value` is what is stored of it, and anything but JSON of texts takes it away. */
  put(group: string, value: unknown): void {
    if (typeof value === 'string') this.#groups.set(group, JSON.parse(value) as readonly string[]);
    else this.#groups.delete(group);
  }

  /** Encoded JSON as JSON. Throws where a text is not here. */
  decode(encoded: string): string {
    if (!encoded.includes(OPEN)) return encoded;
    // A text of a cookie refers to that of its value, and no deeper.
    return encoded.replace(REFERENCE, (_, name: string) => this.decode(this.#text(name)));
  }

  /** Names of the groups that encoded JSON refers to, by itself or through texts that are here, and that are not here. */
  missing(encoded: string): ReadonlySet<string> {
    const missing = new Set<string>();
    const look = (text: string): void => {
      for (const [, name = ''] of text.matchAll(REFERENCE)) {
        const [group, at] = placeOf(name);
        const texts = this.#groups.get(group);
        if (texts === undefined) missing.add(group);
        else look(texts[at] ?? '');
      }
    };
    look(encoded);
    return missing;
  }

  /** References by text, of every text that is here. */
  references(): Map<string, string> {
    const references = new Map<string, string>();
    for (const [group, texts] of this.#groups) {
      for (const [at, encoded] of texts.entries()) {
        references.set(this.decode(encoded), referenceTo(group, at));
      }
    }
    return references;
  }

  #text(name: string): string {
    const [group, at] = placeOf(name);
    const text = this.#groups.get(group)?.[at];
    if (text === undefined) throw new Error(`The log refers to the text ${name}, which is not there.`);
    return text;
  }
}

/** The group of a text, and its place there. */
function placeOf(name: string): readonly [group: string, at: number] {
  const dot = name.lastIndexOf('.');
  return [name.slice(0, dot), Number.parseInt(name.slice(dot + 1), 36)];
}
