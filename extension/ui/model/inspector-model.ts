import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { RequestEntry } from '../../trace/model/entry.ts';
import type { Session } from '../../trace/model/session.ts';
import type { CreateFold, TraceRow } from '../../trace/model/trace.ts';
import { newestEntry } from '../../trace/summary/newest-entry.ts';
import { inScope, type Scope, scopeOfSite, threadsBySite } from '../../trace/summary/scope.ts';
import { phrase } from '../../trace/words/phrase.ts';
import { createText, type Text } from '../../trace/words/text.ts';
import { actionWords } from '../words/action-words.ts';
import { type CookieActions, createCookieActions } from './cookie-actions.ts';
import { type ActionLabels, compileFilter } from './filter.ts';
import type { Host } from './host.ts';
import { createJarModel, type JarModel } from './jar-model.ts';
import { OpenableSource } from './openable-source.ts';
import { RowList, type RowTest } from './row-list.ts';
import { indexOfRow } from './row-order.ts';
import type { EditedCookie, Selection } from './selection.ts';
import { createTabModel, type TabModel } from './tab-model.ts';
import { createTraceModel, type TraceModel } from './trace-model.ts';
import type { ViewId } from './view-id.ts';

/** What the user chose to look at; `auto` follows the inspected tab. */
export type ScopeChoice =
  | { readonly kind: 'auto' | 'all' }
  | { readonly kind: 'site'; readonly site: string }
  | { readonly kind: 'thread'; readonly key: string };

/** Everything that the inspector shows and can do. */
export interface InspectorModel {
  readonly host: Host;
  readonly text: Text;
  /** Where the trace is read: the live log, or a file that was opened. */
  readonly files: OpenableSource;
  readonly trace: TraceModel;
  readonly tab: TabModel;
  readonly jar: JarModel;
  readonly actions: CookieActions;
  readonly choice: Signal<ScopeChoice>;
  readonly scope: ReadonlySignal<Scope>;
  /** The site whose cookies the browser is asked for: what is looked at, else the row's that the details show. */
  readonly site: ReadonlySignal<string | undefined>;
  /** What is typed in the filter box. */
  readonly filter: Signal<string>;
  /** The session that alone is shown. */
  readonly onlySession: Signal<Session | undefined>;
  /** The entries that alone are shown: the steps of the answer. */
  readonly onlyEntries: Signal<ReadonlySet<RequestEntry> | undefined>;
  readonly selection: Signal<Selection>;
  /** The row that the details show. */
  readonly selected: ReadonlySignal<TraceRow | undefined>;
  /** The cookie whose form the details show in the row's place. */
  readonly editing: Signal<EditedCookie | undefined>;
  /** Aborts when the inspector goes. */
  readonly ends: AbortSignal;
  /** Raised whenever the rows that are shown may have changed. */
  readonly listRevision: ReadonlySignal<number>;
  /** The rows that are shown. Read them after `listRevision`. */
  readonly rows: () => readonly TraceRow[];
  readonly view: Signal<ViewId>;
  /** Shows an entry with its details in the view of requests. */
  show(entry: RequestEntry): void;
  setRecording(on: boolean): Promise<void>;
  clear(): Promise<void>;
}

