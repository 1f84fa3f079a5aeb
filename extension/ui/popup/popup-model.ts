import { computed, effect, type ReadonlySignal } from '@preact/signals';
import type { RequestEntry, SessionStep } from '../../trace/entry.ts';
import type { Fold, FoldOptions } from '../../trace/trace.ts';
import type { Host } from '../host.ts';
import { type CookieActions, createCookieActions } from '../model/cookie-actions.ts';
import { createJarModel, type JarModel } from '../model/jar-model.ts';
import { inScope, type Scope, scopeOfSite, stepIn } from '../model/scope.ts';
import { newestEntry } from '../model/selection.ts';
import { createTabModel, type TabModel } from '../model/tab-model.ts';
import { createTraceModel, type TraceModel } from '../model/trace-model.ts';
import { createText, type Text } from '../words/text.ts';

/** What the popup shows: the end of the trace, for the tab it was opened on. */
export interface PopupModel {
  readonly host: Host;
  readonly text: Text;
  readonly trace: TraceModel;
  readonly tab: TabModel;
  readonly jar: JarModel;
  readonly actions: CookieActions;
  readonly scope: ReadonlySignal<Scope>;
  /** The newest entry that matters, with its step. */
  readonly newest: ReadonlySignal<{ readonly entry: RequestEntry; readonly step: SessionStep | undefined } | undefined>;
  /** The last entries that touched the session, oldest first. */
  readonly last: ReadonlySignal<readonly RequestEntry[]>;
}

const shown = 5;

/** Builds the popup's model over a host, until the signal aborts. */
export function createPopupModel(
  host: Host,
  createFold: (options?: FoldOptions) => Fold,
  abort: AbortSignal,
): PopupModel {
  const trace = createTraceModel({
    source: host.trace,
    createFold,
    nextFrame: (run) => host.nextFrame(run),
    signal: abort,
    tail: true,
  });
  const tab = createTabModel(host, abort);
  const jar = createJarModel(host.send);
  const scope = computed<Scope>(() => {
    void trace.revision.value;
    const site = tab.status.value?.site;
    return site === undefined ? {} : scopeOfSite(trace.trace(), site);
  });
  effect(() => jar.look(scope.value.site));
  trace.onFrame(({ jar: changed }) => {
    if (changed) jar.refresh();
  });
  const rows = computed(() => trace.trace().rows.filter((row) => row.kind === 'entry' && inScope(scope.value, row)));
  return {
    host,
    text: createText(host.message, host.locale),
    trace,
    tab,
    jar,
    actions: createCookieActions(host, jar.refresh),
    scope,
    newest: computed(() => {
      if (scope.value.site === undefined) return undefined;
      const row = newestEntry(rows.value, scope.value);
      return row?.kind === 'entry' ? { entry: row.entry, step: stepIn(scope.value, row.entry) } : undefined;
    }),
    last: computed(() => {
      const found: RequestEntry[] = [];
      for (let i = rows.value.length - 1; i >= 0 && found.length < shown; i--) {
        const row = rows.value[i];
        if (row?.kind === 'entry' && stepIn(scope.value, row.entry) !== undefined) found.unshift(row.entry);
      }
      return found;
    }),
  };
}
