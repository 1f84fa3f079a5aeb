import type { TraceEvent } from '../../model/event.ts';
import type { FileNotice } from '../../model/file-codes.ts';
import { FileError } from '../file-error.ts';
import { fileNotice } from '../file-notice.ts';
import { JsonCutter, type JsonKeys } from '../json-cutter.ts';
import { parseJson } from '../parse-json.ts';
import { toUtf8 } from '../to-utf8.ts';
import { sessionCookiesOf } from '../trace-file/session-cookies.ts';
import { HarEntries } from './har-entries.ts';
import { traceOfHar } from './har-events.ts';
import { separateJoinedLines } from './har-joined.ts';
import { harNotices } from './har-notices.ts';
import { HarPages } from './har-pages.ts';
import { partOf, treatmentOf } from './har-shape.ts';
import { harSourceOf } from './har-source.ts';
import type { HarOptions, HarTrace } from './har-trace.ts';
import type { OtherEvent } from './own-entry.ts';
import { ownLog } from './own-events.ts';
import { OwnPart } from './own-part.ts';

/** Deeper nesting is an attack, not a recording: HAR's own members go nine levels down, DevTools' call stacks 70. */
const DEEPEST = 256;

/** The most that one entry may take, in bytes of text, without its long strings. */
const LARGEST_ENTRY = 32 * 1024 * 1024;

/** Longer strings are bodies that nobody searches, or worse. Bytes. */
const LONGEST_STRING = 1024 * 1024;

/** How much of a file's beginning shows what it is, in bytes: XHTML says so behind the head of XML. */
const BEGINNING = 512;

/** True for XML that is no web page, such as what Burp exports. */
const isXml = (text: string): boolean => /^\s*<(?:\?xml|items\b)/i.test(text) && !/<!doctype html|<html\b/i.test(text);

/** The first bytes of gzip, zip, Zstandard, bzip2, xz and 7-Zip, each byte a character. */
const COMPRESSED = /^(?:\x1f\x8b|PK\x03\x04|\x28\xb5\x2f\xfd|BZh\d|\xfd7zXZ|7z\xbc\xaf)/;

/** What a file is that is no HAR's JSON: an archive, XML and HTML are known by their first bytes. */
function noJson(beginning: Uint8Array, bytes: number, byte: number): FileError {
  const text = String.fromCharCode(...beginning).replace(/^\xef\xbb\xbf/, '');
  if (COMPRESSED.test(text)) return new FileError('compressed');
  if (isXml(text)) return new FileError('xml');
  if (/^\s*<[!?a-z]/i.test(text)) return new FileError('web-page');
  // One text or number is JSON as well, which the cutter does not cut.
  const isWhole = bytes === beginning.length && !parseJson(beginning).failed;
  return isWhole ? new FileError('not-har') : new FileError('not-json', { byte });
}

/** Reads a HAR 1.2 of any tool, piece by piece. Memory is bounded by `mostEntries` and by the largest single entry. */
export class HarReader {
  readonly #options: HarOptions;
  readonly #entries: HarEntries;
  readonly #cutter: JsonCutter;
  readonly #decode = toUtf8();
  readonly #pages: unknown[] = [];
  readonly #own = new OwnPart();
  #bytes = 0;
  #beginning: Uint8Array = new Uint8Array(0);
  #isHar = false;
  #masked = false;
  #creator: unknown;
  #browser: unknown;
  /** The members of an object that may be an entry itself. */
  #loose: Record<string, unknown> = {};

