import type { DroppedEvent } from '../model/event.ts';
import type { TraceRow } from '../model/trace.ts';
import type { FoldRun } from './fold-run.ts';

/** Takes away the entries whose events the log has dropped, and says so in the first row. */
export function dropThrough(run: FoldRun, event: DroppedEvent): void {
  const { trace } = run.state;
  trace.dropped = event.entries;
  const firstKept = trace.entries.findIndex((entry) => entry.id > event.through);
  trace.entries.splice(0, firstKept === -1 ? trace.entries.length : firstKept);
  const rowEvent = (row: TraceRow): number => {
    switch (row.kind) {
      case 'entry':
        return row.entry.id;
      case 'end':
        return row.end.event;
      case 'mark':
        return row.mark.event;
    }
  };
  const kept = trace.rows.findIndex((row) => rowEvent(row) > event.through);
  trace.rows.splice(0, kept === -1 ? trace.rows.length : kept);
  trace.rows.unshift({
    kind: 'mark',
    mark: {
      time: event.time,
      event: event.n,
      what: 'dropped',
      detail: String(event.entries),
      why: event.why ?? 'bound',
    },
  });
  run.rowsMoved();
}
