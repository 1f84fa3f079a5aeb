import type { RequestEntry } from '../../model/entry.ts';
import { TRACE_VERSION, type TraceEvent } from '../../model/event.ts';
import type { Session } from '../../model/session.ts';
import type { Trace } from '../../model/trace.ts';
import { isoTime } from '../iso-time.ts';
import { type Masker, UNMASKED } from '../mask.ts';
import { maskEvent } from '../trace-file/mask-event.ts';
import { maskSessionCookies, sessionCookiesIn } from '../trace-file/session-cookies.ts';
import { isOther } from './own-entry.ts';
import { marksOf } from './own-marks.ts';
import { harEntry } from './write-har-entry.ts';

export interface WriteHarOptions {
  /** `maskerOfTrace` unless the user chose to give the secrets away: then `UNMASKED`. */
  readonly masker: Masker;
  /** The extension's version. */
  readonly version: string;
  /** The entries to write, in order; all of the trace's by default. */
  readonly entries?: Iterable<RequestEntry>;
  /**
   * The log that the trace was folded from. With it Sidtrail opens the HAR as the same story: what changed in the jar,
   * and what the user did, stands in no member of HAR.
   */
  readonly events?: readonly TraceEvent[];
}

const COMMENT =
  'Only the headers that matter to cookies and sessions were recorded. Members that begin with _ are Sidtrail’s.';

function harSession(session: Session, masker: Masker): object {
  const { end } = session;
  return {
    number: session.number,
    cookie: masker.name(session.thread.name),
    site: masker.host(session.thread.site),
    id: masker.value(session.id),
    origin: session.origin,
    firstSeen: isoTime(session.firstSeen),
    lastSeen: isoTime(session.lastSeen),
    requests: session.entries.length,
    ...(session.createdBy !== undefined && { createdByStep: session.createdBy.step }),
    ...(session.count !== undefined && { count: session.count }),
    ...(end !== undefined && {
      end: {
        cause: end.cause,
        time: isoTime(end.time),
        ...(end.entry !== undefined && { step: end.entry.step }),
        ...(end.successor !== undefined && { successor: end.successor.number }),
        ...(end.undoneBy !== undefined && { undone: true }),
      },
    }),
  };
}

/** `log._sidtrail`: the events that are no part of an exchange, and which cookies are sessions. */
function* ownPart(trace: Trace, events: readonly TraceEvent[], masker: Masker): Generator<string, void, void> {
  const head = { version: TRACE_VERSION, sessionCookies: maskSessionCookies(masker, sessionCookiesIn(trace)) };
  yield `,"_sidtrail":${JSON.stringify(head).slice(0, -1)},"events":[`;
  let separator = '\n';
  for (const event of events) {
    if (!isOther(event)) continue;
    yield separator + JSON.stringify(maskEvent(masker, event));
    separator = ',\n';
  }
  yield ']}';
}

/**
 * A trace as HAR 1.2, in pieces for a Blob: a long trace never stands in memory as one string. Any HAR viewer reads
 * it; our own words about sessions stand in members that begin with `_`.
 */
export function* writeHar(trace: Trace, options: WriteHarOptions): Generator<string, void, void> {
  const { masker, events, entries = trace.entries } = options;
  const head = {
    version: '1.2',
    creator: { name: 'Sidtrail', version: options.version, comment: COMMENT },
    browser: { name: masker.text(trace.product ?? (trace.browser === 'firefox' ? 'Firefox' : 'Chrome')), version: '' },
    pages: [],
    _masked: masker !== UNMASKED,
    _sessions: trace.sessions.map((session) => harSession(session, masker)),
  };
  yield `{"log":${JSON.stringify(head).slice(0, -1)}`;
  if (events !== undefined) yield* ownPart(trace, events, masker);
  yield ',"entries":[';
  const marks = events === undefined ? undefined : marksOf(events, trace.entries);
  let separator = '\n';
  for (const entry of entries) {
    yield separator + JSON.stringify(harEntry(entry, masker, marks?.get(entry.id)));
    separator = ',\n';
  }
  yield '\n]}}\n';
}
