import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { BROWSER_RULES, type BrowserRules } from '../../cookies/browser-rules.ts';
import { identityKey } from '../../cookies/cookie-identity.ts';
import { retrieveCookies } from '../../cookies/retrieve-cookies.ts';
import { knownPublicSuffixes, type PublicSuffixes } from '../../cookies/site.ts';
import type { DeedAnswer, WorkshopMemory } from '../../protocol/commands.ts';
import type { Session } from '../../trace/session.ts';
import type { Deed } from '../../trace/workshop/history.ts';
import {
  type GroupBy,
  groupedLines,
  type JarLine,
  type JarRow,
  jarRows,
  type SortColumn,
  searchRows,
  sortedRows,
} from '../../trace/workshop/jar-rows.ts';
import type { JarStep } from '../../trace/workshop/jar-step.ts';
import { shadowsOf } from '../../trace/workshop/shadows.ts';
import type { InspectorModel } from '../model/inspector-model.ts';
import { code, type Phrase, phrase } from '../words/phrase.ts';

/** What stands beside the list, or over it where there is no room. */
export type Pane =
  | { readonly kind: 'cookie'; readonly key: string }
  | { readonly kind: 'new' | 'history' | 'snapshots' | 'import' | 'export' | 'new-session' };

export interface Sort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** The workshop of one site's jar: what is shown, and what can be done. */
export interface WorkshopModel {
  readonly site: ReadonlySignal<string | undefined>;
  readonly rules: BrowserRules;
  readonly memory: ReadonlySignal<WorkshopMemory>;
  /** Every cookie of the site; undefined until the browser has answered. */
  readonly rows: ReadonlySignal<readonly JarRow[] | undefined>;
  /** What the list shows: searched, sorted, grouped. */
  readonly lines: ReadonlySignal<readonly JarLine[]>;
  /** What the user typed as the URL to judge for; undefined: the page's own. */
  readonly typedUrl: Signal<string | undefined>;
  readonly url: ReadonlySignal<string>;
  readonly sort: Signal<Sort>;
  readonly group: Signal<GroupBy>;
  /** The keys of the cookies that are marked for doing something to several. */
  readonly marked: Signal<ReadonlySet<string>>;
  readonly pane: Signal<Pane | undefined>;
  readonly busy: ReadonlySignal<boolean>;
  suffixes(): PublicSuffixes;
  /** The session whose id a cookie carries. */
  sessionOf(row: JarRow): Session | undefined;
  /** Does steps as one deed and says so, with its Undo. Undefined: the background did not answer. */
  change(deed: Deed, steps: readonly JarStep[], done: (count: number) => Phrase): Promise<DeedAnswer | undefined>;
  undo(id: number): Promise<void>;
  takeSnapshot(name: string): Promise<void>;
  dropSnapshot(id: number): Promise<void>;
  restoreSnapshot(id: number): Promise<void>;
  protect(cookie: BrowserCookie, on: boolean): Promise<void>;
}

const NOTHING: WorkshopMemory = { history: [], snapshots: [], protectedCookies: [] };

/** Entries that are looked at, from the newest, for the site's page and its public suffixes. */
const LOOKED_BACK = 500;

