import {
  batchesIn,
  EMPTY_HEAD,
  LOG_KEYS,
  type LogHead,
  type LogKeys,
} from '../../extension/protocol/log/log-layout.ts';
import { foldOptionsOf, settingsIn } from '../../extension/protocol/settings/settings.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { TraceEvent } from '../../extension/trace/model/event.ts';
import type { Trace } from '../../extension/trace/model/trace.ts';
import type { BrowserUnderTest } from './harness/browser-under-test.ts';
import { until } from './harness/until.ts';

/** The events of a log that lie in what `storage.session` holds. */
export function eventsIn(stored: Readonly<Record<string, unknown>>, keys: LogKeys = LOG_KEYS): readonly TraceEvent[] {
  const { start } = (stored[keys.head] as LogHead | undefined) ?? EMPTY_HEAD;
  const events = [...batchesIn(stored, keys)].flatMap(({ batch }) => batch?.events ?? []);
  return events.filter(({ n }) => n > start.after);
}

/** Every event that the extension has recorded, read where it lies. */
export async function recordedEvents(browserUnderTest: BrowserUnderTest): Promise<readonly TraceEvent[]> {
  return eventsIn(await browserUnderTest.inBackground(() => browser.storage.session.get(null)));
}

/** What the extension has recorded, folded as its surfaces fold it. */
export async function recordedTrace(browserUnderTest: BrowserUnderTest): Promise<Trace> {
  const settings = settingsIn(await browserUnderTest.inBackground(() => browser.storage.local.get(null)));
  const fold = createFold(foldOptionsOf(settings));
  fold.apply(await recordedEvents(browserUnderTest));
  return fold.trace;
}

/** Waits until something is true of what was recorded, and gives that. */
export async function untilRecorded<T>(
  browserUnderTest: BrowserUnderTest,
  find: (trace: Trace) => T | undefined | false,
  what: string,
): Promise<T> {
  return until(async () => find(await recordedTrace(browserUnderTest)), what);
}
