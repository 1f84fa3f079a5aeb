import type { CdpBrowser } from '../../tests/browser/harness/chromium/cdp-target.ts';
import type { Surface } from '../../tests/browser/harness/surface.ts';

/** As far as it is read here: an event of Chromium's trace, durations in µs. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  /** How much of `dur` the thread had a processor. */
  readonly tdur?: number;
}

/** The longest task of a document, in ms: by the clock, and how long a task had a processor at the most. */
export interface LongestTask {
  readonly clock: number;
  readonly processor: number;
}

const MARK = 'sidtrail-bench-document';

/**
 * Traces the browser while something runs. On a machine whose processors are all taken, a task's time by the clock is
 * mostly its wait for one of them.
 * https://chromedevtools.github.io/devtools-protocol/tot/Tracing/
 * @throws If the document left no mark in the trace.
 */
export async function longestTask(
  cdp: CdpBrowser,
  document: Surface,
  act: () => Promise<unknown>,
): Promise<LongestTask> {
  const events: TraceEvent[] = [];
  const ends: (() => void)[] = [
    cdp.on('Tracing.dataCollected', ({ value }) => {
      for (const event of value as readonly TraceEvent[]) if (isTask(event) || event.name === MARK) events.push(event);
    }),
  ];
  const complete = new Promise<void>((resolve) => {
    ends.push(cdp.on('Tracing.tracingComplete', () => resolve()));
  });
  try {
    const traceConfig = { includedCategories: ['toplevel', 'blink.user_timing'], excludedCategories: ['*'] };
    await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
    await document.evaluate((mark) => void performance.mark(mark), MARK);
    await act();
    await cdp.send('Tracing.end');
    await complete;
  } finally {
    for (const end of ends) end();
  }
  const marked = events.find(({ name }) => name === MARK);
  if (marked === undefined) throw new Error(`${document.label} left no mark in the trace.`);
  const own = events.filter((event) => isTask(event) && event.pid === marked.pid && event.tid === marked.tid);
  return { clock: longest(own, 'dur'), processor: longest(own, 'tdur') };
}

function isTask({ name }: TraceEvent): boolean {
  return name === 'ThreadControllerImpl::RunTask';
}

function longest(tasks: readonly TraceEvent[], kind: 'dur' | 'tdur'): number {
  return tasks.reduce((most, task) => Math.max(most, task[kind] ?? 0), 0) / 1000;
}
