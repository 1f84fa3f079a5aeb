import type { RequestEntry, SessionAction } from '../../trace/model/entry.ts';
import type { Session } from '../../trace/model/session.ts';
import type { TraceRow } from '../../trace/model/trace.ts';

/** One condition of a filter, as typed. */
export interface FilterTerm {
  readonly field: FilterField | 'any';
  readonly text: string;
  readonly negated: boolean;
}

/** The fields that a term can name: `url:`, `cookie:`, `id:`, `action:`, `status:`, `method:`, `type:`, `host:`. */
export type FilterField = keyof typeof fields;

/** A compiled filter. */
export interface RowFilter {
  readonly terms: readonly FilterTerm[];
  test(row: TraceRow): boolean;
}

/** The labels of the actions in the user's language, so that these can be searched too. */
export type ActionLabels = Readonly<Record<SessionAction, string>>;

/**
 * Parses the typed text: words in any order that must all match; `"two words"` belong together, `-word` must
 * not match, `field:word` searches one field. An unknown field is searched as plain text.
 */
export function parseFilter(typed: string): FilterTerm[] {
  const terms: FilterTerm[] = [];
  for (const match of typed.matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/giu)) {
    const [, minus = '', named = '', quoted, bare = ''] = match;
    const name = named.toLowerCase();
    const known = isField(name);
    const value = quoted ?? bare;
    const text = known || named === '' ? value : `${named}:${value}`;
    // A field without a word yet is no condition.
    const incomplete = named === '' && bare.endsWith(':') && isField(bare.slice(0, -1).toLowerCase());
    if (text !== '' && !incomplete) terms.push({ field: known ? name : 'any', text, negated: minus === '-' });
  }
  return terms;
}

function isField(name: string): name is FilterField {
  return Object.hasOwn(fields, name);
}

/** Compiles the typed text; undefined if it is empty. */
export function compileFilter(typed: string, labels: ActionLabels): RowFilter | undefined {
  const terms = parseFilter(typed);
  if (terms.length === 0) return undefined;
  const tests = terms.map((term) => compileTerm(term, labels));
  return {
    terms,
    test: (row) => {
      if (row.kind === 'mark') return false;
      for (const test of tests) if (!test(row)) return false;
      return true;
    },
  };
}

type Find = (text: string) => boolean;
type Row = Exclude<TraceRow, { readonly kind: 'mark' }>;

interface Search {
  /** Whether a text contains the words, ignoring case. */
  readonly find: Find;
  /** The same with a cache, for texts that many rows share: methods, cookie names, ids. */
  readonly findShared: Find;
  readonly text: string;
  /** The first digits of a status: `4` for `4xx`. */
  readonly digits: string;
  /** The actions whose name or label contains the words. */
  readonly actions: ReadonlySet<SessionAction>;
}

function compileTerm(term: FilterTerm, labels: ActionLabels): (row: Row) => boolean {
  const pattern = new RegExp(term.text.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&'), 'i');
  const find: Find = (text) => pattern.test(text);
  const actions = new Set<SessionAction>();
  for (const [action, label] of Object.entries(labels) as [SessionAction, string][]) {
    if (find(action) || find(label)) actions.add(action);
  }
  const search = {
    find,
    findShared: remembered(find),
    text: term.text,
    digits: term.text.toLowerCase().replace(/x+$/u, ''),
    actions,
  };
  const look = term.field === 'any' ? anywhere : fields[term.field];
  return term.negated ? (row) => !look(row, search) : (row) => look(row, search);
}

function remembered(find: Find): Find {
  const known = new Map<string, boolean>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = find(text);
    known.set(text, found);
    return found;
  };
}

const fields = {
  url: (row: Row, { find }: Search) => row.kind === 'entry' && find(row.entry.url),
  host: (row: Row, { find }: Search) => row.kind === 'entry' && find(hostOf(row.entry.url)),
  cookie: (row: Row, { findShared }: Search) =>
    row.kind === 'entry' ? findsCookie(row.entry, findShared) : findShared(row.session.thread.name),
  id: (row: Row, { findShared }: Search) =>
    row.kind === 'entry' ? findsId(row.entry, findShared) : findsEnd(row, findShared),
  action: (row: Row, { actions }: Search) =>
    row.kind === 'entry' ? row.entry.effects.some((effect) => actions.has(effect.action)) : actions.has('ended'),
  /** `404` matches that status, `4xx` and `4` match 400 to 499. */
  status: (row: Row, { digits }: Search) =>
    row.kind === 'entry' && row.entry.status !== undefined && String(row.entry.status).startsWith(digits),
  method: (row: Row, { findShared }: Search) => row.kind === 'entry' && findShared(row.entry.method),
  type: (row: Row, { findShared }: Search) => row.kind === 'entry' && findShared(row.entry.type),
} as const;

function anywhere(row: Row, search: Search): boolean {
  const { find, findShared } = search;
  if (row.kind === 'end') return findShared(row.session.thread.name) || findsEnd(row, findShared);
  const { entry } = row;
  if (find(entry.url) || findShared(entry.method) || findsCookie(entry, findShared)) return true;
  for (const effect of entry.effects) if (search.actions.has(effect.action)) return true;
  return findsId(entry, findShared) || (entry.status !== undefined && search.text === String(entry.status));
}

function findsCookie(entry: RequestEntry, find: Find): boolean {
  for (const pair of entry.cookies) if (find(pair.name)) return true;
  for (const line of entry.setCookies) if (find(line.parsed.name)) return true;
  return false;
}

function findsId(entry: RequestEntry, find: Find): boolean {
  for (const { before, after } of entry.effects) {
    if (before !== undefined && find(before.id)) return true;
    if (after !== undefined && after !== before && find(after.id)) return true;
  }
  return false;
}

function findsEnd(
  row: { readonly session: Session; readonly end: { readonly successor?: Session } },
  find: Find,
): boolean {
  const { successor } = row.end;
  return find(row.session.id) || (successor !== undefined && find(successor.id));
}

function hostOf(url: string): string {
  const start = url.indexOf('//') + 2;
  const end = url.indexOf('/', start);
  return url.slice(start, end === -1 ? undefined : end);
}
