import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { SiteStatus } from '../../protocol/commands.ts';
import type { Trace } from '../../trace/model/trace.ts';
import { type Scope, scopeOfSite, threadsBySite } from '../../trace/summary/scope.ts';
import type { OpenableSource } from './openable-source.ts';
import type { TabModel } from './tab-model.ts';
import type { TraceModel } from './trace-model.ts';

/** The user's choice of scope; `auto` follows the inspected tab. */
export type ScopeChoice =
  | { readonly kind: 'auto' | 'all' }
  | { readonly kind: 'site'; readonly site: string }
  | { readonly kind: 'thread'; readonly key: string };

/** The site or cookie that the inspector shows. */
export interface ScopeModel {
  readonly choice: Signal<ScopeChoice>;
  readonly scope: ReadonlySignal<Scope>;
}

/** Derives the scope from the user's choice, the tab and the trace. */
export function createScopeModel(trace: TraceModel, tab: TabModel, files: OpenableSource): ScopeModel {
  const choice = signal<ScopeChoice>({ kind: 'auto' });
  const scope = signal<Scope>({});
  // A file is usually about other sites than the tab's.
  effect(() => {
    choice.value = { kind: files.opened.value === undefined ? 'auto' : 'all' };
  });
  const wanted = computed(() => {
    void trace.revision.value;
    return wantedScope(choice.value, trace.trace(), tab.status.value ?? {});
  });
  effect(() => {
    const next = wanted.value;
    const now = scope.peek();
    if (next.site !== now.site || next.storeId !== now.storeId || next.thread !== now.thread) scope.value = next;
  });
  return { choice, scope };
}

function wantedScope(choice: ScopeChoice, trace: Trace, shown: Pick<SiteStatus, 'site' | 'storeId'>): Scope {
  switch (choice.kind) {
    case 'all':
      return {};
    case 'site':
      return { site: choice.site };
    case 'thread': {
      const thread = trace.threads.get(choice.key) ?? trace.companions.get(choice.key);
      return thread === undefined ? {} : { site: thread.site, thread };
    }
    case 'auto': {
      if (shown.site !== undefined) return scopeOfSite(trace, shown.site, shown.storeId);
      const [only, ...others] = threadsBySite(trace).keys();
      return only !== undefined && others.length === 0 ? scopeOfSite(trace, only) : {};
    }
  }
}
