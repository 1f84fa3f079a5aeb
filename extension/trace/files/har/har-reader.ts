import type { TraceEvent } from '../../model/event.ts';
import type { FileNotice, SkipReason } from '../../model/file-codes.ts';
import { FileError } from '../file-error.ts';
import { fileNotice } from '../file-notice.ts';
import { JsonCutter, type JsonKeys } from '../json-cutter.ts';
import { parseJson } from '../parse-json.ts';
import { toUtf8 } from '../to-utf8.ts';
import { type SessionCookies, sessionCookiesOf } from '../trace-file/session-cookies.ts';
import { traceOfHar } from './har-events.ts';
import { type BodyCount, type EntryRefusal, type HarExchange, readHarEntry } from './har-exchange.ts';
import { separateJoinedLines } from './har-joined.ts';
import { harNotices } from './har-notices.ts';
import { HarPages } from './har-pages.ts';
import { partOf, treatmentOf } from './har-shape.ts';
import { type HarSource, harSourceOf, UserAgents } from './har-source.ts';
import type { OtherEvent } from './own-entry.ts';
import { ownLog } from './own-events.ts';
import { OwnPart } from './own-part.ts';

/** What a HAR's reading needs of the world. */
export interface HarOptions {
  /** The public suffix of a host (`extension/cookies/public-suffixes.ts`); undefined where it has none. */
  publicSuffix(host: string): string | undefined;
  /** Response headers (lower case) that carry a count, beside `session-count`. */
  readonly countHeaders?: ReadonlySet<string>;
  /** Reads a count from a response's body. */
  readCount?(body: string, mimeType: string, url: string): BodyCount | undefined;
  /** More entries than this, and the oldest are left out with a notice. 100,000 by default. */
  readonly mostEntries?: number;
}

/** A HAR, read. */
export interface HarTrace {
  readonly events: readonly TraceEvent[];
  readonly source: HarSource;
  /** Entries that became part of the trace. */
  readonly entries: number;
  /** Entries that could not be read, the first few with their reason. `index` counts from 1. */
  readonly skipped: readonly { readonly index: number; readonly why: SkipReason }[];
  readonly skippedInAll: number;
  /** Set when the file ends too early. What came before is in `events`; whether to use it is the user's choice. */
  readonly cut?: FileNotice;
  /** Whether its cookie values are masks, as a HAR says that Sidtrail saved with masked secrets (`log._masked`). */
  readonly masked: boolean;
  /** The session cookies by site that a HAR of Sidtrail names: `FoldOptions.chosenNames`. */
  readonly sessionCookies: SessionCookies;
  /** What the user must know to judge what is shown. */
  readonly notices: readonly FileNotice[];
}

const MAX_ENTRIES = 100_000;
const REASONS_KEPT = 20;

/** Deeper nesting is an attack, not a recording: HAR's own members go nine levels down, DevTools' call stacks 70. */
const DEEPEST = 256;

/** The most that one entry may take, in bytes of text, without its long strings. */
const LARGEST_ENTRY = 32 * 1024 * 1024;

/** Longer strings are bodies that nobody searches, or worse. Bytes. */
const LONGEST_STRING = 1024 * 1024;

/** How often each thing was met that the notices report. */
interface HarTally {
  tunnels: number;
  otherSchemes: number;
  longHeaders: number;
  repaired: number;
  redacted: boolean;
  hasCookies: boolean;
}

/** What a file is that is no JSON: gzip, zip and HTML are known by their first bytes. */
function noJson(beginning: Uint8Array, byte: number): FileError {
  const text = String.fromCharCode(...beginning);
  if (/^(?:\x1f\x8b|PK\x03\x04)/.test(text)) return new FileError('compressed');
  return /^(?:\xef\xbb\xbf)?\s*<[!?a-z]/i.test(text) ? new FileError('web-page') : new FileError('not-json', { byte });
}

