import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { identityKey } from '../../cookies/cookie-identity.ts';
import type { JarMemory } from '../../protocol/commands.ts';
import type { Outcome } from '../../trace/jar/put-outcome.ts';
import type { InspectorModel } from '../model/inspector-model.ts';
import { createJarChanges, type JarChanges } from './jar-changes.ts';
import { createJarSnapshots, type JarSnapshots } from './jar-snapshots.ts';
import { createJarView, type JarView } from './jar-view.ts';

/** What stands beside the list, or over it where there is no room. */
export type Pane =
  | { readonly kind: 'cookie'; readonly key: string }
  | { readonly kind: 'new' | 'history' | 'snapshots' | 'import' | 'export' | 'new-session' };

/** What the user has under their hands in the jar editor. */
interface JarDesk {
  /** The keys of the cookies that are marked for doing something to several. */
  readonly marked: Signal<ReadonlySet<string>>;
  readonly pane: Signal<Pane | undefined>;
  /** What the browser made of the cookie that was saved last, where that is not what was asked. */
  readonly outcome: Signal<{ readonly key: string; readonly told: readonly Outcome[] } | undefined>;
}

/** What is known of a site's jar beside the cookies themselves. */
interface JarKnowledge {
  readonly memory: ReadonlySignal<JarMemory>;
  /** False where the extension may not see the site's cookies; undefined until the background has answered. */
  readonly watched: ReadonlySignal<boolean | undefined>;
}

/** The jar editor of one site's jar: what is shown, and what can be done. */
export interface JarEditorModel
  extends JarView,
    JarDesk,
    JarKnowledge,
    JarSnapshots,
    Pick<JarChanges, 'busy' | 'change' | 'undo'> {
  /** Reads again what the background remembers of the site. */
  refresh(): Promise<void>;
  protect(cookie: BrowserCookie, on: boolean): Promise<void>;
}

const NOTHING: JarMemory = { history: [], snapshots: [], protectedCookies: [] };

/** Makes the jar editor of an inspector, until the signal aborts. */
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
    const known = await changes.attempt(() => host.send('read-jar-edits', { site: looked }));
    if (site.peek() === looked) memory.value = known ?? NOTHING;
  };
  const readWatched = async (looked: string | undefined): Promise<void> => {
    watched.value = undefined;
    if (looked === undefined) return;
    const hosts = await changes.attempt(() => host.send('read-hosts', { hosts: [looked] }));
    if (site.peek() === looked) watched.value = hosts?.granted.includes(looked);
  };
  const changes = createJarChanges(inspector, site, refresh);
  const { desk, disposes } = createDesk(inspector, view);

  disposes.push(
    effect(() => {
      void site.value;
      void refresh();
    }),
    // A permission that is given or taken comes with the tab's status.
    effect(() => {
      void tab.status.value;
      void readWatched(site.value);
    }),
    // How often a protected cookie was put back changes while it happens.
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

/** An empty desk for each site; a form that a request's details ask for is put on it. */
function createDesk({ editing }: InspectorModel, { site, rows }: JarView): { desk: JarDesk; disposes: (() => void)[] } {
  const desk: JarDesk = { marked: signal(new Set()), pane: signal(undefined), outcome: signal(undefined) };
  const { marked, pane, outcome } = desk;
  const disposes = [
    effect(() => {
      void site.value;
      marked.value = new Set();
      pane.value = undefined;
      outcome.value = undefined;
    }),
    effect(() => {
      const key = editing.value?.key;
      const now = pane.peek();
      if (key !== undefined && (now?.kind !== 'cookie' || now.key !== key)) pane.value = { kind: 'cookie', key };
    }),
    // Marks of cookies that are gone would act on nothing.
    effect(() => {
      if (marked.value.size === 0) return;
      const keys = new Set(rows.value?.map(({ key }) => key));
      const kept = [...marked.value].filter((key) => keys.has(key));
      if (rows.value !== undefined && kept.length < marked.value.size) marked.value = new Set(kept);
    }),
  ];
  return { desk, disposes };
}
