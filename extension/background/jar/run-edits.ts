import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { identityKey, partitionText, sameContent } from '../../cookies/cookie-identity.ts';
import { byIdentity, type EditResult, hasExpired, identityOf, type JarEdit } from '../../trace/jar/jar-edit.ts';
import { whyFailed } from '../../trace/model/why-failed.ts';
import { whyNot } from '../../trace/model/why-not.ts';

/** The jar as edits need it; the browser's in the extension, a plain one in tests. */
export interface EditableJar {
  /** Every cookie that may be seen, of all stores and partitions. */
  read(): Promise<readonly BrowserCookie[]>;
  /** Rejects with the browser's own words. */
  put(cookie: BrowserCookie): Promise<void>;
  /** Deletes exactly this one. */
  remove(cookie: BrowserCookie): Promise<void>;
  /** Called just before the jar is touched. */
  before(edit: JarEdit): void;
  /** ms since 1970. */
  now(): number;
}

/** Edits under way at once. The browser answers them one by one; the way there and back takes the time. */
const AT_ONCE = 25;

/** The cookie that an edit is about. */
function keyOf(edit: JarEdit): string {
  return identityKey(edit.kind === 'put' ? edit.cookie : edit.identity);
}

/**
 * Carries out edits of the jar, deletions first, and reports of each what it changed, by the jar before and after: the API's
 * own answer is not enough (`remove` resolves though nothing matched, `set` though nothing was kept).
 */
export async function runEdits(edits: readonly JarEdit[], jar: EditableJar): Promise<EditResult[]> {
  const held = byIdentity(await jar.read());
  const errors = new Map<JarEdit, string>();
  const run = async (edit: JarEdit): Promise<void> => {
    const current = held.get(keyOf(edit));
    if (edit.kind === 'delete' && current === undefined) return;
    if (edit.kind === 'put' && current !== undefined && sameContent(current, edit.cookie)) return;
    jar.before(edit);
    try {
      if (edit.kind === 'put') await jar.put(edit.cookie);
      else if (current !== undefined) await jar.remove(current);
    } catch (error) {
      errors.set(edit, whyFailed(error));
    }
  };
  for (const kind of ['delete', 'put'] as const) {
    const some = edits.filter((edit) => edit.kind === kind);
    for (let i = 0; i < some.length; i += AT_ONCE) await Promise.all(some.slice(i, i + AT_ONCE).map(run));
  }
  const after = byIdentity(await jar.read());
  return edits.map((edit) => resultOf(edit, held, after, errors.get(edit), jar.now()));
}

function resultOf(
  edit: JarEdit,
  held: ReadonlyMap<string, BrowserCookie>,
  after: ReadonlyMap<string, BrowserCookie>,
  error: string | undefined,
  now: number,
): EditResult {
  const key = keyOf(edit);
  const was = held.get(key);
  const is = after.get(key);
  const { name } = edit.kind === 'put' ? edit.cookie : edit.identity;
  if (error !== undefined) {
    const code = edit.kind === 'put' ? 'cookie-not-set' : 'cookie-not-deleted';
    return { ok: false, why: whyNot(code, { name, message: error }) };
  }
  if (edit.kind === 'delete') {
    if (is === undefined) return was === undefined ? { ok: true } : { ok: true, change: { before: was } };
    return { ok: false, why: whyNot('cookie-stays', { name }) };
  }
  const stored = is ?? keptElsewhere(edit.cookie, held, after);
  if (stored === undefined) {
    return { ok: false, why: whyNot(hasExpired(edit.cookie, now) ? 'cookie-expired' : 'cookie-not-kept', { name }) };
  }
  if (was !== undefined && sameContent(was, stored)) return { ok: true };
  return { ok: true, change: { ...(was !== undefined && { before: was }), after: stored } };
}

/** The browser may keep a cookie under another identity than asked: Domain=localhost becomes host-only. */
function keptElsewhere(
  wanted: BrowserCookie,
  held: ReadonlyMap<string, BrowserCookie>,
  after: ReadonlyMap<string, BrowserCookie>,
): BrowserCookie | undefined {
  for (const [key, cookie] of after) {
    if (cookie.name !== wanted.name || cookie.value !== wanted.value || cookie.storeId !== wanted.storeId) continue;
    if (partitionText(cookie.partitionKey) !== partitionText(wanted.partitionKey) || cookie.path !== wanted.path)
      continue;
    const before = held.get(key);
    if (before === undefined || !sameContent(before, cookie)) return cookie;
  }
  return undefined;
}

/** The identity that an edit is about, for the log. */
export function editIdentity(edit: JarEdit): ReturnType<typeof identityOf> {
  return edit.kind === 'put' ? identityOf(edit.cookie) : edit.identity;
}
