import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { identityKey } from '../../cookies/cookie-identity.ts';
import type { JarMemory } from '../../protocol/commands.ts';
import type { Outcome } from '../../trace/jar/put-outcome.ts';
import { attempt } from '../model/attempt.ts';
import type { InspectorModel } from '../model/inspector-model.ts';
import { createJarChanges, type JarChanges } from './jar-changes.ts';
import { createJarSnapshots, type JarSnapshots } from './jar-snapshots.ts';
import { createJarView, type JarView } from './jar-view.ts';

/** What is shown beside the list, or over it when there is no room. */
export type Pane =
  | { readonly kind: 'cookie'; readonly key: string }
  | { readonly kind: 'new' | 'history' | 'snapshots' | 'import' | 'export' | 'new-session' };

/** The user's current work in the jar editor. */
interface JarDesk {
  /** The keys of the marked cookies. */
  readonly marked: Signal<ReadonlySet<string>>;
  readonly pane: Signal<Pane | undefined>;
  /** The key of the cookie whose value is edited in the table. */
  readonly inline: Signal<string | undefined>;
  /** How the browser changed the last saved cookie, if it did. */
  readonly outcome: Signal<{ readonly key: string; readonly outcomes: readonly Outcome[] } | undefined>;
}

/** What is known about a site's jar besides the cookies. */
interface JarKnowledge {
  readonly memory: ReadonlySignal<JarMemory>;
  /** False if the extension may not read the site's cookies; undefined until the background answers. */
  readonly watched: ReadonlySignal<boolean | undefined>;
}

/** The jar editor of one site: its state and its actions. */
export interface JarEditorModel
  extends JarView,
    JarDesk,
    JarKnowledge,
    JarSnapshots,
    Pick<JarChanges, 'busy' | 'change' | 'undo'> {
  /** Reads the site's edit history from the background again. */
  refresh(): Promise<void>;
  protect(cookie: BrowserCookie, on: boolean): Promise<void>;
}

const NOTHING: JarMemory = { history: [], snapshots: [], protectedCookies: [] };

/** Creates the jar editor of an inspector. It lives until the signal aborts. */
export function createJarEditorModel(inspector: InspectorModel, ends: AbortSignal): JarEditorModel {
  const { host, jar, tab } = inspector;
  const memory = signal<JarMemory>(NOTHING);
  const watched = signal<boolean | undefined>(undefined);
  const protectedKeys = computed(() => new Set(memory.value.protectedCookies.map(({ cookie }) => identityKey(cookie))));
  const view = createJarView(inspector, protectedKeys, ends);
  const { site } = view;

  const refresh = async (): Promise<void> => {
    const looked = site.peek();
    if (looked === undefined) {
      memory.value = NOTHING;
      return;
    }
    const known = await attempt(inspector.actions, () => host.send('read-jar-edits', { site: looked }));
    if (site.peek() === looked) memory.value = known ?? NOTHING;
  };
  const readWatched = async (looked: string | undefined): Promise<void> => {
    watched.value = undefined;
    if (looked === undefined) return;
    const hosts = await attempt(inspector.actions, () => host.send('read-hosts', { hosts: [looked] }));
    if (site.peek() === looked) watched.value = hosts?.granted.includes(looked);
  };
  const changes = createJarChanges(inspector, site, refresh);
  const { desk, disposes } = createDesk(inspector, view);

  disposes.push(
    effect(() => {
      void site.value;
      void refresh();
    }),
    // A changed permission shows up in the tab's status.
    effect(() => {
      void tab.status.value;
      void readWatched(site.value);
    }),
    // The restore count of protected cookies changes with the jar.
    effect(() => {
      void jar.cookies.value;
      if (memory.peek().protectedCookies.length > 0) void refresh();
    }),
  );
  ends.addEventListener('abort', () => {
    for (const dispose of disposes) dispose();
  });

  return {
    ...view,
    ...desk,
    ...createJarSnapshots(inspector, site, changes),
    memory,
    watched,
    busy: changes.busy,
    change: changes.change,
    undo: changes.undo,
    refresh,
    protect: async (cookie, on) => {
      const answer = await changes.during(() => host.send('protect-cookie', { identity: cookie, on }));
      if (answer?.ok === false) changes.fail(answer.why);
    },
  };
}

/** Clears the desk when the site changes; opens the form that the details of a request ask for. */
function createDesk({ editing }: InspectorModel, { site, rows }: JarView): { desk: JarDesk; disposes: (() => void)[] } {
  const desk: JarDesk = {
    marked: signal(new Set()),
    pane: signal(undefined),
    inline: signal(undefined),
    outcome: signal(undefined),
  };
  const { marked, pane, inline, outcome } = desk;
  const disposes = [
    effect(() => {
      void site.value;
      marked.value = new Set();
      pane.value = undefined;
      inline.value = undefined;
      outcome.value = undefined;
    }),
    effect(() => {
      const key = editing.value?.key;
      const now = pane.peek();
      if (key !== undefined && (now?.kind !== 'cookie' || now.key !== key)) pane.value = { kind: 'cookie', key };
    }),
    // Drop marks of cookies that no longer exist.
    effect(() => {
      if (marked.value.size === 0) return;
      const keys = new Set(rows.value?.map(({ key }) => key));
      const kept = [...marked.value].filter((key) => keys.has(key));
      if (rows.value !== undefined && kept.length < marked.value.size) marked.value = new Set(kept);
    }),
  ];
  return { desk, disposes };
}
