import { knownPublicSuffixes, type PublicSuffixes } from '../../cookies/site.ts';

/** The public suffixes that a trace's events have named so far, as the cookie rules ask for them. */
export class KnownSuffixes {
  /** Without a prototype: `__proto__` and `constructor` are hosts like any other. */
  readonly #known = Object.create(null) as Record<string, string>;
  #answers: PublicSuffixes = knownPublicSuffixes({});

  /** Learns what an event names. */
  learn(suffixes: Readonly<Record<string, string>> | undefined): void {
    if (suffixes === undefined) return;
    let news = false;
    for (const [host, suffix] of Object.entries(suffixes)) {
      if (this.#known[host] === suffix) continue;
      this.#known[host] = suffix;
      news = true;
    }
    if (news) this.#answers = knownPublicSuffixes(this.#known);
  }

  get answers(): PublicSuffixes {
    return this.#answers;
  }
}
