import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { identityKey, partitionText, sameContent } from '../../cookies/cookie-identity.ts';
import { byIdentity, hasExpired, identityOf, type JarStep, type StepResult } from '../../trace/jar/jar-step.ts';
import { whyNot } from '../../trace/model/why-not.ts';

/** The jar as steps need it; the browser's in the extension, a plain one in tests. */
export interface StepJar {
  /** Every cookie that may be seen, of all stores and partitions. */
  read(): Promise<readonly BrowserCookie[]>;
  /** Rejects with the browser's own words. */
  put(cookie: BrowserCookie): Promise<void>;
  /** Deletes exactly this one. */
  remove(cookie: BrowserCookie): Promise<void>;
  /** Called just before the jar is touched. */
  before(step: JarStep): void;
  /** ms since 1970. */
  now(): number;
}

/** Steps under way at once: the browser answers them one by one anyway, the way there is what takes time. */
const AT_ONCE = 25;

/** The cookie that a step is about. */
function keyOf(step: JarStep): string {
  return identityKey(step.kind === 'put' ? step.cookie : step.identity);
}

/**
 * Does steps to the jar, deletions first, and reports of each what it changed, by the jar before and after: the API's
 * own answer is not enough (`remove` resolves though nothing matched, `set` though nothing was kept).
 */
export async function runSteps(steps: readonly JarStep[], jar: StepJar): Promise<StepResult[]> {
  const held = byIdentity(await jar.read());
  const errors = new Map<JarStep, string>();
  const run = async (step: JarStep): Promise<void> => {
    const current = held.get(keyOf(step));
    if (step.kind === 'delete' && current === undefined) return;
    if (step.kind === 'put' && current !== undefined && sameContent(current, step.cookie)) return;
    jar.before(step);
    try {
      if (step.kind === 'put') await jar.put(step.cookie);
      else if (current !== undefined) await jar.remove(current);
    } catch (error) {
      errors.set(step, error instanceof Error ? error.message : String(error));
    }
  };
  for (const kind of ['delete', 'put'] as const) {
    const some = steps.filter((step) => step.kind === kind);
    for (let i = 0; i < some.length; i += AT_ONCE) await Promise.all(some.slice(i, i + AT_ONCE).map(run));
  }
  const after = byIdentity(await jar.read());
  return steps.map((step) => resultOf(step, held, after, errors.get(step), jar.now()));
}

function resultOf(
  step: JarStep,
  held: ReadonlyMap<string, BrowserCookie>,
  after: ReadonlyMap<string, BrowserCookie>,
  error: string | undefined,
  now: number,
): StepResult {
  const key = keyOf(step);
  const was = held.get(key);
  const is = after.get(key);
  const { name } = step.kind === 'put' ? step.cookie : step.identity;
  if (error !== undefined) {
    const code = step.kind === 'put' ? 'cookie-not-set' : 'cookie-not-deleted';
    return { ok: false, why: whyNot(code, { name, message: error }) };
  }
  if (step.kind === 'delete') {
    if (is === undefined) return was === undefined ? { ok: true } : { ok: true, change: { before: was } };
    return { ok: false, why: whyNot('cookie-stays', { name }) };
  }
  const stored = is ?? keptElsewhere(step.cookie, held, after);
  if (stored === undefined) {
    return { ok: false, why: whyNot(hasExpired(step.cookie, now) ? 'cookie-expired' : 'cookie-not-kept', { name }) };
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

/** The identity that a step is about, for the log. */
export function stepIdentity(step: JarStep): ReturnType<typeof identityOf> {
  return step.kind === 'put' ? identityOf(step.cookie) : step.identity;
}