/** Reads a HAR 1.2 of any tool, piece by piece. Memory is bounded by `mostEntries` and by the largest single entry. */
export class HarReader {
  readonly #options: HarOptions;
  readonly #most: number;
  readonly #cutter: JsonCutter;
  readonly #decode = toUtf8();
  readonly #pages: unknown[] = [];
  readonly #userAgents = new UserAgents();
  readonly #skipped: { index: number; why: SkipReason }[] = [];
  readonly #own = new OwnPart();
  readonly #tally: HarTally = {
    tunnels: 0,
    otherSchemes: 0,
    longHeaders: 0,
    repaired: 0,
    redacted: false,
    hasCookies: false,
  };
  #exchanges: HarExchange[] = [];
  #skippedInAll = 0;
  #dropped = 0;
  #bytes = 0;
  #beginning: Uint8Array = new Uint8Array(0);
  #isHar = false;
  #masked = false;
  #creator: unknown;
  #browser: unknown;
  /** The members of an object that may be an entry itself. */
  #loose: Record<string, unknown> = {};
  /** Entries met so far. */
  seen = 0;

  constructor(options: HarOptions) {
    this.#options = options;
    this.#most = options.mostEntries ?? MAX_ENTRIES;
    this.#cutter = new JsonCutter({
      treat: treatmentOf,
      onValue: (keys, bytes) => this.#take(keys, bytes),
      onFailure: (keys, why) => this.#fail(keys, why),
      onClosed: (keys) => this.#closed(keys),
      longestString: LONGEST_STRING,
      largestValue: LARGEST_ENTRY,
      deepest: DEEPEST,
    });
  }

  /** Reads on. */
  write(bytes: Uint8Array): void {
    if (this.#bytes === 0) this.#beginning = bytes.slice(0, 64);
    this.#bytes += bytes.length;
    this.#cutter.write(this.#decode(bytes));
  }

  /** @throws FileError what is wrong with the file as a whole */
  finish(): HarTrace {
    this.#mustHoldEntries();
    this.#trim();
    const source = harSourceOf(this.#creator, this.#browser, this.#userAgents);
    if (!this.#own.found) this.#exchanges = [...separateJoinedLines(this.#exchanges, source.known)];
    const own = this.#own.found ? this.#ownLog() : undefined;
    const events =
      own ??
      traceOfHar(this.#exchanges, {
        source,
        pages: new HarPages(this.#pages),
        dropped: this.#dropped,
        publicSuffix: this.#options.publicSuffix,
      });
    const cut = this.#cut();
    return {
      events,
      source,
      entries: this.#exchanges.length,
      skipped: this.#skipped,
      skippedInAll: this.#skippedInAll,
      ...(cut !== undefined && { cut }),
      masked: this.#masked,
      sessionCookies: sessionCookiesOf(this.#own.members.get('sessionCookies')) ?? {},
      notices: harNotices({
        ...this.#tally,
        source,
        masked: this.#masked,
        ownStory: own !== undefined ? 'whole' : this.#own.found ? 'changed' : 'none',
        entries: this.#exchanges.length,
        dropped: this.#dropped,
        seen: this.seen,
        skipped: this.#skipped[0],
        skippedInAll: this.#skippedInAll,
        textAfterEnd: this.#cutter.ended ? this.#cutter.brokenAt : undefined,
      }),
    };
  }

  #ownLog(): TraceEvent[] | undefined {
    const others: readonly OtherEvent[] | undefined = this.#own.events();
    return others === undefined || this.#dropped > 0 ? undefined : ownLog(this.#exchanges, others);
  }

  #mustHoldEntries(): void {
    const { ended, brokenAt } = this.#cutter;
    if (this.#bytes === 0) throw new FileError('empty');
    if (this.#exchanges.length > 0) return;
    if (this.seen > 0) {
      const { index = 1, why = 'no-url' } = this.#skipped[0] ?? {};
      if (this.#skippedInAll > 0) throw new FileError('no-readable-entry', { count: this.seen, index, why });
      throw new FileError('no-entries');
    }
    if (brokenAt !== undefined && !ended) throw noJson(this.#beginning, brokenAt);
    if (!ended) throw new FileError('cut');
    throw new FileError(this.#isHar ? 'no-entries' : 'not-har');
  }

  #cut(): FileNotice | undefined {
    const { ended, brokenAt } = this.#cutter;
    if (ended) return undefined;
    const entries = this.#exchanges.length;
    return brokenAt === undefined
      ? fileNotice('cut-in-entry', { entry: this.seen, entries })
      : fileNotice('broken-after-entry', { entry: this.seen, entries, byte: brokenAt });
  }

  #take(keys: JsonKeys, bytes: Uint8Array): void {
    const part = partOf(keys);
    const { value, repaired, failed } = parseJson(bytes);
    if (failed) {
      if (part === 'entry') this.#skip('not-json');
      return;
    }
    switch (part) {
      case 'entry':
        if (repaired) this.#tally.repaired += 1;
        this.#entry(value);
        return;
      case 'page':
        if (this.#pages.length < this.#most) this.#pages.push(value);
        return;
      case 'creator':
        this.#creator ??= value;
        return;
      case 'browser':
        this.#browser ??= value;
        return;
      case 'masked':
        this.#masked ||= value === true;
        return;
      case 'own-event':
        this.#own.addEvent(value);
        return;
      case 'own-member':
        this.#own.members.set(String(keys.at(-1)), value);
        return;
      case 'entry-member':
        this.#loose[String(keys.at(-1))] = value;
        return;
      case undefined:
        return;
    }
  }

  #fail(keys: JsonKeys, why: 'too-deep' | 'too-large'): void {
    if (partOf(keys) === 'entry') this.#skip(why);
    else if (partOf(keys) === 'own-event') this.#own.addEvent(undefined);
  }

  #closed(keys: JsonKeys): void {
    const last = keys.at(-1);
    if (last === 'entries') this.#isHar = true;
    if (keys.length > 1 || (keys.length === 1 && typeof last === 'string')) return;
    const loose = this.#loose;
    this.#loose = {};
    if (loose['request'] !== undefined) this.#entry(loose);
  }

  #skip(why: SkipReason): void {
    this.seen += 1;
    this.#skippedInAll += 1;
    if (this.#skipped.length < REASONS_KEPT) this.#skipped.push({ index: this.seen, why });
  }

  #entry(value: unknown): void {
    const read = readHarEntry(value, {
      countHeaders: this.#options.countHeaders ?? new Set(),
      ...(this.#options.readCount !== undefined && { readCount: this.#options.readCount }),
      startedBefore: this.#exchanges.at(-1)?.started ?? 0,
    });
    if ('refused' in read) {
      this.#refuse(read.refused);
      return;
    }
    this.seen += 1;
    const { exchange, userAgent, leftOut, redacted } = read;
    if (userAgent !== undefined) this.#userAgents.add(userAgent);
    this.#tally.longHeaders += leftOut;
    this.#tally.redacted ||= redacted;
    this.#tally.hasCookies ||=
      redacted ||
      exchange.requestHeaders.some(([name]) => name === 'cookie') ||
      exchange.response?.headers.some(([name]) => name === 'set-cookie') === true;
    this.#exchanges.push(exchange);
    // Twice the bound before the older half goes: the cost of an entry stays the same however many come.
    if (this.#exchanges.length >= 2 * this.#most) this.#trim();
  }

  #refuse(why: EntryRefusal): void {
    switch (why) {
      case 'no-url':
      case 'bad-url':
        this.#skip(why);
        return;
      case 'no-cookie-scheme':
        this.seen += 1;
        this.#tally.otherSchemes += 1;
        return;
      case 'tunnel':
        this.seen += 1;
        this.#tally.tunnels += 1;
        return;
    }
  }

  /** Leaves out the oldest above the bound. */
  #trim(): void {
    const over = this.#exchanges.length - this.#most;
    if (over <= 0) return;
    this.#exchanges.sort((a, b) => a.started - b.started);
    this.#exchanges = this.#exchanges.slice(over);
    this.#dropped += over;
  }
}
