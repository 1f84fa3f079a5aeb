import type { RequestEntry } from '../../model/entry.ts';
import type { Session } from '../../model/session.ts';
import type { Trace } from '../../model/trace.ts';
import { isoTime } from '../iso-time.ts';
import { type Masker, UNMASKED } from '../mask.ts';
import { harEntry } from './write-har-entry.ts';

export interface WriteHarOptions {
  /** `maskerOfTrace` unless the user chose to give the secrets away: then `UNMASKED`. */
  readonly masker: Masker;
  /** The extension's version. */
  readonly version: string;
  /** The entries to write, in order; all of the trace's unless told. */
  readonly entries?: Iterable<RequestEntry>;
}

const COMMENT =
  'Only the headers that matter to cookies and sessions were recorded. Members that begin with _ are Sidtrail’s.';

function harSession(session: Session, masker: Masker): object {
  const { end } = session;
  return {
    number: session.number,
    cookie: session.thread.name,
    site: session.thread.site,
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
        ...(end.undone === true && { undone: true }),
      },
    }),
  };
}

/**
 * A trace as HAR 1.2, in pieces for a Blob: a long trace never stands in memory as one string. Any HAR viewer reads
 * it; our own words about sessions stand in members that begin with `_`.
 */
export function* writeHar(trace: Trace, options: WriteHarOptions): Generator<string, void, void> {
  const { masker } = options;
  const head = {
    version: '1.2',
    creator: { name: 'Sidtrail', version: options.version, comment: COMMENT },
    browser: { name: trace.browser === 'firefox' ? 'Firefox' : 'Chrome', version: '' },
    pages: [],
    _masked: masker !== UNMASKED,
    _sessions: trace.sessions.map((session) => harSession(session, masker)),
  };
  yield `{"log":${JSON.stringify(head).slice(0, -1)},"entries":[`;
  let separator = '\n';
  for (const entry of options.entries ?? trace.entries) {
    yield separator + JSON.stringify(harEntry(entry, masker));
    separator = ',\n';
  }
  yield '\n]}}\n';
}
