import type { RequestEntry } from '../model/entry.ts';
import type { TraceRow } from '../model/trace.ts';
import { effectIn, type Scope } from './scope.ts';

// The newest entry that matters is near the end, or there is none worth following.
const reach = 300;

/** The newest entry that shows the session's story: a page or a counted one before an image that only carried the id. */
export function newestEntry(
  rows: readonly TraceRow[],
  scope: Scope,
): Extract<TraceRow, { readonly kind: 'entry' }> | undefined {
  let second: Extract<TraceRow, { readonly kind: 'entry' }> | undefined;
  let third: Extract<TraceRow, { readonly kind: 'entry' }> | undefined;
  for (let i = rows.length - 1; i >= Math.max(0, rows.length - reach); i--) {
    const row = rows[i];
    if (row?.kind !== 'entry') continue;
    third ??= row;
    const action = effectIn(scope, row.entry)?.action;
    if (action === undefined || action === 'none') continue;
    if (matters(row.entry, action)) return row;
    second ??= row;
  }
  return second ?? third;
}

function matters(entry: RequestEntry, action: string): boolean {
  return action !== 'resumed' || entry.type === 'main_frame' || entry.counts.length > 0;
}
