import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { type WhyNot, whyNot } from '../model/why-not.ts';
import { editsBetween, hasExpired, type JarEdit } from './jar-edit.ts';

/** The jar of a site at one time, by a name that the user gave. It is kept in memory alone. */
export interface Snapshot {
  readonly id: number;
  readonly name: string;
  /** ms since 1970. */
  readonly time: number;
  readonly site: string;
  readonly cookies: readonly BrowserCookie[];
}

/** What restoring a snapshot will do, said before it is done. */
export interface RestorePlan {
  readonly edits: readonly JarEdit[];
  /** Cookies of the snapshot that have expired since and cannot come back. */
  readonly expired: readonly BrowserCookie[];
}

/** `storage.session` holds 10 MB, and the log needs most of it. */
const MAX_CHARACTERS = 2_000_000;
const MAX_SNAPSHOTS = 20;

function sizeOf(snapshot: Snapshot): number {
  return JSON.stringify(snapshot).length;
}

/** The snapshots with one more, or why there is no room for it. Nothing is dropped unasked. */
export function withSnapshot(
  snapshots: readonly Snapshot[],
  snapshot: Snapshot,
): { readonly snapshots: readonly Snapshot[] } | { readonly why: WhyNot } {
  if (snapshots.length >= MAX_SNAPSHOTS) return { why: whyNot('snapshots-many', { most: MAX_SNAPSHOTS }) };
  const all = [...snapshots, snapshot];
  if (all.reduce((sum, item) => sum + sizeOf(item), 0) > MAX_CHARACTERS) {
    return { why: whyNot('snapshots-full', { megabytes: MAX_CHARACTERS / 1_000_000 }) };
  }
  return { snapshots: all };
}

/** A name for a new snapshot that no other has: `Snapshot 3`. */
export function freeName(snapshots: readonly Snapshot[], base: string): string {
  const taken = new Set(snapshots.map(({ name }) => name));
  for (let i = 1; ; i += 1) {
    const name = `${base} ${i}`;
    if (!taken.has(name)) return name;
  }
}

/** How to make the site's jar exactly what it was: what came since is deleted, what went or changed is restored. */
export function planRestore(snapshot: Snapshot, jar: Iterable<BrowserCookie>, now: number): RestorePlan {
  const expired = snapshot.cookies.filter((cookie) => hasExpired(cookie, now));
  const alive = snapshot.cookies.filter((cookie) => !hasExpired(cookie, now));
  return { edits: editsBetween(jar, alive), expired };
}
