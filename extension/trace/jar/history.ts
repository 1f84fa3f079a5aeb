import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { identityKey, sameContent } from '../../cookies/cookie-identity.ts';
import { byIdentity, type CookieChange, hasExpired, identityOf, type JarEdit } from './jar-edit.ts';

/** What the user did here. */
export type JarAction = 'delete' | 'add' | 'edit' | 'import' | 'new-session' | 'restore-snapshot' | 'restore' | 'undo';

/** One action, with every cookie that it changed: one undo reverts all of it. */
export interface HistoryItem {
  readonly id: number;
  /** ms since 1970. */
  readonly time: number;
  readonly action: JarAction;
  readonly site: string;
  readonly changes: readonly CookieChange[];
  /** Set once it was undone. */
  readonly undone?: boolean;
}

/** What taking an action back will do, said before it is done. */
export interface UndoPlan {
  readonly edits: readonly JarEdit[];
  /** Cookies that somebody changed since: taking the action back loses what they hold now. */
  readonly overwrites: readonly BrowserCookie[];
  /** Cookies that have expired since and cannot come back. */
  readonly expired: readonly BrowserCookie[];
}

/** The most cookies that the history holds, over all its actions: a whole jar (3,300) can be undone. */
const MAX_CHANGES = 4_000;
/** And the most characters that they take as JSON: `storage.session` holds 10 MB, and the log needs most of it. */
const MAX_CHARACTERS = 2_000_000;
const MAX_ITEMS = 200;

/** A history with one action more; the oldest leave above the bound, but never the newest. */
export function withJarAction(history: readonly HistoryItem[], item: HistoryItem): HistoryItem[] {
  if (item.changes.length === 0) return [...history];
  const kept = [item];
  let changes = item.changes.length;
  let characters = JSON.stringify(item).length;
  for (const old of history.toReversed()) {
    changes += old.changes.length;
    characters += JSON.stringify(old).length;
    if (changes > MAX_CHANGES || characters > MAX_CHARACTERS || kept.length === MAX_ITEMS) break;
    kept.unshift(old);
  }
  return kept;
}

/** A history in which one action is marked as undone. */
export function withUndone(history: readonly HistoryItem[], id: number): HistoryItem[] {
  return history.map((item) => (item.id === id ? { ...item, undone: true } : item));
}

function same(a: BrowserCookie | undefined, b: BrowserCookie | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return sameContent(a, b);
}

/** How to take an action back in the jar as it is now. `now` in ms since 1970. */
export function planUndo(item: HistoryItem, jar: Iterable<BrowserCookie>, now: number): UndoPlan {
  const held = byIdentity(jar);
  const edits: JarEdit[] = [];
  const overwrites: BrowserCookie[] = [];
  const expired: BrowserCookie[] = [];
  for (const { before, after } of item.changes) {
    const cookie = before ?? after;
    if (cookie === undefined) continue;
    const current = held.get(identityKey(cookie));
    if (same(current, before)) continue;
    if (before !== undefined && hasExpired(before, now)) {
      expired.push(before);
      continue;
    }
    if (current !== undefined && !same(current, after)) overwrites.push(current);
    if (before === undefined) edits.push({ kind: 'delete', identity: identityOf(cookie) });
    else edits.push({ kind: 'put', cookie: before });
  }
  // Deletions first, as in `editsBetween`.
  edits.sort((a, b) => Number(a.kind === 'put') - Number(b.kind === 'put'));
  return { edits, overwrites, expired };
}
