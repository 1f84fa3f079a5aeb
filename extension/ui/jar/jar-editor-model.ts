import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { identityKey } from '../../cookies/cookie-identity.ts';
import type { JarActionAnswer, JarMemory } from '../../protocol/commands.ts';
import type { JarAction } from '../../trace/jar/history.ts';
import type { JarStep } from '../../trace/jar/jar-step.ts';
import type { Outcome } from '../../trace/jar/put-outcome.ts';
import type { Snapshot } from '../../trace/jar/snapshots.ts';
import { code, type Phrase, phrase } from '../../trace/words/phrase.ts';
import type { InspectorModel } from '../model/inspector-model.ts';
import { createJarView, type JarView } from './jar-view.ts';

/** What stands beside the list, or over it where there is no room. */
export type Pane =
  | { readonly kind: 'cookie'; readonly key: string }
  | { readonly kind: 'new' | 'history' | 'snapshots' | 'import' | 'export' | 'new-session' };

/** The jar editor of one site's jar: what is shown, and what can be done. */
export interface JarEditorModel extends JarView {
  readonly memory: ReadonlySignal<JarMemory>;
  /** False where the extension may not see the site's cookies; undefined until the background has answered. */
  readonly watched: ReadonlySignal<boolean | undefined>;
  /** The keys of the cookies that are marked for doing something to several. */
  readonly marked: Signal<ReadonlySet<string>>;
  readonly pane: Signal<Pane | undefined>;
  /** What the browser made of the cookie that was saved last, where that is not what was asked. */
  readonly outcome: Signal<{ readonly key: string; readonly told: readonly Outcome[] } | undefined>;
  readonly busy: ReadonlySignal<boolean>;
  /** Reads again what the background remembers of the site. */
  refresh(): Promise<void>;
  /** Does steps as one action and says so, with its Undo. Undefined: the background did not answer. */
  change(
    action: JarAction,
    steps: readonly JarStep[],
    done: (count: number) => Phrase,
  ): Promise<JarActionAnswer | undefined>;
  undo(id: number): Promise<void>;
  /** Undefined: it was not taken, and the user was told why. */
  takeSnapshot(name: string): Promise<Snapshot | undefined>;
  dropSnapshot(id: number): Promise<void>;
  restoreSnapshot(id: number): Promise<void>;
  protect(cookie: BrowserCookie, on: boolean): Promise<void>;
}

const NOTHING: JarMemory = { history: [], snapshots: [], protectedCookies: [] };

