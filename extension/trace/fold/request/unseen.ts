import { retrieveCookies } from '../../../cookies/retrieve-cookies.ts';
import type { RequestEntry } from '../../model/entry.ts';
import { cookieRequestOf } from '../../verdicts/cookie-request.ts';
import type { FoldState } from '../fold-state.ts';
import { jarForRules } from '../tools/jar.ts';
import { rulesOf } from '../tools/rules.ts';
import { allSteps, sortSteps, stepOf, stepOn } from '../tools/steps.ts';
import { joinSession, sessionOfValue, threadNamed } from '../tools/threads.ts';

/**
 * The request was never seen leaving: its background was stopped. By the rules it carried what the jar holds for it; that
 * is a prediction, and its step stays marked as one.
 *
 * @param time ms since 1970
 */
export function presumeCarried(state: FoldState, entry: RequestEntry, time: number): void {
  const jar = jarForRules(state, entry.site, entry.storeId);
  const context = { rules: rulesOf(state), now: time, suffixes: state.suffixes.answers };
  for (const { cookie, sent } of retrieveCookies(jar, { ...context, request: cookieRequestOf(entry) })) {
    const tracked = sent ? threadNamed(state, entry.site, entry.storeId, cookie.name) : undefined;
    const session = tracked === undefined ? undefined : sessionOfValue(tracked, cookie.value);
    if (tracked === undefined || session === undefined || stepOf(entry, tracked.thread) !== undefined) continue;
    const step = stepOn(entry, tracked.thread);
    step.before = session;
    step.after = session;
    step.action = 'resumed';
    joinSession(session, entry, time);
  }
  sortSteps(entry);
}

/** The response's head was never seen: of what the request carried, nothing is known to have ended. */
export function presumeResumed(entry: RequestEntry): void {
  for (const step of allSteps(entry)) {
    if (step.action === 'none' && step.before !== undefined) step.action = 'resumed';
  }
}
