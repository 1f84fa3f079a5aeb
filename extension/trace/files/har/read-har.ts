import type { TraceEvent } from '../../model/event.ts';
import { type ByteSource, progressOf, type ReadProgress, slicesOf } from '../byte-source.ts';
import { FileError } from '../file-error.ts';
import { MASKED_NOTICE } from '../masked-notice.ts';
import { traceOfHar } from './har-events.ts';
import { type BodyCount, type HarExchange, readHarEntry } from './har-exchange.ts';
import { harPages } from './har-pages.ts';
import { type HarSource, harSourceOf } from './har-source.ts';
import { type PickedValue, pickJson } from './pick-json.ts';

/** What a HAR's reading needs of the world. */
export interface HarOptions {
  /** The public suffix of a host (`extension/cookies/public-suffixes.ts`); undefined where it has none. */
  publicSuffix(host: string): string | undefined;
  /** Response headers (lower case) that carry a count, beside `session-count`. */
  readonly countHeaders?: ReadonlySet<string>;
  /** Reads a count from a response's body. */
  readCount?(body: string, mimeType: string, url: string): BodyCount | undefined;
  /** More entries than this, and the oldest are left out with a notice. 100,000 unless told. */
  readonly mostEntries?: number;
}

/** A HAR, read. */
export interface HarTrace {
  readonly events: readonly TraceEvent[];
  readonly source: HarSource;
  /** Entries that became part of the trace. */
  readonly entries: number;
  /** Entries that could not be read, the first few with their reason. `index` counts from 1. */
  readonly skipped: readonly { readonly index: number; readonly why: string }[];
  readonly skippedInAll: number;
  /** Set when the file ends too early: one sentence. What came before is in `events`; whether to use it is the user's choice. */
  readonly cut?: string;
  /** Whether its cookie values are masks, as a HAR says that Sidtrail saved with masked secrets (`log._masked`). */
  readonly masked: boolean;
  /** What the user must know to judge what is shown, a sentence each. */
  readonly notices: readonly string[];
}

const MOST_ENTRIES = 100_000;
const REASONS_KEPT = 20;

/** Collects what a HAR's members say while the file is still being read. */
class HarCollector {
  readonly #options: HarOptions;
  readonly #most: number;
  readonly pages: unknown[] = [];
  readonly skipped: { index: number; why: string }[] = [];
  exchanges: HarExchange[] = [];
  skippedInAll = 0;
  dropped = 0;
  seen = 0;
  hasLog = false;
  hasCookies = false;
  masked = false;
  #creator: unknown;
  #browser: unknown;
  #source: HarSource | undefined;

  constructor(options: HarOptions) {
    this.#options = options;
    this.#most = options.mostEntries ?? MOST_ENTRIES;
  }

