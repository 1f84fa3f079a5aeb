import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { BROWSER_RULES, type BrowserRules } from '../../cookies/browser-rules.ts';
import { identityKey } from '../../cookies/cookie-identity.ts';
import { type RetrievalContext, retrieveCookies } from '../../cookies/retrieve-cookies.ts';
import { knownPublicSuffixes, type PublicSuffixes } from '../../cookies/site.ts';
import {
  type GroupBy,
  groupedLines,
  type JarLine,
  type JarRow,
  jarRows,
  type SortColumn,
  searchRows,
  sortedRows,
  textOf,
} from '../../trace/jar/jar-rows.ts';
import { shadowsOf } from '../../trace/jar/shadows.ts';
import type { Session } from '../../trace/model/session.ts';
import type { JarCookie, Trace } from '../../trace/model/trace.ts';
import { afterThisTask } from '../model/after-this-task.ts';
import { harmlessTest } from '../model/harmless-cookie.ts';
import type { InspectorModel } from '../model/inspector-model.ts';
import { createSlices } from '../model/slices.ts';

export interface Sort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** One site's cookies as displayed: with verdicts for a URL, searched, sorted and grouped. */
export interface JarView {
  readonly site: ReadonlySignal<string | undefined>;
  readonly rules: BrowserRules;
  /** All cookies of the site; undefined until the browser answers. */
  readonly rows: ReadonlySignal<readonly JarRow[] | undefined>;
  /** The lines of the list. */
  readonly lines: ReadonlySignal<readonly JarLine[]>;
  /** The URL typed by the user; undefined: the URL of the page. */
  readonly typedUrl: Signal<string | undefined>;
  readonly url: ReadonlySignal<string>;
  readonly sort: Signal<Sort>;
  readonly group: Signal<GroupBy>;
  suffixes(): PublicSuffixes;
  /** The session whose id is this cookie's value. */
  sessionOf(row: JarRow): Session | undefined;
  /** Whether its value gives nothing away, such as `dark`: it is shown as it is. */
  isHarmless(row: JarRow): boolean;
}

/** How many of the newest entries are searched for the site's page and its public suffixes. */
const LOOKED_BACK = 500;

/** The longest delay of `setTimeout`, in ms. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** Creates the view of a site's jar. It lives until the signal aborts. */
export function createJarView(
  inspector: InspectorModel,
  protectedKeys: ReadonlySignal<ReadonlySet<string>>,
  ends: AbortSignal,
): JarView {
  const { host, jar, scope, trace, tab, jarFilter, files, selection } = inspector;
  const rules = BROWSER_RULES[host.browser === 'firefox' ? 'firefox' : 'chromium'];
  const typedUrl = signal<string | undefined>(undefined);
  const sort = signal<Sort>({ column: 'domain', descending: false });
  const group = signal<GroupBy>('none');

  // Without a scope, follow only a selected row: the newest request would switch sites while the user works.
  const site = computed(() =>
    scope.value.site === undefined && files.opened.value === undefined && selection.value.kind !== 'row'
      ? undefined
      : inspector.site.value,
  );
  /** False while a file is shown: its events are not about the current cookies. */
  const recorded = (): boolean => files.opened.value === undefined;
  const newestEntries = () => trace.trace().entries.slice(-LOOKED_BACK).reverse();

  const url = computed(() => {
    if (typedUrl.value !== undefined) return typedUrl.value;
    const status = tab.status.value;
    const looked = site.value;
    if (status?.url !== undefined && status.site === looked) return status.url;
    const pages = recorded() ? newestEntries() : [];
    const page = pages.find((entry) => entry.site === looked && entry.type === 'main_frame');
    return page?.url ?? (looked === undefined ? '' : `https://${looked}/`);
  });

  const suffixes = (): PublicSuffixes =>
    knownPublicSuffixes(Object.assign({}, ...newestEntries().map((entry) => entry.suffixes ?? {})));

  const rows = computed(() => {
    const cookies = jar.cookies.value;
    if (cookies === undefined) return undefined;
    return judgedRows(cookies, {
      traced: recorded() ? trace.trace().jar : new Map<string, JarCookie>(),
      url: url.value,
      context: { rules, now: host.now(), suffixes: suffixes() },
      protectedKeys: protectedKeys.value,
    });
  });

  // Sorted before it is searched: a keystroke sorts nothing.
  const sorted = computed(() => sortedRows(rows.value ?? [], sort.value.column, sort.value.descending));
  const lines = computed(() => groupedLines(searchRows(sorted.value, jarFilter.value), group.value));

  // Computed once per change of the rows.
  const sessions = computed(() => {
    void rows.value;
    return recorded() ? sessionsByCookie(trace.trace(), site.value) : new Map<string, Session>();
  });

  const harmless = computed(() => {
    void rows.value;
    return harmlessTest(followedNames(recorded() ? trace.trace() : undefined, site.value));
  });

  const disposes = [
    refreshAtExpiry(inspector),
    readForSearch(rows),
    effect(() => {
      void site.value;
      typedUrl.value = undefined;
    }),
  ];
  ends.addEventListener('abort', () => {
    for (const dispose of disposes) dispose();
  });

  return {
    site,
    rules,
    rows,
    lines,
    typedUrl,
    url,
    sort,
    group,
    suffixes,
    sessionOf: ({ cookie }) => sessions.value.get(`${cookie.name}\0${cookie.value}`),
    isHarmless: ({ cookie }) => harmless.value(cookie.name, cookie.value),
  };
}

