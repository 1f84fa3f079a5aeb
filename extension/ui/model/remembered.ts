import { effect, type ReadonlySignal, type Signal } from '@preact/signals-core';
import type { TraceRow } from '../../trace/model/trace.ts';
import type { TimeRange } from '../../trace/summary/time-range.ts';
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
  readonly jarFilter: string;
  readonly scope: ScopeChoice;
  /** The part of the recording, in ms since 1970; an end that is missing is open. JSON has no infinite numbers. */
  readonly range?: { readonly from?: number; readonly to?: number };
  /** The key of the selected row; absent: the newest. */
  readonly row?: string;
  /** True where the details were closed. */
  readonly closed?: boolean;
}

/** The parts of the inspector that survive a reload of its surface. */
interface LookedAt {
  readonly view: Signal<ViewId>;
  readonly filter: Signal<string>;
  readonly jarFilter: Signal<string>;
  readonly choice: Signal<ScopeChoice>;
  readonly range: Signal<TimeRange | undefined>;
  readonly selection: Signal<Selection>;
  readonly trace: TraceModel;
  /** The file that is shown; undefined: the recording. */
  readonly opened: ReadonlySignal<unknown>;
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
  const { view, filter, jarFilter, choice, range } = looked;
  const chosen = [view, filter, jarFilter, choice, range];
  const started = chosen.map((each) => each.peek());
  void (async () => {
    const before = readLooked(await memory.read().catch(() => undefined));
    if (abort.aborted) return;
    // What the user has chosen in the meantime stays.
    const isUntouched = chosen.every((each, index) => each.peek() === started[index]);
    if (before !== undefined && isUntouched) goBack(before, looked);
    const dispose = effect(() => {
      const now = lookedNow(looked);
      // A file is closed by a reload: what was looked at in it says nothing of the recording.
      if (looked.opened.value !== undefined) return;
      // Without its memory a surface only forgets what was looked at.
      void memory.write(now).catch(() => undefined);
    });
    abort.addEventListener('abort', dispose, { once: true });
  })();
}

function lookedNow({ view, filter, jarFilter, choice, range, selection }: LookedAt): Looked {
  const chosen = selection.value;
  const part = range.value;
  return {
    view: view.value,
    filter: readFilter(filter.value),
    jarFilter: readFilter(jarFilter.value),
    scope: choice.value,
    ...(part !== undefined && {
      range: Object.fromEntries(Object.entries(part).filter(([, at]) => Number.isFinite(at))),
    }),
    ...(chosen.kind === 'row' && { row: rowKey(chosen.row) }),
    ...(chosen.kind === 'none' && { closed: true }),
  };
}

function goBack(before: Looked, { view, filter, jarFilter, choice, range, selection, trace }: LookedAt): void {
  view.value = before.view;
  filter.value = before.filter;
  jarFilter.value = before.jarFilter;
  choice.value = before.scope;
  range.value = before.range && {
    from: before.range.from ?? Number.NEGATIVE_INFINITY,
    to: before.range.to ?? Number.POSITIVE_INFINITY,
  };
  if (before.closed === true && selection.peek().kind === 'newest') selection.value = { kind: 'none' };
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
  const { view, filter, jarFilter, scope, range, row, closed } = value as Readonly<Record<string, unknown>>;
  const known = typeof view === 'string' && Object.hasOwn(VIEWS, view) ? (view as ViewId) : undefined;
  if (known === undefined) return undefined;
  return {
    view: known,
    filter: readFilter(filter),
    jarFilter: readFilter(jarFilter),
    scope: readScope(scope) ?? { kind: 'auto' },
    ...readRange(range),
    ...(typeof row === 'string' && { row: row.slice(0, LONGEST) }),
    ...(closed === true && { closed }),
  };
}

function readFilter(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, LONGEST) : '';
}

function readRange(value: unknown): Pick<Looked, 'range'> {
  if (typeof value !== 'object' || value === null) return {};
  const { from, to } = value as Readonly<Record<string, unknown>>;
  const ends = {
    ...(Number.isFinite(from) && { from: Number(from) }),
    ...(Number.isFinite(to) && { to: Number(to) }),
  };
  // Without an end it leaves nothing out; with both in the wrong order it would show nothing.
  if (ends.from === undefined && ends.to === undefined) return {};
  return ends.from !== undefined && ends.to !== undefined && ends.from > ends.to ? {} : { range: ends };
}

function readScope(value: unknown): ScopeChoice | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, site, key } = value as Readonly<Record<string, unknown>>;
  if (kind === 'auto' || kind === 'all') return { kind };
  if (kind === 'site' && typeof site === 'string') return { kind, site };
  return kind === 'thread' && typeof key === 'string' ? { kind, key } : undefined;
}