  take({ keys, value }: PickedValue): void {
    this.hasLog = true;
    switch (keys[1]) {
      case 'creator':
        this.#creator = value;
        return;
      case 'browser':
        this.#browser = value;
        return;
      case '_masked':
        this.masked = value === true;
        return;
      case 'pages':
        if (this.pages.length < this.#most) this.pages.push(value);
        return;
      case 'entries':
        this.#entry(value);
        return;
    }
  }

  get source(): HarSource {
    return this.#source ?? harSourceOf(this.#creator, this.#browser, undefined);
  }

  #entry(value: unknown): void {
    this.seen += 1;
    this.#source ??= harSourceOf(this.#creator, this.#browser, value);
    const read = readHarEntry(value, {
      headerText: this.#source.browser === 'firefox' ? 'octets' : 'utf-8',
      countHeaders: this.#options.countHeaders ?? new Set(),
      ...(this.#options.readCount !== undefined && { readCount: this.#options.readCount }),
      startedBefore: this.exchanges.at(-1)?.started ?? 0,
    });
    if (typeof read === 'string') {
      this.skippedInAll += 1;
      if (this.skipped.length < REASONS_KEPT) this.skipped.push({ index: this.seen, why: read });
      return;
    }
    this.exchanges.push(read);
    this.hasCookies ||=
      read.requestHeaders.some(([name]) => name === 'cookie') ||
      read.response?.headers.some(([name]) => name === 'set-cookie') === true;
    // Twice the bound before the older half goes: the cost of an entry stays the same however many come.
    if (this.exchanges.length >= 2 * this.#most) this.trim();
  }

  /** Leaves out the oldest above the bound. */
  trim(): void {
    const over = this.exchanges.length - this.#most;
    if (over <= 0) return;
    this.exchanges.sort((a, b) => a.started - b.started);
    this.exchanges = this.exchanges.slice(over);
    this.dropped += over;
  }
}

function noticesOf(found: HarCollector): string[] {
  const notices: string[] = [];
  const { source } = found;
  if (!found.hasCookies) {
    notices.push(
      source.browser === 'chrome'
        ? 'This HAR holds no cookies. Chrome leaves them out unless DevTools’ settings, under Network, allow to generate HAR with sensitive data: allow it, then export “with sensitive data”.'
        : 'This HAR holds no cookies: the tool that wrote it left them out, or none were sent.',
    );
  }
  if (found.masked) notices.push(MASKED_NOTICE);
  if (!source.browserKnown) {
    notices.push('Nothing in this HAR tells which browser made the requests: verdicts follow Chrome’s rules.');
  }
  if (found.dropped > 0) {
    notices.push(
      `The oldest ${found.dropped} of its ${found.dropped + found.exchanges.length} entries were left out to keep the bound.`,
    );
  }
  if (found.skippedInAll > 0) {
    const first = found.skipped[0];
    notices.push(
      `${found.skippedInAll} of its ${found.seen} entries could not be read${first === undefined ? '' : `; the first is entry ${first.index}: ${first.why}`}.`,
    );
  }
  notices.push('A HAR does not say what the browser kept: verdicts are predicted from the rules.');
  return notices;
}

/**
 * Opens a HAR 1.2 of Chrome, Firefox, Playwright, mitmproxy or a proxy as a trace. Yields its progress; leaving the
 * loop cancels. Memory is bounded by `mostEntries` and by the largest single entry.
 *
 * @throws FileError one sentence: wrong format, too deep, too large, cancelled
 */
export async function* readHar(source: ByteSource, options: HarOptions): AsyncGenerator<ReadProgress, HarTrace, void> {
  const found = new HarCollector(options);
  const picker = pickJson(
    ['$.log.creator', '$.log.browser', '$.log.pages.*', '$.log.entries.*', '$.log.version', '$.log._masked'],
    (picked) => found.take(picked),
  );
  let bytes = 0;
  for await (const slice of slicesOf(source)) {
    picker.write(slice);
    bytes += slice.length;
    yield progressOf(source, bytes, found.seen);
  }
  if (bytes === 0) throw new FileError('empty', 'The file is empty.');
  if (found.seen === 0 && !picker.ended) {
    throw new FileError('cut', 'The file is cut before the end of its first entry: save the recording again.');
  }
  if (!found.hasLog) {
    throw new FileError(
      'not-har',
      'This is no HAR file: it has no “log” with “entries”. Choose a .har file or a Sidtrail trace.',
    );
  }
  if (found.exchanges.length === 0) {
    const first = found.skipped[0];
    throw new FileError(
      'no-entries',
      first === undefined
        ? 'This HAR holds no requests.'
        : `None of this HAR’s ${found.seen} entries can be read: entry ${first.index} is wrong because ${first.why}.`,
    );
  }
  found.trim();
  const pages = harPages(/^playwright/i.test(found.source.tool));
  for (const page of found.pages) pages.add(page);
  const events = await traceOfHar(found.exchanges, {
    source: found.source,
    pages,
    dropped: found.dropped,
    publicSuffix: options.publicSuffix,
    ...(source.pause !== undefined && { pause: () => source.pause?.() ?? Promise.resolve() }),
  });
  return {
    events,
    source: found.source,
    entries: found.exchanges.length,
    skipped: found.skipped,
    skippedInAll: found.skippedInAll,
    ...(!picker.ended && {
      cut: `The file is cut after entry ${found.seen}: the ${found.exchanges.length} entries before can be shown, what followed is lost.`,
    }),
    masked: found.masked,
    notices: noticesOf(found),
  };
}
