import type { TraceEvent } from '../../trace/model/event.ts';
import type { LogState } from './log-layout.ts';

/**
 * The name of the texts that a batch brings.
 *
 * @param first the `n` of its first event
 * @param merge which merging of batches wrote it, where one did: batches that begin alike have texts of their own
 */
export function groupName(first: number, merge?: number): string {
  return merge === undefined ? first.toString(36) : `${first.toString(36)}-${merge.toString(36)}`;
}

/** The `n` of the first event of the batch that brought a group of texts. */
export function firstOfGroup(group: string): number {
  return Number.parseInt(group, 36);
}

/** The state after some events. */
export function stateAfter(before: LogState, events: Iterable<TraceEvent>): LogState {
  let { entries, recording, browser } = before;
  for (const event of events) {
    // As near as can be known without folding: an entry begins with its request.
    if (event.kind === 'request') entries += 1;
    else if (event.kind === 'recording') recording = event.on;
    else if (event.kind === 'started') browser = event.browser;
  }
  return { entries, recording, ...(browser !== undefined && { browser }) };
}

/** A batch as it lies in `storage.session`: a string counts for a fraction of what the same values count as objects. */
export function writeBatch(before: LogState, encodedEvents: string): string {
  return `{"before":${JSON.stringify(before)},"events":${encodedEvents}}`;
}