  constructor(options: HarOptions) {
    this.#options = options;
    this.#entries = new HarEntries(options);
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

  /** Entries met so far. */
  get seen(): number {
    return this.#entries.seen;
  }

  /** Reads on. */
  write(bytes: Uint8Array): void {
    if (this.#bytes === 0) this.#beginning = bytes.slice(0, BEGINNING);
    this.#bytes += bytes.length;
    this.#cutter.write(this.#decode(bytes));
  }

  /** @throws FileError what is wrong with the file as a whole */
  finish(): HarTrace {
    this.#mustHoldEntries();
    const all = this.#entries;
    all.trim();
    const source = harSourceOf(this.#creator, this.#browser, all.userAgents);
    if (!this.#own.found) all.exchanges = [...separateJoinedLines(all.exchanges, source.known)];
    if (!this.#own.found && !this.#masked) all.hidePlaceholders();
    const { exchanges, dropped, skipped, skippedInAll } = all;
    const own = this.#own.found ? this.#ownLog() : undefined;
    const events =
      own ??
      traceOfHar(exchanges, {
        source,
        pages: new HarPages(this.#pages),
        dropped,
        publicSuffix: this.#options.publicSuffix,
      });
    const cut = this.#cut();
    return {
      events,
      source,
      entries: exchanges.length,
      skipped,
      skippedInAll,
      ...(cut !== undefined && { cut }),
      masked: this.#masked,
      sessionCookies: sessionCookiesOf(this.#own.members.get('sessionCookies')) ?? {},
      notices: harNotices({
        ...all.tally,
        tunnels: all.tunnels,
        source,
        masked: this.#masked,
        ownStory: own !== undefined ? 'whole' : this.#own.found ? 'changed' : 'none',
        entries: exchanges.length,
        dropped,
        seen: all.seen,
        skipped: skipped[0],
        skippedInAll,
        textAfterEnd: this.#cutter.ended ? this.#cutter.brokenAt : undefined,
      }),
    };
  }

  #ownLog(): TraceEvent[] | undefined {
    const { exchanges, dropped } = this.#entries;
    const others: readonly OtherEvent[] | undefined = this.#own.events();
    return others === undefined || dropped > 0 ? undefined : ownLog(exchanges, others);
  }

  #mustHoldEntries(): void {
    const { ended, brokenAt } = this.#cutter;
    if (this.#bytes === 0) throw new FileError('empty');
    const { exchanges, seen, skipped, skippedInAll } = this.#entries;
    if (exchanges.length > 0) return;
    if (seen > 0) {
      const { index = 1, why = 'no-url' } = skipped[0] ?? {};
      if (skippedInAll > 0) throw new FileError('no-readable-entry', { count: seen, index, why });
      throw new FileError('no-entries');
    }
    if (brokenAt !== undefined && !ended) throw noJson(this.#beginning, this.#bytes, brokenAt);
    if (!ended) throw new FileError('cut');
    throw new FileError(this.#isHar ? 'no-entries' : 'not-har');
  }

  #cut(): FileNotice | undefined {
    const { ended, brokenAt } = this.#cutter;
    if (ended) return undefined;
    const { exchanges, seen } = this.#entries;
    const entries = exchanges.length;
    return brokenAt === undefined
      ? fileNotice('cut-in-entry', { entry: seen, entries })
      : fileNotice('broken-after-entry', { entry: seen, entries, byte: brokenAt });
  }

  #take(keys: JsonKeys, bytes: Uint8Array): void {
    const part = partOf(keys);
    const { value, repaired, failed } = parseJson(bytes);
    if (failed) {
      if (part === 'entry') this.#entries.skip('not-json');
      return;
    }
    switch (part) {
      case 'entry':
        this.#entries.add(value, repaired);
        return;
      case 'page':
        if (this.#pages.length < this.#entries.most) this.#pages.push(value);
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
    if (partOf(keys) === 'entry') this.#entries.skip(why);
    else if (partOf(keys) === 'own-event') this.#own.addEvent(undefined);
  }

  #closed(keys: JsonKeys): void {
    const last = keys.at(-1);
    if (last === 'entries') this.#isHar = true;
    if (keys.length > 1 || (keys.length === 1 && typeof last === 'string')) return;
    const loose = this.#loose;
    this.#loose = {};
    if (loose['request'] !== undefined) this.#entries.add(loose);
  }
}
