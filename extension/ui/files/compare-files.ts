import { type Comparison, compareTraces, sideOf } from '../../trace/findings/compare.ts';
import { createFold } from '../../trace/fold/fold.ts';
import type { Trace } from '../../trace/model/trace.ts';
import type { OpenedFile } from '../model/openable-source.ts';

/** How long after the last event silence is conclusive, in ms. */
const SETTLED = 10_000;

/** Which of two visits went wrong. */
export type FailedOne = 'shown' | 'other';

/** Compares what is shown with a file. The trace that is shown is only read. */
export function compareWithFile(shown: Trace, { events, sessionCookies }: OpenedFile, failed: FailedOne): Comparison {
  const fold = createFold({ chosenNames: sessionCookies });
  fold.apply(events);
  fold.settle((events.at(-1)?.time ?? 0) + SETTLED);
  const [here, there] = [sideOf(shown), sideOf(fold.trace)];
  return failed === 'shown' ? compareTraces(there, here) : compareTraces(here, there);
}
