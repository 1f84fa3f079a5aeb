import type { TraceEvent } from '../../trace/model/event.ts';
import { referenceTo } from './text-book.ts';

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
    const reference = referenceTo(this.group, this.#texts.length);
    this.#texts.push(encoded);
    this.#own.set(text, reference);
    return reference;
  }
}
