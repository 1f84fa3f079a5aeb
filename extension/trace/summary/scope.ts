import type { RequestEntry, SessionEffect } from '../model/entry.ts';
import type { Session, Thread } from '../model/session.ts';
import type { Trace, TraceRow } from '../model/trace.ts';

/** What is looked at: everything, or one site with the cookie that is followed there. */
export interface Scope {
  /** Absent: every site. */
  readonly site?: string;
  /** The cookie store that is looked at there; absent: any. */
  readonly storeId?: string | undefined;
  /** The thread that is followed; absent: each entry's main one. */
  readonly thread?: Thread;
}

/** The threads of each site, the site's most trusted first; sites in order of appearance. */
export function threadsBySite(trace: Trace): Map<string, Thread[]> {
  const sites = new Map<string, Thread[]>();
  for (const thread of trace.threads.values()) {
    if (thread.sessions.length === 0) continue;
    const there = sites.get(thread.site);
    if (there === undefined) sites.set(thread.site, [thread]);
    else there.push(thread);
  }
  for (const threads of sites.values()) threads.sort((a, b) => b.trust - a.trust);
  return sites;
}

/** The threads of a site that stand beside its sessions: CSRF, remember-me, load balancer. */
export function companionsOf(trace: Trace, site: string): Thread[] {
  return [...trace.companions.values()].filter((thread) => thread.site === site && thread.sessions.length > 0);
}

/** The scope of a site with its main thread, in one cookie store or in any. */
export function scopeOfSite(trace: Trace, site: string, storeId?: string): Scope {
  const thread = threadsBySite(trace)
    .get(site)
    ?.find((each) => (storeId ?? each.storeId) === each.storeId);
  return thread === undefined ? { site, storeId } : { site, storeId, thread };
}

/** The effect of an entry on the thread that is followed; without one, its main effect. */
export function effectIn(scope: Scope, entry: RequestEntry): SessionEffect | undefined {
  const { thread } = scope;
  if (thread === undefined) return entry.effects[0];
  const effects = thread.role === 'session' ? entry.effects : entry.companions;
  return effects.find((effect) => effect.thread === thread);
}

/** Whether a row belongs to a scope. */
export function inScope(scope: Scope, row: TraceRow): boolean {
  if (scope.site === undefined || row.kind === 'mark') return true;
  if (row.kind === 'entry') return row.entry.site === scope.site;
  return scope.thread === undefined ? row.session.thread.site === scope.site : row.session.thread === scope.thread;
}

/** The sessions of a scope, in order of appearance. */
export function sessionsIn(scope: Scope, trace: Trace): readonly Session[] {
  if (scope.thread !== undefined) return scope.thread.sessions;
  if (scope.site === undefined) return trace.sessions;
  return trace.sessions.filter((session) => session.thread.site === scope.site);
}
