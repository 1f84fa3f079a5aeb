import { retrieveCookies } from '../../../cookies/retrieve-cookies.ts';
import type { RequestEntry } from '../../model/entry.ts';
import { cookieRequestOf } from '../../verdicts/cookie-request.ts';
import type { FoldState } from '../fold-state.ts';
import { allEffects, effectOf, effectOn, sortEffects } from '../tools/effects.ts';
import { jarForRules } from '../tools/jar.ts';
import { rulesOf } from '../tools/rules.ts';
import { joinSession, sessionOfValue, threadNamed } from '../tools/threads.ts';

/**
 * The request was never seen leaving: its background was stopped. By the rules it carried what the jar holds for it; that
 * is a prediction, and its effect stays marked as one.
 *
 * @param time ms since 1970
 */
export function presumeCarried(state: FoldState, entry: RequestEntry, time: number): void {
  const jar = jarForRules(state, entry.site, entry.storeId);
  const context = { rules: rulesOf(state), now: time, suffixes: state.suffixes.answers };
  for (const { cookie, sent } of retrieveCookies(jar, { ...context, request: cookieRequestOf(entry) })) {
    const tracked = sent ? threadNamed(state, entry.site, entry.storeId, cookie.name) : undefined;
    const session = tracked === undefined ? undefined : sessionOfValue(tracked, cookie.value);
    if (tracked === undefined || session === undefined || effectOf(entry, tracked.thread) !== undefined) continue;
    const effect = effectOn(entry, tracked.thread);
    effect.before = session;
    effect.after = session;
    effect.action = 'resumed';
    joinSession(session, entry, time);
  }
  sortEffects(entry);
}

/** The response's head was never seen: of what the request carried, nothing is known to have ended. */
export function presumeResumed(entry: RequestEntry): void {
  for (const effect of allEffects(entry)) {
    if (effect.action === 'none' && effect.before !== undefined) effect.action = 'resumed';
  }
}
