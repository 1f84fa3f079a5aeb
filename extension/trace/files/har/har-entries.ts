import type { SkipReason } from '../../model/file-codes.ts';
import { type EntryRefusal, type HarExchange, readHarEntry } from './har-exchange.ts';
import { hidePlaceholders } from './har-placeholders.ts';
import { UserAgents } from './har-source.ts';
import type { HarOptions } from './har-trace.ts';

const MAX_ENTRIES = 100_000;
const REASONS_KEPT = 20;

/** How often each thing was met that the notices report. */
interface HarTally {
  otherSchemes: number;
  longHeaders: number;
  repaired: number;
  redacted: boolean;
  hasCookies: boolean;
}

/** The entries of a HAR, as many of the newest as there is room for, and what was met in them. */
export class HarEntries {
  readonly #options: HarOptions;
  /** The most entries, and pages, that are kept. */
  readonly most: number;
  readonly userAgents = new UserAgents();
  /** The first that could not be read, with their reason. */
  readonly skipped: { index: number; why: SkipReason }[] = [];
  readonly tally: HarTally = {
    otherSchemes: 0,
    longHeaders: 0,
    repaired: 0,
    redacted: false,
    hasCookies: false,
  };
  /** Tunnels by the host that they lead to, and the hosts that were asked by https. */
  readonly #tunnels = new Map<string, number>();
  readonly #looked = new Set<string>();
  exchanges: HarExchange[] = [];
  skippedInAll = 0;
  /** Left out above the bound. */
  dropped = 0;
  /** Entries met so far. */
  seen = 0;

  constructor(options: HarOptions) {
    this.#options = options;
    this.most = options.mostEntries ?? MAX_ENTRIES;
  }

  /** An entry that cannot be read, and why. */
  skip(why: SkipReason): void {
    this.seen += 1;
    this.skippedInAll += 1;
    if (this.skipped.length < REASONS_KEPT) this.skipped.push({ index: this.seen, why });
  }

  /** An entry, as JSON gave it. `repaired`: it held what JSON forbids. */
  add(value: unknown, repaired = false): void {
    if (repaired) this.tally.repaired += 1;
    const read = readHarEntry(value, {
      countHeaders: this.#options.countHeaders ?? new Set(),
      ...(this.#options.readCount !== undefined && { readCount: this.#options.readCount }),
      startedBefore: this.exchanges.at(-1)?.started ?? 0,
    });
    if ('refused' in read) {
      this.#refuse(read.refused, read.host);
      return;
    }
    this.seen += 1;
    const { exchange, userAgent, leftOut } = read;
    if (userAgent !== undefined) this.userAgents.add(userAgent);
    this.tally.longHeaders += leftOut;
    this.tally.hasCookies ||=
      // What leaves cookies out leaves this out as well.
      exchange.credential !== undefined ||
      exchange.requestHeaders.some(([name]) => name === 'cookie') ||
      exchange.response?.headers.some(([name]) => name === 'set-cookie') === true;
    if (/^(?:https|wss):/i.test(exchange.url)) this.#looked.add(new URL(exchange.url).hostname);
    this.exchanges.push(exchange);
    // Twice the bound before the older half goes: the cost of an entry stays the same however many come.
    if (this.exchanges.length >= 2 * this.most) this.trim();
  }

  /** Tunnels that nothing shows the inside of: some proxies list one beside each host that they looked into. */
  get tunnels(): number {
    return [...this.#tunnels].reduce((sum, [host, count]) => sum + (this.#looked.has(host) ? 0 : count), 0);
  }

  #refuse(why: EntryRefusal, host = ''): void {
    switch (why) {
      case 'no-url':
      case 'bad-url':
        this.skip(why);
        return;
      case 'no-cookie-scheme':
        this.seen += 1;
        this.tally.otherSchemes += 1;
        return;
      case 'tunnel':
        this.seen += 1;
        this.#tunnels.set(host, (this.#tunnels.get(host) ?? 0) + 1);
        return;
    }
  }

  /** Takes what a tool put in the place of values for unknown. */
  hidePlaceholders(): void {
    const hidden = hidePlaceholders(this.exchanges);
    this.tally.redacted ||= hidden.some((exchange, at) => exchange !== this.exchanges[at]);
    this.exchanges = [...hidden];
  }

  /** Leaves out the oldest above the bound. */
  trim(): void {
    const over = this.exchanges.length - this.most;
    if (over <= 0) return;
    this.exchanges.sort((a, b) => a.started - b.started);
    this.exchanges = this.exchanges.slice(over);
    this.dropped += over;
  }
}
