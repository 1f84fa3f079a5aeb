import type { TraceRow } from '../../trace/model/trace.ts';
import { type EmptyState, emptyState } from '../model/empty-state.ts';
import { useInspector } from '../model/inspector-context.ts';

/** The state of the table when no row is shown; read inside a component, it follows what it rests on. */
export function useEmptyState(): EmptyState | undefined {
  const { trace, tab, rows, listRevision, filter, onlySession } = useInspector();
  void listRevision.value;
  const { recording, rows: all } = trace.trace();
  return emptyState({
    shown: rows().some(isTraffic),
    all: all.some(isTraffic),
    filtered: filter.value.trim() !== '' || onlySession.value !== undefined,
    recording,
    progress: trace.progress.value,
    status: tab.status.value,
    unreachable: tab.error.value !== undefined,
  });
}

/** Marks alone, as that recording was paused, are no traffic: the next step is still to be told. */
function isTraffic(row: TraceRow): boolean {
  return row.kind !== 'mark';
}
