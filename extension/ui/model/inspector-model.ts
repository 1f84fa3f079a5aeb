import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { Finding } from '../../trace/findings/finding.ts';
import type { RequestEntry } from '../../trace/model/entry.ts';
import type { CreateFold, TraceRow } from '../../trace/model/trace.ts';
import { phrase } from '../../trace/words/phrase.ts';
import type { Text } from '../../trace/words/text.ts';
import { attempt } from './attempt.ts';
import { type CookieActions, createCookieActions } from './cookie-actions.ts';
import type { Host } from './host.ts';
import { createJarModel, type JarModel } from './jar-model.ts';
import { unhideKind } from './kind-group.ts';
import { textOf } from './language.ts';
import { createLayoutModel, type LayoutModel } from './layout-model.ts';
import { createMenuModel, type MenuModel } from './menu-model.ts';
import { OpenableSource } from './openable-source.ts';
import { rememberLooked } from './remembered.ts';
import { saidWhyNot } from './said-why-not.ts';
import { createScopeModel, type ScopeModel } from './scope-model.ts';
import { createSelectionModel, type SelectionModel } from './selection.ts';
import { createShownRows, type ShownRows, showAllRows } from './shown-rows.ts';
import { createTabModel, type TabModel } from './tab-model.ts';
import { createTraceModel, type TraceModel } from './trace-model.ts';
import { createUnseenModel, type UnseenModel } from './unseen-model.ts';
import type { ViewId } from './view-id.ts';

/** The state and the actions of the inspector. */
export interface InspectorModel
  extends ScopeModel,
    Omit<ShownRows, 'update' | 'changed'>,
    Omit<SelectionModel, 'keepSelected'> {
  readonly host: Host;
  readonly text: Text;
  /** The source of the trace: the live log, or an opened file. */
  readonly files: OpenableSource;
  readonly trace: TraceModel;
  readonly tab: TabModel;
  readonly unseen: UnseenModel;
  readonly jar: JarModel;
  readonly actions: CookieActions;
  readonly layout: LayoutModel;
  readonly menus: MenuModel;
  /** The request that the user is asked about before it is sent again; undefined: none. */
  readonly replaying: Signal<RequestEntry | undefined>;
  /** The site whose cookies are read: that of the scope, else that of the selected row. */
  readonly site: ReadonlySignal<string | undefined>;
  /** The text in the filter box of the cookies, which are another table than the requests. */
  readonly jarFilter: Signal<string>;
  /** Aborts when the inspector is unmounted. */
  readonly ends: AbortSignal;
  readonly view: Signal<ViewId>;
  /** What the answer speaks of, while it is shown: its session and its steps are marked. */
  readonly spokenOf: Signal<Finding | undefined>;
  /** A file that was dropped on the page, until the Files view reads it. */
  readonly dropped: Signal<File | undefined>;
  /** Shows an entry with its details in the Requests view. */
  show(entry: RequestEntry): void;
  /** Shows the sample trace instead of the recording, in the Requests view. */
  openSample(): Promise<void>;
  setRecording(on: boolean): Promise<void>;
  /** Clears the recording, and says so with an Undo. */
  clear(): Promise<void>;
}

/** Creates the inspector's model over a host. It lives until the signal aborts. */
export function createInspectorModel(
  host: Host,
  loadFold: () => Promise<CreateFold>,
  abort: AbortSignal,
): InspectorModel {
  const text = textOf(host);
  const files = new OpenableSource(host.trace);
  const trace = createTraceModel({
    source: files,
    // A file names its own session cookies; the user's settings are for the live log.
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
  const layout = createLayoutModel(host.kept, host.surface);
  const { choice, scope } = createScopeModel(trace, tab, files);
  const shown = createShownRows(trace, scope, text, layout.hiddenKinds, host.language);
  const { keepSelected, ...selecting } = createSelectionModel(shown, scope, trace.progress);
  const view = signal<ViewId>(host.startsAt === 'lesson' ? 'lesson' : 'requests');

  trace.onFrame((touched) => {
    shown.update(touched);
    if (touched.jar) void jar.refresh();
    if (touched.moved) keepSelected(trace.trace().rows);
    const documents = [...touched.entries].some(({ type }) => type === 'main_frame');
    // A mark may be a changed permission, which changes the tab's status.
    if (documents || trace.trace().rows.at(-1)?.kind === 'mark') tab.refresh();
    shown.changed();
  });

  const site = computed(() => {
    if (scope.value.site !== undefined) return scope.value.site;
    // The requests of a file may come from elsewhere: use the tab's current site.
    return files.opened.value === undefined ? siteOf(selecting.selected.value) : tab.status.value?.site;
  });
  effect(() => jar.look(site.value));

  const attempted = (work: () => Promise<void>): Promise<void> => attempt(actions, work);

  const { filter, range } = shown;
  const jarFilter = signal('');
  rememberLooked(host, { view, filter, jarFilter, choice, range, trace, opened: files.opened, ...selecting }, abort);

  return {
    host,
    text,
    files,
    trace,
    tab,
    unseen: createUnseenModel(tab, host, actions),
    jar,
    actions,
    layout,
    menus: createMenuModel(),
    replaying: signal(undefined),
    choice,
    scope,
    site,
    ...shown,
    ...selecting,
    jarFilter,
    ends: abort,
    view,
    dropped: signal(undefined),
    spokenOf: signal(undefined),
    show: (entry) => {
      const row = trace.trace().rows.find((each) => each.kind === 'entry' && each.entry === entry);
      if (row === undefined) return;
      view.value = 'requests';
      if (!shown.rows().includes(row)) {
        unhideKind(layout.hiddenKinds, entry);
        showAllRows(shown);
      }
      selecting.selection.value = { kind: 'row', row };
    },
    openSample: () => attempted(() => openSample(files, text, view)),
    setRecording: (on) =>
      attempted(async () => {
        await host.send('set-recording', { on });
      }),
    clear: () => attempted(() => clearAndNotify(host, actions)),
  };
}

async function openSample(files: OpenableSource, text: Text, view: Signal<ViewId>): Promise<void> {
  const { readSample } = await import('./read-sample.ts');
  files.open(await readSample(text.say('sampleName')));
  view.value = 'requests';
}

async function clearAndNotify(host: Host, actions: CookieActions): Promise<void> {
  await host.send('clear-trace', {});
  let isUndone = false;
  const undo = (): void => {
    // Pressed twice, it would say that there is nothing to undo.
    if (!isUndone) void attempt(actions, () => undoClearAndNotify(host, actions));
    isUndone = true;
  };
  actions.notify({ tone: 'good', said: phrase('noticeCleared'), undo });
}

async function undoClearAndNotify(host: Host, actions: CookieActions): Promise<void> {
  const done = await host.send('undo-clear', {});
  if (done.ok) actions.notify({ tone: 'good', said: phrase('noticeUncleared') });
  else actions.notify(await saidWhyNot(done.why));
}

function siteOf(row: TraceRow | undefined): string | undefined {
  if (row === undefined || row.kind === 'mark') return undefined;
  return row.kind === 'entry' ? row.entry.site : row.session.thread.site;
}
