import { effect, type Signal } from '@preact/signals-core';
import type { TraceRow } from '../../trace/model/trace.ts';
import type { Host } from './host.ts';
import { rowKey } from './row-order.ts';
import type { ScopeChoice } from './scope-model.ts';
import type { Selection } from './selection.ts';
import type { TraceModel } from './trace-model.ts';
import type { ViewId } from './view-id.ts';

/** What was looked at. */
interface Looked {
  readonly view: ViewId;
  readonly filter: string;
  readonly scope: ScopeChoice;
  /** The key of the selected row. */
  readonly row?: string;
}

/** The parts of the inspector that survive a reload of its surface. */
interface LookedAt {
  readonly view: Signal<ViewId>;
  readonly filter: Signal<string>;
  readonly choice: Signal<ScopeChoice>;
  readonly selection: Signal<Selection>;
  readonly trace: TraceModel;
}

const VIEWS: Readonly<Record<ViewId, true>> = { requests: true, lesson: true, cookies: true, files: true };

/** Longest text that is read again, in characters. */
const LONGEST = 2_000;

/** Goes back to what was looked at before a reload, then remembers what is. */
export function rememberLooked(
  { remembered: memory, atAnswer, startsAt }: Pick<Host, 'remembered' | 'atAnswer' | 'startsAt'>,
  looked: LookedAt,
  abort: AbortSignal,
): void {
  // What it was opened to show goes before.
  if (memory === undefined || atAnswer === true || startsAt !== undefined) return;
  const { view, filter, choice, selection } = looked;
  const started = { view: view.peek(), filter: filter.peek(), scope: choice.peek() };
  void (async () => {
    const before = readLooked(await memory.read().catch(() => undefined));
    if (abort.aborted) return;
    // What the user has chosen in the meantime stays.
    const isUntouched =
      view.peek() === started.view && filter.peek() === started.filter && choice.peek() === started.scope;
    if (before !== undefined && isUntouched) goBack(before, looked);
    const dispose = effect(() => {
      const chosen = selection.value;
      const now: Looked = {
        view: view.value,
        filter: filter.value.slice(0, LONGEST),
        scope: choice.value,
        ...(chosen.kind === 'row' && { row: rowKey(chosen.row) }),
      };
      // Without its memory a surface only forgets what was looked at.
      void memory.write(now).catch(() => undefined);
    });
    abort.addEventListener('abort', dispose, { once: true });
  })();
}

function goBack(before: Looked, { view, filter, choice, selection, trace }: LookedAt): void {
  view.value = before.view;
  filter.value = before.filter;
  choice.value = before.scope;
  const { row: key } = before;
  if (key === undefined) return;
  const dispose = effect(() => {
    void trace.revision.value;
    const row = trace.trace().rows.find((each: TraceRow) => rowKey(each) === key);
    // Whatever the user selects first is not taken away.
    const chosen = selection.peek().kind !== 'newest';
    if (row !== undefined && !chosen) selection.value = { kind: 'row', row };
    if (row !== undefined || chosen || trace.progress.peek() === 1) queueMicrotask(() => dispose());
  });
}

/** What another version may have written is checked. */
function readLooked(value: unknown): Looked | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { view, filter, scope, row } = value as Readonly<Record<string, unknown>>;
  const known = typeof view === 'string' && Object.hasOwn(VIEWS, view) ? (view as ViewId) : undefined;
  if (known === undefined) return undefined;
  return {
    view: known,
    filter: typeof filter === 'string' ? filter.slice(0, LONGEST) : '',
    scope: readScope(scope) ?? { kind: 'auto' },
    ...(typeof row === 'string' && { row: row.slice(0, LONGEST) }),
  };
}

function readScope(value: unknown): ScopeChoice | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, site, key } = value as Readonly<Record<string, unknown>>;
  if (kind === 'auto' || kind === 'all') return { kind };
  if (kind === 'site' && typeof site === 'string') return { kind, site };
  return kind === 'thread' && typeof key === 'string' ? { kind, key } : undefined;
}
