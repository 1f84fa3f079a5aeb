import type { TraceSource } from '../../protocol/trace-source.ts';
import { writeHar } from '../../trace/files/har/write-har.ts';
import { UNMASKED } from '../../trace/files/mask.ts';
import { threadReport } from '../../trace/files/report/thread-report.ts';
import { sessionCookiesIn } from '../../trace/files/trace-file/session-cookies.ts';
import { writeTraceFile } from '../../trace/files/trace-file/write-trace-file.ts';
import { maskerOfTrace } from '../../trace/files/trace-secrets.ts';
import type { Thread } from '../../trace/model/session.ts';
import type { Trace } from '../../trace/model/trace.ts';
import type { Text } from '../../trace/words/text.ts';
import { collectEvents } from '../model/openable-source.ts';

/** The input of an export. */
export interface WriteWish {
  readonly trace: Trace;
  readonly source: TraceSource;
  readonly masked: boolean;
  readonly version: string;
  readonly text: Text;
  /** ms since 1970. */
  readonly now: number;
}

/** Pieces joined into one string: a Blob with a million small parts is slow. */
const TOGETHER = 512;

function joined(pieces: Iterable<string>): string[] {
  const parts: string[] = [];
  let some: string[] = [];
  for (const piece of pieces) {
    some.push(piece);
    if (some.length < TOGETHER) continue;
    parts.push(some.join(''));
    some = [];
  }
  return [...parts, some.join('')];
}

/** The trace as HAR 1.2, as parts of a Blob; Sidtrail opens it as the same trace. */
export async function harFile({ trace, source, masked, version }: WriteWish): Promise<string[]> {
  const events = await collectEvents(source);
  const masker = masked ? maskerOfTrace(trace, events) : UNMASKED;
  return joined(writeHar(trace, { masker, version, events }));
}

/** The log as JSON lines, as parts of a Blob. It names the session cookies: masked values cannot be recognised. */
export async function traceFile({ trace, source, masked, now }: WriteWish): Promise<string[]> {
  const events = await collectEvents(source);
  const sessionCookies = sessionCookiesIn(trace);
  return joined(
    writeTraceFile(events, { masker: masked ? maskerOfTrace(trace, events) : UNMASKED, now, sessionCookies }),
  );
}

/** The story of a thread as Markdown. */
export async function reportText({ trace, source, masked, version, text }: WriteWish, thread: Thread): Promise<string> {
  const masker = masked ? maskerOfTrace(trace, await collectEvents(source)) : UNMASKED;
  return threadReport(trace, thread, { masker, text, version });
}