/** Makes the jar editor of an inspector, until the signal aborts. */
export function createJarEditorModel(inspector: InspectorModel, ends: AbortSignal): JarEditorModel {
  const { host, jar, actions, tab } = inspector;
  const memory = signal<JarMemory>(NOTHING);
  const watched = signal<boolean | undefined>(undefined);
  const marked = signal<ReadonlySet<string>>(new Set());
  const pane = signal<Pane | undefined>(undefined);
  const outcome = signal<{ readonly key: string; readonly told: readonly Outcome[] } | undefined>(undefined);
  const under = signal(0);
  const protectedKeys = computed(() => new Set(memory.value.protectedCookies.map(({ cookie }) => identityKey(cookie))));
  const view = createJarView(inspector, protectedKeys, ends);
  const { site, rows } = view;

  const fail = (why: string): void => actions.tell({ tone: 'bad', said: phrase('noticeFailed', code(why)) });
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (reason) {
      fail(reason instanceof Error ? reason.message : String(reason));
      return undefined;
    }
  };

  const refresh = async (): Promise<void> => {
    const looked = site.peek();
    if (looked === undefined) {
      memory.value = NOTHING;
      return;
    }
    const known = await attempt(() => host.send('read-jar-edits', { site: looked }));
    if (site.peek() === looked) memory.value = known ?? NOTHING;
  };
  const readWatched = async (looked: string | undefined): Promise<void> => {
    watched.value = undefined;
    if (looked === undefined) return;
    const hosts = await attempt(() => host.send('read-hosts', { hosts: [looked] }));
    if (site.peek() === looked) watched.value = hosts?.granted.includes(looked);
  };

  /** Runs what changes the jar or the memory, and reads both again. */
  const during = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    under.value = under.peek() + 1;
    const answer = await attempt(work);
    await Promise.all([jar.refresh(), refresh()]);
    under.value = under.peek() - 1;
    return answer;
  };

  /** Says how an action went: what was done, or the first sentence on why not, with its Undo where there is one. */
  const tell = (answer: JarActionAnswer, done: (count: number) => Phrase): void => {
    const failed = answer.results.filter((result) => !result.ok);
    const changed = answer.item?.changes.length ?? answer.results.length - failed.length;
    const [first] = failed;
    const why = answer.why ?? (first?.ok === false ? first.why : undefined) ?? answer.unremembered;
    const { item } = answer;
    const undoes = item === undefined ? {} : { undo: () => void undo(item.id) };
    if (why === undefined) actions.tell({ tone: 'good', said: done(changed), ...undoes });
    else if (failed.length < 2) actions.tell({ tone: 'bad', said: phrase('noticeFailed', code(why)), ...undoes });
    else actions.tell({ tone: 'bad', said: phrase('jarSomeFailed', failed.length, code(why)), ...undoes });
  };

  const action = async (
    send: () => Promise<JarActionAnswer>,
    done: (count: number) => Phrase,
  ): Promise<JarActionAnswer | undefined> => {
    const answer = await during(send);
    if (answer !== undefined) tell(answer, done);
    return answer;
  };

  const undo = async (id: number): Promise<void> => {
    await action(
      () => host.send('undo-jar-action', { id }),
      (count) => phrase('jarUndone', count),
    );
  };

  const disposes = [
    effect(() => {
      void site.value;
      marked.value = new Set();
      pane.value = undefined;
      outcome.value = undefined;
      void refresh();
    }),
    // A request's details ask for a cookie's form.
    effect(() => {
      const key = inspector.editing.value?.key;
      const now = pane.peek();
      if (key !== undefined && (now?.kind !== 'cookie' || now.key !== key)) pane.value = { kind: 'cookie', key };
    }),
    // A permission that is given or taken is told with the tab's status.
    effect(() => {
      void tab.status.value;
      void readWatched(site.value);
    }),
    // Marks of cookies that are gone would act on nothing.
    effect(() => {
      if (marked.value.size === 0) return;
      const keys = new Set(rows.value?.map(({ key }) => key));
      const kept = [...marked.value].filter((key) => keys.has(key));
      if (rows.value !== undefined && kept.length < marked.value.size) marked.value = new Set(kept);
    }),
    // How often a cookie was put back is told while it happens.
    effect(() => {
      void jar.cookies.value;
      if (memory.peek().protectedCookies.length > 0) void refresh();
    }),
  ];
  ends.addEventListener('abort', () => {
    for (const dispose of disposes) dispose();
  });

  return {
    ...view,
    memory,
    watched,
    marked,
    pane,
    outcome,
    busy: computed(() => under.value > 0),
    refresh,
    change: (what, steps, done) =>
      action(() => host.send('change-jar', { action: what, site: site.peek() ?? '', steps }), done),
    undo,
    takeSnapshot: async (name) => {
      const answer = await during(() => host.send('take-snapshot', { site: site.peek() ?? '', name }));
      if (answer?.ok === false) fail(answer.why);
      return answer?.snapshot;
    },
    dropSnapshot: async (id) => {
      const answer = await during(() => host.send('drop-snapshot', { id }));
      const dropped = answer?.dropped;
      if (dropped === undefined) return;
      const undo = (): void => {
        void during(() => host.send('keep-snapshot', { snapshot: dropped })).then((kept) => {
          if (kept?.ok === false) fail(kept.why);
          else if (kept !== undefined) actions.tell({ tone: 'good', said: phrase('jarKept', code(dropped.name)) });
        });
      };
      actions.tell({ tone: 'good', said: phrase('jarDropped', code(dropped.name)), undo });
    },
    restoreSnapshot: async (id) => {
      await action(
        () => host.send('restore-snapshot', { id }),
        (count) => phrase('jarRestored', count),
      );
    },
    protect: async (cookie, on) => {
      const answer = await during(() => host.send('protect-cookie', { identity: cookie, on }));
      if (answer?.ok === false) fail(answer.why);
    },
  };
}
