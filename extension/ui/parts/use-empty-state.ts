import type { TraceRow } from '../../trace/model/trace.ts';
import { type EmptyState, emptyState, noSessionState } from '../model/empty-state.ts';
import { useInspector } from '../model/inspector-context.ts';
import type { InspectorModel } from '../model/inspector-model.ts';

/** The state of a table without rows. The component re-renders when it changes. */
export function useEmptyState(): EmptyState | undefined {
  const inspector = useInspector();
  const { rows, listRevision, kindCounts } = inspector;
  void listRevision.value;
  return emptyState({
    ...factsOf(inspector),
    shown: rows().some(isTraffic),
    // Kinds are hidden from the start: they explain an empty table only where the scope has requests.
    filtered: kindCounts.sums.all > 0,
  });
}

/** The state of a view that has no session to show. The component re-renders when it changes. */
export function useNoSessionState(): EmptyState {
  const inspector = useInspector();
  const { trace, scope } = inspector;
  void trace.revision.value;
  const { site } = scope.value;
  const { entries, threads } = trace.trace();
  return noSessionState({
    ...factsOf(inspector),
    here: entries.some((entry) => site === undefined || entry.site === site),
    sessions: threads.size > 0,
  });
}

function factsOf({ trace, tab, files }: InspectorModel) {
  const { recording, rows } = trace.trace();
  return {
    all: rows.some(isTraffic),
    recording,
    progress: trace.progress.value,
    status: tab.status.value,
    unreachable: tab.error.value !== undefined,
    file: files.opened.value !== undefined,
    tab: tab.tabId.value !== undefined,
  };
}

/** Marks, such as a pause, do not count as traffic: the empty state is still shown. */
function isTraffic(row: TraceRow): boolean {
  return row.kind !== 'mark';
}
