import type { TraceEvent } from '../../trace/model/event.ts';

/**
 * Equal texts are stored once. A cookie of 4 kB travels in every request; a jar of 3,000 cookies is told anew when one of
 * them changes. So in the JSON of events each long run of characters is a reference to a text that is stored apart.
 * References stand between control characters, which JSON itself never holds.
 */

const OPEN = '\u0001';
const CLOSE = '\u0002';
const REFERENCE = /\u0001([^\u0001\u0002]*)\u0002/g;

/**
 * Long enough for a reference to be shorter, and not so long that a regular expression runs out of stack. The separators
 * of cookies, queries and JSON end a run.
 */
const LONG_RUN = /[^\u0000-\u0020"\\;,=&?]{40,8192}/g;

/** Writes events, and collects the texts that they refer to and that are not stored yet. */
export class TextWriter {
  /** The name under which the new texts are stored. */
  readonly group: string;
  readonly #stored: ReadonlyMap<string, string>;
  readonly #own = new Map<string, string>();
  /** The texts of the new group, in order. */
  readonly #texts: string[] = [];

  /**
   * @param stored references by text, of what is stored already
   */
  constructor(group: string, stored: ReadonlyMap<string, string> = new Map()) {
    this.group = group;
    this.#stored = stored;
  }

  /** References by text, of the texts that are new. */
  get own(): ReadonlyMap<string, string> {
    return this.#own;
  }

  /** The new texts as they are stored: JSON; undefined where there are none. */
  get texts(): string | undefined {
    return this.#texts.length === 0 ? undefined : JSON.stringify(this.#texts);
  }

  /** A list of events as encoded JSON. */
  events(events: readonly TraceEvent[]): string {
    return `[${events.map((event) => this.#event(event)).join(',')}]`;
  }

  #event(event: TraceEvent): string {
    if (event.kind !== 'jar') return this.#runs(JSON.stringify(event));
    // Most cookies of a jar are as they were: each is a text of its own.
    const { cookies, ...rest } = event;
    const list = cookies.map((cookie) => this.#whole(JSON.stringify(cookie))).join(',');
    return `${this.#runs(JSON.stringify(rest)).slice(0, -1)},"cookies":[${list}]}`;
  }

  #runs(json: string): string {
    return json.replace(LONG_RUN, (run) => this.#refer(run, run));
  }

  #whole(json: string): string {
    const known = this.#stored.get(json) ?? this.#own.get(json);
    return known ?? this.#refer(json, this.#runs(json));
  }

  #refer(text: string, encoded: string): string {
    const known = this.#stored.get(text) ?? this.#own.get(text);
    if (known !== undefined) return known;
    const reference = `${OPEN}${this.group}.${this.#texts.length.toString(36)}${CLOSE}`;
    this.#texts.push(encoded);
    this.#own.set(text, reference);
    return reference;
  }
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
        references.set(this.decode(encoded), `${OPEN}${group}.${at.toString(36)}${CLOSE}`);
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
