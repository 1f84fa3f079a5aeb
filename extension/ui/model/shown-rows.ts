import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { RequestEntry } from '../../trace/model/entry.ts';
import type { Session } from '../../trace/model/session.ts';
import type { Touched, Trace, TraceRow } from '../../trace/model/trace.ts';
import { actionKeys } from '../../trace/summary/action-words.ts';
import { inScope, type Scope } from '../../trace/summary/scope.ts';
import { isWithin, type TimeRange, timeOf } from '../../trace/summary/time-range.ts';
import type { Text } from '../../trace/words/text.ts';
import type { ActionLabels, compileFilter } from './filter.ts';
import { changedSession, groupOf, KindCounts, type KindGroup } from './kind-group.ts';
import type { LanguageModel } from './language.ts';
import { RowList, type RowTest } from './row-list.ts';
import { createSlices } from './slices.ts';
import type { TraceModel } from './trace-model.ts';

/** The rows of the scope that pass the filter. */
export interface ShownRows {
  /** The text in the filter box. */
  readonly filter: Signal<string>;
  /** If set, only this session's rows are shown. */
  readonly onlySession: Signal<Session | undefined>;
  /** If set, only these entries are shown: the steps of the answer. */
  readonly onlyEntries: Signal<ReadonlySet<RequestEntry> | undefined>;
  /** If set, only what happened in this part of the recording is shown. */
  readonly range: Signal<TimeRange | undefined>;
  /** How many requests of the scope there are of each kind. Read `listRevision` first. */
  readonly kindCounts: KindCounts;
  /** Increases whenever the shown rows may have changed. */
  readonly listRevision: ReadonlySignal<number>;
  /** The shown rows. Read `listRevision` first. */
  readonly rows: () => readonly TraceRow[];
  /** Applies changes of the trace. */
  update(touched: Touched): void;
  /** Reports the change, once everything that rows are drawn from is up to date. */
  changed(): void;
}

/** How long a new filter looks before the frame that shows what it has found, in ms: to draw that takes the rest. */
const FIRST_SLICE = 3;

/** Creates the list of rows of a scope that pass the filter. */
export function createShownRows(
  trace: TraceModel,
  scope: ReadonlySignal<Scope>,
  text: Text,
  hiddenKinds: ReadonlySignal<readonly KindGroup[]>,
  { shown }: LanguageModel,
): ShownRows {
  const filter = signal('');
  const onlySession = signal<Session | undefined>(undefined);
  const onlyEntries = signal<ReadonlySet<RequestEntry> | undefined>(undefined);
  const range = signal<TimeRange | undefined>(undefined);
  const listRevision = signal(0);
  const list = new RowList();
  const labels = computed(() => {
    void shown.value;
    return labelsIn(text);
  });
  // Not needed for the first rows: nobody has typed anything yet.
  const compile = signal<typeof compileFilter | undefined>(undefined);
  void import('./filter.ts').then((loaded) => {
    compile.value = loaded.compileFilter;
  });
  const filtering = computed(() => compile.value?.(filter.value, labels.value)?.test);
  const test = computed(() =>
    rowTest({
      scope: scope.value,
      filter: filtering.value,
      only: onlySession.value,
      entries: onlyEntries.value,
      hidden: hiddenKinds.value,
      range: range.value,
    }),
  );
  const kindCounts = new KindCounts();
  const count = (entry: RequestEntry): void => {
    const time = range.peek();
    const inTime = time === undefined || isWithin(time, entry.startedDateTime);
    kindCounts.count(entry, isOfScope(scope.peek(), entry), inTime);
  };
  const countAll = (): void => {
    const { entries } = trace.trace();
    kindCounts.reset(entries[0]?.step ?? 0);
    for (const entry of entries) count(entry);
  };
  // A range that was remembered may be of a recording that is no more.
  let mayBeOver = true;
  const forgetRange = (): void => {
    // While older requests are still read, a range may be of those that are missing yet.
    if (!mayBeOver || trace.progress.peek() < 1) return;
    mayBeOver = false;
    if (isOver(range.peek(), trace.trace())) range.value = undefined;
  };
  effect(() => {
    void scope.value;
    void range.value;
    countAll();
  });
  effect(() => {
    void range.value;
    mayBeOver = true;
    forgetRange();
  });
  const changed = (): void => {
    listRevision.value = listRevision.peek() + 1;
  };
  const slices = createSlices({
    first: FIRST_SLICE,
    work: (isOver) => {
      const before = list.rows;
      const isDone = list.work(trace.trace().rows, isOver);
      if (list.rows !== before) changed();
      return isDone;
    },
  });
  effect(() => {
    list.setTest(test.value, trace.trace().rows);
    slices.begin();
  });
  return {
    filter,
    onlySession,
    onlyEntries,
    range,
    kindCounts,
    listRevision,
    rows: () => list.rows,
    update: (touched) => {
      const { rows, sessions } = trace.trace();
      list.update(rows, touched);
      for (const entry of touched.entries) count(entry);
      mayBeOver ||= touched.moved;
      forgetRange();
      if (!touched.moved) return;
      countAll();
      const only = onlySession.peek();
      if (only !== undefined && !sessions.includes(only)) onlySession.value = sessions.find(isSameAs(only));
      onlyEntries.value = undefined;
    },
    changed,
  };
}