export function createWorkshopModel(inspector: InspectorModel, abort: AbortSignal): WorkshopModel {
  const { host, jar, actions, scope, trace, tab, filter } = inspector;
  const site = computed(() => scope.value.thread?.site ?? scope.value.site);
  const rules = BROWSER_RULES[host.browser === 'firefox' ? 'firefox' : 'chromium'];
  const memory = signal<WorkshopMemory>(NOTHING);
  const typedUrl = signal<string | undefined>(undefined);
  const sort = signal<Sort>({ column: 'domain', descending: false });
  const group = signal<GroupBy>('none');
  const marked = signal<ReadonlySet<string>>(new Set());
  const pane = signal<Pane | undefined>(undefined);
  const under = signal(0);

  const newestEntries = () => trace.trace().entries.slice(-LOOKED_BACK).reverse();

  const url = computed(() => {
    if (typedUrl.value !== undefined) return typedUrl.value;
    const status = tab.status.value;
    const looked = site.value;
    if (status?.url !== undefined && status.site === looked) return status.url;
    const page = newestEntries().find((entry) => entry.site === looked && entry.type === 'main_frame');
    return page?.url ?? (looked === undefined ? '' : `https://${looked}/`);
  });

  const suffixes = (): PublicSuffixes =>
    knownPublicSuffixes(Object.assign({}, ...newestEntries().map((entry) => entry.suffixes ?? {})));

  const rows = computed(() => {
    const cookies = jar.cookies.value;
    if (cookies === undefined) return undefined;
    const traced = trace.trace().jar;
    const known = cookies.map((cookie) => {
      const createdAt = traced.get(identityKey(cookie))?.created;
      return createdAt === undefined ? cookie : { ...cookie, createdAt };
    });
    const request = { url: url.value, method: 'GET', topLevelNavigation: true, initiator: null } as const;
    const verdicts = URL.canParse(url.value)
      ? retrieveCookies(known, { rules, now: host.now(), suffixes: suffixes(), request })
      : [];
    return jarRows(cookies, {
      traced,
      shadows: shadowsOf(known),
      verdicts: new Map(verdicts.map((verdict) => [identityKey(verdict.cookie), verdict])),
      protectedKeys: new Set(memory.value.protectedCookies.map(({ cookie }) => identityKey(cookie))),
    });
  });

  const lines = computed(() => {
    const { column, descending } = sort.value;
    const found = searchRows(rows.value ?? [], filter.value);
    return groupedLines(sortedRows(found, column, descending), group.value);
  });

  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    under.value = under.peek() + 1;
    try {
      return await work();
    } catch (reason) {
      const why = reason instanceof Error ? reason.message : String(reason);
      actions.tell({ tone: 'bad', said: phrase('noticeFailed', code(why)) });
      return undefined;
    } finally {
      under.value = under.peek() - 1;
    }
  };

  const refresh = (): Promise<void> =>
    attempt(async () => {
      const looked = site.peek();
      if (looked === undefined) memory.value = NOTHING;
      else memory.value = (await host.send('read-workshop', { site: looked })) ?? NOTHING;
    }).then(() => undefined);

  const after = async (): Promise<void> => {
    jar.refresh();
    await refresh();
  };

  /** Says how a deed went: what was done, or the first sentence on why not, with its Undo where there is one. */
  const tell = (answer: DeedAnswer, done: (count: number) => Phrase): void => {
    const failed = answer.results.filter((result) => !result.ok);
    const changed = answer.item?.changes.length ?? answer.results.length - failed.length;
    const [first] = failed;
    const why = answer.why ?? (first?.ok === false ? first.why : undefined);
    const { item } = answer;
    const undoes = item === undefined ? {} : { undo: () => void undo(item.id) };
    if (why === undefined) {
      if (answer.unremembered === undefined) actions.tell({ tone: 'good', said: done(changed), ...undoes });
      else actions.tell({ tone: 'bad', said: phrase('noticeFailed', code(answer.unremembered)) });
    } else if (failed.length > 1) {
      actions.tell({ tone: 'bad', said: phrase('jarSomeFailed', failed.length, code(why)), ...undoes });
    } else actions.tell({ tone: 'bad', said: phrase('noticeFailed', code(why)), ...undoes });
  };

  const deed = async (
    send: () => Promise<DeedAnswer>,
    done: (count: number) => Phrase,
  ): Promise<DeedAnswer | undefined> => {
    const answer = await attempt(send);
    if (answer !== undefined) tell(answer, done);
    await after();
    return answer;
  };

  const undo = async (id: number): Promise<void> => {
    await deed(
      () => host.send('undo-deed', { id }),
      (count) => phrase('jarUndone', count),
    );
  };

  abort.addEventListener(
    'abort',
    effect(() => {
      void site.value;
      marked.value = new Set();
      void refresh();
    }),
  );
  // Marks of cookies that are gone would act on nothing.
  abort.addEventListener(
    'abort',
    effect(() => {
      const held = rows.value;
      if (held === undefined || marked.peek().size === 0) return;
      const keys = new Set(held.map(({ key }) => key));
      const kept = [...marked.peek()].filter((key) => keys.has(key));
      if (kept.length < marked.peek().size) marked.value = new Set(kept);
    }),
  );

  /** By cookie name and value; made anew with the rows, for a jar asks for each of its cookies. */
  const sessions = computed(() => {
    void rows.value;
    const byCookie = new Map<string, Session>();
    for (const thread of trace.trace().threads.values()) {
      if (thread.site !== site.value) continue;
      for (const session of thread.sessions) byCookie.set(`${thread.name}\0${session.value}`, session);
    }
    return byCookie;
  });

  return {
    site,
    rules,
    memory,
    rows,
    lines,
    typedUrl,
    url,
    sort,
    group,
    marked,
    pane,
    busy: computed(() => under.value > 0),
    suffixes,
    sessionOf: ({ cookie }) => sessions.value.get(`${cookie.name}\0${cookie.value}`),
    change: (what, steps, done) =>
      deed(() => host.send('change-jar', { deed: what, site: site.peek() ?? '', steps }), done),
    undo,
    takeSnapshot: async (name) => {
      const answer = await attempt(() => host.send('take-snapshot', { site: site.peek() ?? '', name }));
      if (answer?.ok === false) actions.tell({ tone: 'bad', said: phrase('noticeFailed', code(answer.why)) });
      await refresh();
    },
    dropSnapshot: async (id) => {
      await attempt(() => host.send('drop-snapshot', { id }));
      await refresh();
    },
    restoreSnapshot: async (id) => {
      await deed(
        () => host.send('restore-snapshot', { id }),
        (count) => phrase('jarRestored', count),
      );
    },
    protect: async (cookie, on) => {
      const answer = await attempt(() => host.send('protect-cookie', { identity: cookie, on }));
      if (answer?.ok === false) actions.tell({ tone: 'bad', said: phrase('noticeFailed', code(answer.why)) });
      await refresh();
    },
  };
}