/** What the rows of a jar are judged by. */
interface JarFacts {
  readonly traced: ReadonlyMap<string, JarCookie>;
  /** The URL that the verdicts are for. */
  readonly url: string;
  readonly context: Pick<RetrievalContext, 'rules' | 'now' | 'suffixes'>;
  readonly protectedKeys: ReadonlySet<string>;
}

/** Rows with a verdict each: whether the cookie would go along when the URL is opened. */
function judgedRows(
  cookies: readonly BrowserCookie[],
  { traced, url, context, protectedKeys }: JarFacts,
): readonly JarRow[] {
  const known = cookies.map((cookie) => {
    const createdAt = traced.get(identityKey(cookie))?.created;
    return createdAt === undefined ? cookie : { ...cookie, createdAt };
  });
  const request = { url, method: 'GET', topLevelNavigation: true, initiator: null } as const;
  const verdicts = URL.canParse(url) ? retrieveCookies(known, { ...context, request }) : [];
  return jarRows(cookies, {
    traced,
    shadows: shadowsOf(known),
    verdicts: new Map(verdicts.map((verdict) => [identityKey(verdict.cookie), verdict])),
    protectedKeys,
  });
}

/** Makes the rows ready for a search while nobody waits. Returns the disposer. */
function readForSearch(rows: ReadonlySignal<readonly JarRow[] | undefined>): () => void {
  let at = 0;
  const slices = createSlices({
    work: (isOver) => {
      const all = rows.peek() ?? [];
      for (; at < all.length && !isOver(); at++) {
        const row = all[at];
        if (row !== undefined) textOf(row);
      }
      return at >= all.length;
    },
  });
  return effect(() => {
    if (rows.value === undefined) return;
    at = 0;
    afterThisTask(slices.begin);
  });
}

/** Reads the jar again when a cookie expires, because browsers report that late or never. Returns the disposer. */
function refreshAtExpiry({ jar, host }: InspectorModel): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const dispose = effect(() => {
    clearTimeout(timer);
    const now = host.now();
    const left = (jar.cookies.value ?? []).flatMap(({ expirationDate = 0 }) =>
      expirationDate * 1000 > now ? [expirationDate * 1000 - now] : [],
    );
    const soonest = left.reduce((least, each) => Math.min(least, each), LONGEST_WAIT);
    if (soonest < LONGEST_WAIT) timer = setTimeout(() => void jar.refresh(), soonest + 50);
  });
  return () => {
    dispose();
    clearTimeout(timer);
  };
}

/** A site's sessions by cookie name and value. */
function sessionsByCookie(trace: Trace, site: string | undefined): ReadonlyMap<string, Session> {
  const byCookie = new Map<string, Session>();
  for (const thread of trace.threads.values()) {
    if (thread.site !== site) continue;
    for (const session of thread.sessions) byCookie.set(`${thread.name}\0${session.value}`, session);
  }
  return byCookie;
}

/** The names of a site's cookies that are followed: their values are secrets, however short. */
function followedNames(trace: Trace | undefined, site: string | undefined): ReadonlySet<string> {
  const threads = [...(trace?.threads.values() ?? [])];
  return new Set(threads.filter((thread) => thread.site === site).map(({ name }) => name));
}
