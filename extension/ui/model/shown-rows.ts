import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { RequestEntry } from '../../trace/model/entry.ts';
import type { Session } from '../../trace/model/session.ts';
import type { Touched, TraceRow } from '../../trace/model/trace.ts';
import { inScope, type Scope } from '../../trace/summary/scope.ts';
import type { Text } from '../../trace/words/text.ts';
import { actionWords } from '../words/action-words.ts';
import type { ActionLabels, compileFilter } from './filter.ts';
import { RowList, type RowTest } from './row-list.ts';
import type { TraceModel } from './trace-model.ts';

/** The rows that are shown: those of the scope that fit what the user asked for. */
export interface ShownRows {
  /** What is typed in the filter box. */
  readonly filter: Signal<string>;
  /** The session that alone is shown. */
  readonly onlySession: Signal<Session | undefined>;
  /** The entries that alone are shown: the steps of the answer. */
  readonly onlyEntries: Signal<ReadonlySet<RequestEntry> | undefined>;
  /** Raised whenever the rows that are shown may have changed. */
  readonly listRevision: ReadonlySignal<number>;
  /** The rows that are shown. Read them after `listRevision`. */
  readonly rows: () => readonly TraceRow[];
  /** Takes in what changed in the trace. */
  update(touched: Touched): void;
  /** Says that rows changed, once all that they are drawn from is up to date. */
  changed(): void;
}

/** Keeps the rows of a scope that fit the filter. */
export function createShownRows(trace: TraceModel, scope: ReadonlySignal<Scope>, text: Text): ShownRows {
  const filter = signal('');
  const onlySession = signal<Session | undefined>(undefined);
  const onlyEntries = signal<ReadonlySet<RequestEntry> | undefined>(undefined);
  const listRevision = signal(0);
  const list = new RowList();
  const labels = actionLabels(text);
  // The rows come first: nobody has typed anything by then.
  const compile = signal<typeof compileFilter | undefined>(undefined);
  void import('./filter.ts').then((loaded) => {
    compile.value = loaded.compileFilter;
  });
  const filtering = computed(() => compile.value?.(filter.value, labels)?.test);
  const test = computed(() => rowTest(scope.value, filtering.value, onlySession.value, onlyEntries.value));
  effect(() => {
    list.setTest(test.value, trace.trace().rows);
    listRevision.value = listRevision.peek() + 1;
  });
  return {
    filter,
    onlySession,
    onlyEntries,
    listRevision,
    rows: () => list.rows,
    update: (touched) => {
      const { rows, sessions } = trace.trace();
      list.update(rows, touched);
      if (!touched.moved) return;
      const only = onlySession.peek();
      if (only !== undefined && !sessions.includes(only)) onlySession.value = undefined;
      onlyEntries.value = undefined;
    },
    changed: () => {
      listRevision.value = listRevision.peek() + 1;
    },
  };
}

function rowTest(
  scope: Scope,
  filter: RowTest | undefined,
  only: Session | undefined,
  entries: ReadonlySet<RequestEntry> | undefined,
): RowTest {
  // The steps of an answer may be of another site: a sign-in that went through it.
  if (entries !== undefined) return (row) => row.kind === 'entry' && entries.has(row.entry);
  if (filter === undefined && only === undefined) return (row) => inScope(scope, row);
  return (row) =>
    inScope(scope, row) && (only === undefined || touches(row, only)) && (filter === undefined || filter(row));
}

function touches(row: TraceRow, session: Session): boolean {
  if (row.kind === 'mark') return false;
  if (row.kind === 'end') return row.session === session;
  return row.entry.steps.some((step) => step.before === session || step.after === session);
}

function actionLabels(text: Text): ActionLabels {
  const label = (key: keyof ActionLabels): string => {
    const { key: words, counted } = actionWords[key];
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
    withheld: label('withheld'),
    none: label('none'),
  };
}
