import type { JarCookie as RulesCookie } from '../../../cookies/browser-cookie.ts';
import { bareDomain } from '../../../cookies/domain-match.ts';
import type { JarCookie } from '../../model/trace.ts';
import type { FoldState } from '../fold-state.ts';
import { assumedOf } from './assumed-jar.ts';

/** Puts a cookie into the folded jar. */
export function setInJar(state: FoldState, key: string, held: JarCookie): void {
  state.trace.jar.set(key, held);
  const ofSite = state.jarOfSite.get(held.site);
  if (ofSite === undefined) state.jarOfSite.set(held.site, new Map([[key, held]]));
  else ofSite.set(key, held);
  state.visibleDomains.add(bareDomain(held.cookie.domain));
}

/** Takes a cookie out of the folded jar. */
export function deleteFromJar(state: FoldState, key: string): void {
  const held = state.trace.jar.get(key);
  if (held === undefined) return;
  state.trace.jar.delete(key);
  state.jarOfSite.get(held.site)?.delete(key);
}

/** Forgets the whole jar: it may no longer be seen. */
export function clearJar(state: FoldState): void {
  state.trace.jar.clear();
  state.jarOfSite.clear();
}

/** The jar of a site in one store, as the cookie rules take it: what the browser shows, and what is assumed beside it. */
export function jarForRules(state: FoldState, site: string, storeId: string): RulesCookie[] {
  const cookies: RulesCookie[] = assumedOf(state, site, storeId).map(({ cookie }) => cookie);
  for (const { cookie, created, changed } of state.jarOfSite.get(site)?.values() ?? []) {
    if (cookie.storeId !== storeId) continue;
    cookies.push({
      ...cookie,
      ...(created !== undefined && { createdAt: created }),
      ...(changed !== undefined && { updatedAt: changed }),
    });
  }
  return cookies;
}
