import { TRACE_VERSION, type TraceEvent } from '../../model/event.ts';
import type { FileNotice } from '../../model/file-codes.ts';
import { type ByteSource, progressOf, type ReadProgress, slicesOf } from '../byte-source.ts';
import { FileError } from '../file-error.ts';
import { fileNotice } from '../file-notice.ts';
import { numberOf, recordOf } from '../json-value.ts';
import { readEvent } from './event-shapes.ts';
import { type Line, LineCutter } from './line-cutter.ts';
import { type SessionCookies, sessionCookiesOf } from './session-cookies.ts';
import { type RawEvent, upgradeEvent } from './upgrade.ts';

/** A trace file, read. */
export interface TraceFile {
  readonly events: readonly TraceEvent[];
  /** True: cookie values are labels, not values. */
  readonly masked: boolean;
  /** The session cookies by site that the file names: `FoldOptions.chosenNames`. */
  readonly sessionCookies: SessionCookies;
  /** Set when the file ends too early. What came before is in `events`; whether to use it is the user's choice. */
  readonly cut?: FileNotice;
  readonly notices: readonly FileNotice[];
}

export interface TraceFileOptions {
  /** More events than this, and the oldest are left out with a notice. */
  readonly mostEvents?: number;
}

/** Four events for each of 100,000 entries. */
const MAX_EVENTS = 400_000;

interface Header {
  readonly version: number;
  readonly masked: boolean;
  readonly sessionCookies: SessionCookies;
}

function parse(line: Line): unknown {
  try {
    return JSON.parse(line.text) as unknown;
  } catch {
    return undefined;
  }
}

function readHeader(line: Line): Header {
  const value = parse(line);
  const record = recordOf(value);
  if (record['format'] !== 'sidtrail-trace') throw new FileError('not-trace');
  const { version, masked } = record;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw new FileError('no-version');
  }
  if (version > TRACE_VERSION) {
    throw new FileError('newer-version', { version, known: TRACE_VERSION });
  }
  return { version, masked: masked === true, sessionCookies: sessionCookiesOf(record['sessionCookies']) ?? {} };
}

/** Keeps the newest events up to a bound, and what else the lines say. */
class EventCollector {
  readonly #most: number;
  readonly unknownKinds = new Map<string, number>();
  events: TraceEvent[] = [];
  read = 0;
  dropped = 0;
  droppedEntries = 0;
  #last = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** @throws FileError `line-no-event`, `line-out-of-order` */
  add(line: Line, value: unknown, version: number): void {
    this.read += 1;
    const raw = typeof value === 'object' && value !== null ? upgradeEvent(value as RawEvent, version) : undefined;
    if (raw === null) return;
    const found = readEvent(raw);
    if ('unknownKind' in found) {
      this.unknownKinds.set(found.unknownKind, (this.unknownKinds.get(found.unknownKind) ?? 0) + 1);
      return;
    }
    if ('wrong' in found) {
      throw new FileError('line-no-event', { line: line.number, member: found.wrong });
    }
    if (found.value.n <= this.#last) throw new FileError('line-out-of-order', { line: line.number });
    this.#last = found.value.n;
    this.events.push(found.value);
    if (this.events.length >= 2 * this.#most) this.trim();
  }

  /** Leaves out the oldest above the bound and puts a `dropped` event in their place, as the recorder does. */
  trim(): void {
    const over = this.events.length - this.#most;
    if (over <= 0) return;
    const gone = this.events.slice(0, over + 1);
    const last = gone.at(-1);
    if (last === undefined) return;
    for (const event of gone) {
      if (event.kind === 'request') this.droppedEntries += 1;
      if (event.kind === 'dropped') this.droppedEntries = Math.max(this.droppedEntries, event.entries);
    }
    this.dropped += over;
    this.events = [
      { kind: 'dropped', n: last.n, time: last.time, through: last.n, entries: this.droppedEntries },
      ...this.events.slice(over + 1),
    ];
  }
}

/** How many events the last line promises; undefined for any other line. */
function endOf(value: unknown): number | undefined {
  return numberOf(recordOf(recordOf(value)['end'])['events']);
}

/**
 * Opens a trace file of this or any older version. Yields its progress; leaving the loop cancels.
 *
 * @throws FileError nothing of a file with a wrong line is used, for it was changed after it was written
 */
export async function* readTraceFile(
  source: ByteSource,
  options: TraceFileOptions = {},
): AsyncGenerator<ReadProgress, TraceFile, void> {
  const cutter = new LineCutter();
  const found = new EventCollector(options.mostEvents ?? MAX_EVENTS);
  let header: Header | undefined;
  let promised: number | undefined;
  let cut: FileNotice | undefined;
  let bytes = 0;

  const take = (line: Line): void => {
    if (line.text === '' && line.whole) return;
    if (header === undefined) {
      header = readHeader(line);
      return;
    }
    const value = parse(line);
    if (value === undefined && !line.whole) {
      cut = fileNotice('cut-in-line', { line: line.number, events: found.read });
      return;
    }
    if (value === undefined) throw new FileError('line-not-json', { line: line.number });
    const end = endOf(value);
    if (end !== undefined) promised = end;
    else found.add(line, value, header.version);
  };

  for await (const slice of slicesOf(source)) {
    for (const line of cutter.cut(slice)) take(line);
    bytes += slice.length;
    yield progressOf(source, bytes, found.read);
  }
  for (const line of cutter.rest()) take(line);
  if (bytes === 0) throw new FileError('empty');
  if (header === undefined) throw new FileError('not-trace');
  const { masked, sessionCookies } = header;
  if (cut === undefined && promised !== found.read) {
    cut =
      promised === undefined
        ? fileNotice('cut-without-end', { events: found.read })
        : fileNotice('lines-missing', { events: found.read, promised });
  }
  if (found.read === 0 && cut === undefined) throw new FileError('no-events');
  found.trim();
  const notices: FileNotice[] = [];
  if (masked) notices.push(fileNotice('masked'));
  if (found.dropped > 0) notices.push(fileNotice('events-dropped', { count: found.dropped }));
  for (const [kind, count] of found.unknownKinds) {
    notices.push(fileNotice('unknown-kind', { kind: kind.slice(0, 40), count }));
  }
  return { events: found.events, masked, sessionCookies, notices, ...(cut !== undefined && { cut }) };
}