/** Whether a session of another fold of the same recording is this one. */
function isSameAs({ number, value, thread }: Session): (other: Session) => boolean {
  return (other) => other.number === number && other.value === value && other.thread.name === thread.name;
}

/** Puts away whatever leaves rows out, but for the scope and the kinds of requests that are hidden. */
export function showAllRows({
  filter,
  onlySession,
  onlyEntries,
  range,
}: Pick<ShownRows, 'filter' | 'onlySession' | 'onlyEntries' | 'range'>): void {
  filter.value = '';
  for (const part of [onlySession, onlyEntries, range]) part.value = undefined;
}

/** Everything that decides which rows are shown. */
interface RowChoice {
  readonly scope: Scope;
  readonly filter: RowTest | undefined;
  readonly only: Session | undefined;
  readonly entries: ReadonlySet<RequestEntry> | undefined;
  readonly hidden: readonly KindGroup[];
  readonly range: TimeRange | undefined;
}

function rowTest({ scope, filter, only, entries, hidden, range }: RowChoice): RowTest {
  // The steps of an answer may be on another site, for example one used to sign in.
  if (entries !== undefined) {
    return (row) => row.kind === 'entry' && entries.has(row.entry) && filter?.(row) !== false;
  }
  if (filter === undefined && only === undefined && hidden.length === 0 && range === undefined) {
    return (row) => inScope(scope, row);
  }
  return (row) =>
    (range === undefined || isWithin(range, timeOf(row))) &&
    inScope(scope, row) &&
    (only === undefined || touches(row, only)) &&
    (filter === undefined || filter(row)) &&
    !isHidden(row, hidden);
}

/** Whether nothing is left of what was looked at: the log was cleared, or another is shown. */
function isOver(range: TimeRange | undefined, { entries }: Trace): boolean {
  if (range === undefined) return false;
  const [first, last] = [entries[0], entries.at(-1)];
  return (
    first === undefined || last === undefined || range.to < first.startedDateTime || range.from > last.startedDateTime
  );
}

function isHidden(row: TraceRow, hidden: readonly KindGroup[]): boolean {
  return row.kind === 'entry' && hidden.includes(groupOf(row.entry)) && !changedSession(row.entry);
}

function isOfScope(scope: Scope, entry: RequestEntry): boolean {
  return scope.site === undefined || entry.site === scope.site;
}

function touches(row: TraceRow, session: Session): boolean {
  if (row.kind === 'mark') return false;
  if (row.kind === 'end') return row.session === session;
  return row.entry.effects.some((effect) => effect.before === session || effect.after === session);
}

function labelsIn(text: Text): ActionLabels {
  const label = (key: keyof ActionLabels): string => {
    const { key: words, counted } = actionKeys[key];
    return counted === undefined ? text.say(words) : `${text.say(words)} ${text.say(counted, '')}`;
  };
  return {
    created: label('created'),
    resumed: label('resumed'),
    rotated: label('rotated'),
    replaced: label('replaced'),
    ended: label('ended'),
    'clear-failed': label('clear-failed'),
    rejected: label('rejected'),
    refused: label('refused'),
    'not-sent': label('not-sent'),
    none: label('none'),
  };
}