/** Builds the inspector's model over a host, until the signal aborts. */
export function createInspectorModel(
  host: Host,
  loadFold: () => Promise<CreateFold>,
  abort: AbortSignal,
): InspectorModel {
  const text = createText(host.message, host.locale);
  const files = new OpenableSource(host.trace);
  const trace = createTraceModel({
    source: files,
    // A file's sessions are the ones that it names; what the user chose is about the browser's own log.
    loadFold: async () => {
      const createFold = await loadFold();
      return (options) => {
        const file = files.opened.peek();
        if (file === undefined) return createFold(options);
        return createFold({ ...options, chosenNames: file.sessionCookies, countHeaders: {} });
      };
    },
    nextFrame: (run) => host.nextFrame(run),
    now: () => host.now(),
    signal: abort,
  });
  const tab = createTabModel(host, abort);
  const jar = createJarModel(host.send);
  const actions = createCookieActions(host, () => void jar.refresh());
  const choice = signal<ScopeChoice>({ kind: 'auto' });
  const scope = signal<Scope>({});
  const filter = signal('');
  const onlySession = signal<Session | undefined>(undefined);
  const onlyEntries = signal<ReadonlySet<RequestEntry> | undefined>(undefined);
  const selection = signal<Selection>({ kind: 'newest' });
  const view = signal<ViewId>('requests');
  const editing = signal<EditedCookie | undefined>(undefined);
  const listRevision = signal(0);
  const list = new RowList();
  const labels = actionLabels(text);

  // A file is of other sites than the tab's.
  effect(() => {
    choice.value = { kind: files.opened.value === undefined ? 'auto' : 'all' };
  });

  const wanted = computed(() => {
    void trace.revision.value;
    return wantedScope(choice.value, trace, tab.status.value?.site);
  });
  effect(() => {
    const next = wanted.value;
    const now = scope.peek();
    if (next.site !== now.site || next.thread !== now.thread) scope.value = next;
  });
  const test = computed(() =>
    rowTest(scope.value, compileFilter(filter.value, labels)?.test, onlySession.value, onlyEntries.value),
  );
  effect(() => {
    list.setTest(test.value, trace.trace().rows);
    listRevision.value = listRevision.peek() + 1;
  });
  trace.onFrame((touched) => {
    list.update(trace.trace().rows, touched);
    if (touched.jar) void jar.refresh();
    if (touched.moved) forgetWhatIsGone();
    for (const entry of touched.entries) if (entry.type === 'main_frame') tab.refresh();
    // A permission was granted or revoked: what may be seen of the tab changed with it.
    if (trace.trace().rows.at(-1)?.kind === 'mark') tab.refresh();
    listRevision.value += 1;
  });

  const forgetWhatIsGone = (): void => {
    const { sessions, rows } = trace.trace();
    const only = onlySession.peek();
    if (only !== undefined && !sessions.includes(only)) onlySession.value = undefined;
    onlyEntries.value = undefined;
    const chosen = selection.peek();
    if (chosen.kind === 'row' && indexOfRow(rows, chosen.row) === -1) selection.value = { kind: 'newest' };
  };

  const selected = computed(() => {
    const chosen = selection.value;
    if (chosen.kind === 'row') return chosen.row;
    if (chosen.kind === 'none') return undefined;
    void listRevision.value;
    return newestEntry(list.rows, scope.value);
  });

  const site = computed(() => {
    if (scope.value.site !== undefined) return scope.value.site;
    // A file's requests were another browser's, or another day's: what is held now is the tab's page's.
    return files.opened.value === undefined ? siteOf(selected.value) : tab.status.value?.site;
  });
  effect(() => jar.look(site.value));
  effect(() => {
    void selection.value;
    editing.value = undefined;
  });

  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (reason) {
      const why = reason instanceof Error ? reason.message : String(reason);
      actions.tell({ tone: 'bad', said: phrase('noticeFailed', { kind: 'code', text: why }) });
    }
  };

  return {
    host,
    text,
    files,
    trace,
    tab,
    jar,
    actions,
    choice,
    scope,
    site,
    filter,
    onlySession,
    onlyEntries,
    selection,
    selected,
    editing,
    ends: abort,
    listRevision,
    rows: () => list.rows,
    view,
    show: (entry) => {
      const row = trace.trace().rows.find((each) => each.kind === 'entry' && each.entry === entry);
      if (row === undefined) return;
      view.value = 'requests';
      selection.value = { kind: 'row', row };
    },
    setRecording: (on) => attempt(() => host.send('set-recording', { on })),
    // What is shown is what is cleared: a file is put away, the recording behind it stays.
    clear: async () => {
      if (files.opened.peek() === undefined) await attempt(() => host.send('clear-trace', {}));
      else files.close();
    },
  };
}

function wantedScope(choice: ScopeChoice, model: TraceModel, tabSite: string | undefined): Scope {
  const trace = model.trace();
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
      if (tabSite !== undefined) return scopeOfSite(trace, tabSite);
      const [only, ...others] = threadsBySite(trace).keys();
      return only !== undefined && others.length === 0 ? scopeOfSite(trace, only) : {};
    }
  }
}

function siteOf(row: TraceRow | undefined): string | undefined {
  if (row === undefined || row.kind === 'mark') return undefined;
  return row.kind === 'entry' ? row.entry.site : row.session.thread.site;
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
