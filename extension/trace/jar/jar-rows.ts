import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { compareCookies, identityKey, partitionText } from '../../cookies/cookie-identity.ts';
import { bareDomain } from '../../cookies/domain-match.ts';
import { utf8Length } from '../../cookies/octets.ts';
import type { RetrievalVerdict } from '../../cookies/retrieve-cookies.ts';
import type { RequestEntry } from '../model/entry.ts';
import type { JarCookie } from '../model/trace.ts';
import type { Shadow } from './shadows.ts';

/** One cookie of the jar, with all that is known of it. */
export interface JarRow {
  readonly key: string;
  readonly cookie: BrowserCookie;
  /** Octets of name and value together: what browsers bound at 4096. */
  readonly size: number;
  /** ms since 1970, when this trace first and last saw it change; absent: older than the recording. */
  readonly firstSeen?: number;
  readonly changed?: number;
  /** The entry whose response set it first, and the one whose response set it last, where one did. */
  readonly firstSetBy?: RequestEntry;
  readonly setBy?: RequestEntry;
  /** Whether it would be sent to the URL that was asked about; absent: none was. */
  readonly verdict?: RetrievalVerdict;
  /** Others of its name that go along with it. */
  readonly shadow?: Shadow;
  readonly isProtected: boolean;
}

/** What is known beside the jar itself. */
export interface RowFacts {
  readonly traced: ReadonlyMap<string, JarCookie>;
  readonly verdicts: ReadonlyMap<string, RetrievalVerdict>;
  readonly shadows: ReadonlyMap<string, Shadow>;
  readonly protectedKeys: ReadonlySet<string>;
}

/** The rows of a jar, in the order of domain, path and name. */
export function jarRows(cookies: readonly BrowserCookie[], facts: RowFacts): JarRow[] {
  return [...cookies].sort(compareCookies).map((cookie) => {
    const key = identityKey(cookie);
    const traced = facts.traced.get(key);
    const verdict = facts.verdicts.get(key);
    const shadow = facts.shadows.get(key);
    return {
      key,
      cookie,
      size: utf8Length(cookie.name) + utf8Length(cookie.value),
      ...(traced?.firstSeen !== undefined && { firstSeen: traced.firstSeen }),
      ...(traced?.changed !== undefined && { changed: traced.changed }),
      ...(traced?.firstSetBy !== undefined && { firstSetBy: traced.firstSetBy }),
      ...(traced?.setBy !== undefined && { setBy: traced.setBy }),
      ...(verdict !== undefined && { verdict }),
      ...(shadow !== undefined && { shadow }),
      isProtected: facts.protectedKeys.has(key),
    };
  });
}

export type SortColumn = 'domain' | 'name' | 'value' | 'path' | 'expires' | 'size' | 'changed' | 'sent' | 'flags';
export type GroupBy = 'none' | 'domain' | 'path' | 'partition' | 'store';

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const flags = ({ cookie }: JarRow): number =>
  (cookie.httpOnly ? 4 : 0) + (cookie.secure ? 2 : 0) + (cookie.sameSite === 'strict' ? 1 : 0);

/** How each column sorts, upwards. */
const COLUMNS: Readonly<Record<SortColumn, (a: JarRow, b: JarRow) => number>> = {
  domain: (a, b) => compareCookies(a.cookie, b.cookie),
  name: (a, b) => text(a.cookie.name, b.cookie.name),
  value: (a, b) => text(a.cookie.value, b.cookie.value),
  path: (a, b) => text(a.cookie.path, b.cookie.path),
  // Session cookies end with the browser: after every date.
  expires: (a, b) => (a.cookie.expirationDate ?? Number.MAX_VALUE) - (b.cookie.expirationDate ?? Number.MAX_VALUE),
  size: (a, b) => a.size - b.size,
  changed: (a, b) => (a.changed ?? 0) - (b.changed ?? 0),
  sent: (a, b) => Number(b.verdict?.sent ?? false) - Number(a.verdict?.sent ?? false),
  flags: (a, b) => flags(a) - flags(b),
};

/** The rows in another order; equal ones keep the order of domain, path and name. */
export function sortedRows(rows: readonly JarRow[], column: SortColumn, descending: boolean): JarRow[] {
  const compare = COLUMNS[column];
  return [...rows].sort(descending ? (a, b) => compare(b, a) : compare);
}

const SAME_SITE_WORDS = { no_restriction: 'none', lax: 'lax', strict: 'strict', unspecified: '' } as const;

/** All that a search looks at, in lower case. */
function searchText({ cookie, setBy, shadow, isProtected }: JarRow): string {
  return [
    cookie.name,
    cookie.value,
    cookie.domain,
    cookie.path,
    cookie.storeId,
    partitionText(cookie.partitionKey),
    cookie.secure ? 'secure' : '',
    cookie.httpOnly ? 'httponly' : '',
    cookie.hostOnly ? 'host-only' : '',
    cookie.session ? 'session' : 'persistent',
    `samesite=${SAME_SITE_WORDS[cookie.sameSite]}`,
    setBy?.url ?? '',
    shadow === undefined ? '' : 'shadowed duplicate',
    isProtected ? 'protected' : '',
  ]
    .join('\n')
    .toLowerCase();
}

const searched = new WeakMap<JarRow, string>();

/** The rows that hold every word of what was typed, in any field. */
export function searchRows(rows: readonly JarRow[], typed: string): readonly JarRow[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const all = textOf(row);
    return words.every((word) => all.includes(word));
  });
}

/** What is searched in a row. It is written once: with all rows at the first keystroke, or before it. */
export function textOf(row: JarRow): string {
  let known = searched.get(row);
  if (known === undefined) {
    known = searchText(row);
    searched.set(row, known);
  }
  return known;
}

/** A line of the list: a cookie, or the head of a group. */
export type JarLine =
  | { readonly kind: 'row'; readonly row: JarRow }
  | { readonly kind: 'group'; readonly label: string; readonly count: number };

const GROUPS: Readonly<Record<Exclude<GroupBy, 'none'>, (cookie: BrowserCookie) => string>> = {
  domain: ({ domain }) => bareDomain(domain),
  path: ({ path }) => path,
  partition: ({ partitionKey }) => partitionText(partitionKey),
  store: ({ storeId }) => storeId,
};

/** The rows under the heads of their groups, the groups in the order of their labels. */
export function groupedLines(rows: readonly JarRow[], by: GroupBy): JarLine[] {
  if (by === 'none') return rows.map((row) => ({ kind: 'row', row }));
  const groups = new Map<string, JarRow[]>();
  for (const row of rows) {
    const label = GROUPS[by](row.cookie);
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [row]);
    else group.push(row);
  }
  return [...groups]
    .sort(([a], [b]) => text(a, b))
    .flatMap(([label, members]): JarLine[] => [
      { kind: 'group', label, count: members.length },
      ...members.map((row): JarLine => ({ kind: 'row', row })),
    ]);
}
