import { TRACE_VERSION, type TraceEvent } from '../../model/event.ts';
import { type Masker, UNMASKED } from '../mask.ts';
import { maskEvent } from './mask-event.ts';
import { maskSessionCookies, type SessionCookies } from './session-cookies.ts';

/** The first line of a trace file. */
export interface TraceFileHeader {
  readonly format: 'sidtrail-trace';
  readonly version: number;
  /** ISO 8601. */
  readonly created: string;
  /** True: secrets were replaced by labels before this file was written. */
  readonly masked: boolean;
  /** The session cookies by site, as they were recognised: a masked value can no longer be recognised by its form. */
  readonly sessionCookies?: Readonly<Record<string, readonly string[]>>;
}

export interface WriteOptions {
  /** `maskerOfTrace` unless the user chose to give the secrets away: then `UNMASKED`. */
  readonly masker: Masker;
  /** ms since 1970. */
  readonly now: number;
  /** `sessionCookiesIn` the trace that was folded from the log. */
  readonly sessionCookies?: SessionCookies;
}

/**
 * A trace as JSON lines: a header, one event a line, and a last line `{"end":{"events":N}}` that shows whether the
 * file is whole. Line by line, so that a long trace never stands in memory twice.
 */
export function* writeTraceFile(events: Iterable<TraceEvent>, options: WriteOptions): Generator<string, void, void> {
  const { masker, sessionCookies } = options;
  const header: TraceFileHeader = {
    format: 'sidtrail-trace',
    version: TRACE_VERSION,
    created: new Date(options.now).toISOString(),
    masked: masker !== UNMASKED,
    ...(sessionCookies !== undefined && { sessionCookies: maskSessionCookies(masker, sessionCookies) }),
  };
  yield `${JSON.stringify(header)}\n`;
  let count = 0;
  for (const event of events) {
    count += 1;
    yield `${JSON.stringify(maskEvent(masker, event))}\n`;
  }
  yield `${JSON.stringify({ end: { events: count } })}\n`;
}
