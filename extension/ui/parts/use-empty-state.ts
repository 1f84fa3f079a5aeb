import type { TraceRow } from '../../trace/model/trace.ts';
import { type EmptyState, emptyState } from '../model/empty-state.ts';
import { useInspector } from '../model/inspector-context.ts';

/** The state of a table without rows. The component re-renders when it changes. */
export function useEmptyState(): EmptyState | undefined {
  const { trace, tab, rows, listRevision, filter, onlySession, files, layout } = useInspector();
  void listRevision.value;
  const { recording, rows: all } = trace.trace();
  return emptyState({
    shown: rows().some(isTraffic),
    all: all.some(isTraffic),
    filtered: filter.value.trim() !== '' || onlySession.value !== undefined || layout.hiddenKinds.value.length > 0,
    recording,
    progress: trace.progress.value,
    status: tab.status.value,
    unreachable: tab.error.value !== undefined,
    file: files.opened.value !== undefined,
    tab: tab.tabId.value !== undefined,
  });
}

/** Marks, such as a pause, do not count as traffic: the empty state is still shown. */
function isTraffic(row: TraceRow): boolean {
  return row.kind !== 'mark';
}
