import { BROWSER_RULES, type BrowserRules } from '../../../cookies/browser-rules.ts';
import { identityKey } from '../../../cookies/cookie-identity.ts';
import { bareDomain, domainMatches } from '../../../cookies/domain-match.ts';
import { jarText } from '../../../cookies/octets.ts';
import { type RetrievedCookie, retrieveCookies } from '../../../cookies/retrieve-cookies.ts';
import type { RequestEntry, RetrievalEntry, SessionStep } from '../../model/entry.ts';
import type { RequestEvent } from '../../model/event.ts';
import { headerValue } from '../../model/headers.ts';
import type { Session, Thread } from '../../model/session.ts';
import { cookieRequestOf, mayOmitCredentials } from '../../verdicts/cookie-request.ts';
import type { ApplyStep } from '../fold-run.ts';
import type { FoldState, Held, ThreadState } from '../fold-state.ts';
import { jarForRules } from '../tools/jar.ts';
import {
  beginSession,
  endSession,
  expiryOf,
  holdSession,
  isCompanion,
  joinSession,
  nameSession,
  reviveSession,
  sessionOfValue,
  setExpiry,
  threadFor,
  threadNamed,
  threadsOf,
} from '../tools/threads.ts';

/** The rules of the browser that recorded the trace. */
export function rulesOf(state: FoldState): BrowserRules {
  return BROWSER_RULES[state.trace.browser === 'firefox' ? 'firefox' : 'chromium'];
}

/** The step of an entry on a thread, added where it has none yet. */
export function stepOn(entry: RequestEntry, thread: Thread): SessionStep {
  const steps = isCompanion(thread) ? entry.companions : entry.steps;
  const known = steps.find((step) => step.thread === thread);
  if (known !== undefined) return known;
  const step: SessionStep = { thread, action: 'none', predicted: true };
  steps.push(step);
  thread.entries.push(entry);
  return step;
}

/** All that an entry did, on sessions and on what stands beside them. */
export function allSteps(entry: RequestEntry): readonly SessionStep[] {
  return entry.companions.length === 0 ? entry.steps : [...entry.steps, ...entry.companions];
}

/** The main session's step comes first. */
export function sortSteps(entry: RequestEntry): void {
  if (entry.steps.length > 1) entry.steps.sort((a, b) => b.thread.trust - a.thread.trust);
}

/** What a request did to the sessions of its site: which it carried, which it should have carried. */
export function stepsOfRequest(touch: ApplyStep, entry: RequestEntry, event: RequestEvent): void {
  const { state } = touch;
  const sent = new Set<Thread>();
  for (const pair of entry.cookies) {
    const { name, value } = jarText(pair, rulesOf(state));
    const seen = { value, issued: false, sent: true, httpOnly: false, counted: false };
    const on = threadFor(state, entry.site, entry.storeId, name, seen);
    // Of two cookies with one name the first is the one that servers read (RFC 6265bis section 5.8.3 sorts it first).
    if (on === undefined || sent.has(on.thread)) continue;
    sent.add(on.thread);
    carry(state, entry, event, on, value);
  }
  entry.retrieval = judgeJar(state, entry, event);
  for (const on of threadsOf(state, entry.site, entry.storeId)) {
    if (!sent.has(on.thread)) notCarried(state, entry, event, on);
  }
  sortSteps(entry);
}

/** The request carries this session. */
function carry(state: FoldState, entry: RequestEntry, event: RequestEvent, on: ThreadState, value: string): void {
  const known = sessionOfValue(on, value);
  const session = known ?? beginSession(state, on, value, event.time, 'before-recording');
  if (session.value !== value) nameSession(on, session, value);
  // What is sent was kept, whatever was thought of it before.
  if (session.end?.cause === 'refused') reviveSession(session);
  const step = stepOn(entry, on.thread);
  step.before = session;
  step.after = session;
  joinSession(session, entry, event.time);
  if (known === undefined) findInJar(state, on, session);
}

/**
 * The request was never seen leaving: its background was gone. By the rules it carried what the jar holds for it; that
 * stays a prediction.
 */
export function presumeCarried(state: FoldState, entry: RequestEntry, time: number): void {
  const jar = jarForRules(state, entry.site, entry.storeId);
  const context = { rules: rulesOf(state), now: time, suffixes: state.suffixes.answers };
  for (const { cookie, sent } of retrieveCookies(jar, { ...context, request: cookieRequestOf(entry) })) {
    const on = sent ? threadNamed(state, entry.site, entry.storeId, cookie.name) : undefined;
    const session = on === undefined ? undefined : sessionOfValue(on, cookie.value);
    if (on === undefined || session === undefined || hasStep(entry, on.thread)) continue;
    const step = stepOn(entry, on.thread);
    step.before = session;
    step.after = session;
    step.action = 'resumed';
    joinSession(session, entry, time);
  }
  sortSteps(entry);
}

function hasStep(entry: RequestEntry, thread: Thread): boolean {
  return allSteps(entry).some((step) => step.thread === thread);
}

/** The response's head was never seen: of what the request carried, nothing is known to have ended. */
export function presumeResumed(entry: RequestEntry): void {
  for (const step of allSteps(entry)) {
    if (step.action === 'none' && step.before !== undefined) step.action = 'resumed';
  }
}

/** A session that is first seen in a Cookie header is held by the cookie of the jar that has its value. */
function findInJar(state: FoldState, on: ThreadState, session: Session): void {
  const { site, storeId, name } = on.thread;
  for (const { cookie } of state.jarOfSite.get(site)?.values() ?? []) {
    if (cookie.name !== name || cookie.value !== session.value || cookie.storeId !== storeId) continue;
    holdSession(on, cookie, session);
    setExpiry(session, expiryOf(cookie));
  }
}

/** How young a cookie may be, in ms, for a request without it to have been on its way already. */
const CROSSING = 100;

/** The request carries no session of this thread: has it ended, or was its cookie withheld? */
function notCarried(state: FoldState, entry: RequestEntry, event: RequestEvent, on: ThreadState): void {
  for (const { session } of [...on.living.values()]) {
    if (session.expires === undefined || session.expires > event.time) continue;
    endSession(state, on, session, { cause: 'expired', time: session.expires, event: event.n });
  }
  const missing = [...on.living.values()].find((held) => expectedAt(held, entry.host));
  if (missing === undefined) return;
  const key = identityKey(missing.identity);
  const withheld = entry.retrieval.find(({ cookie, sent }) => !sent && identityKey(cookie) === key);
  const changed = state.trace.jar.get(key)?.changed ?? missing.session.firstSeen;
  if (withheld?.predicted.reasons.length !== 0 && withheld !== undefined) {
    const step = stepOn(entry, on.thread);
    step.action = 'withheld';
    step.withheld = withheld;
    step.predicted = false;
  } else if (changed < event.time - CROSSING) {
    const step = stepOn(entry, on.thread);
    step.action = 'withheld';
    step.predicted = false;
    if (withheld !== undefined) step.withheld = withheld;
  }
}

/** True where the user would expect a held cookie to be sent to this host. */
function expectedAt(held: Held, host: string): boolean {
  const domain = bareDomain(held.identity.domain);
  return held.identity.hostOnly ? domain === host : domainMatches(host, domain);
}

/** The site's jar against the request: what was withheld, shadowed, or sent against the rules. */
function judgeJar(state: FoldState, entry: RequestEntry, event: RequestEvent): RetrievalEntry[] {
  const jar = jarForRules(state, entry.site, entry.storeId);
  if (jar.length === 0) return [];
  const rules = rulesOf(state);
  const sentPairs = new Set(entry.cookies.map((pair) => pairKey(jarText(pair, rules))));
  const judgeAll = (): RetrievedCookie[] =>
    retrieveCookies(jar, {
      rules,
      now: event.time,
      suffixes: state.suffixes.answers,
      request: cookieRequestOf(entry),
    });
  let retrieved = judgeAll();
  if (showsNoCredentials(state, entry, event, retrieved)) {
    entry.withoutCredentials = true;
    retrieved = judgeAll();
  }
  const judged: RetrievalEntry[] = [];
  for (const { cookie, ...predicted } of retrieved) {
    const sent = sentPairs.has(pairKey(cookie));
    if (sent && predicted.sent && predicted.warnings.length === 0) continue;
    if (!sent && isElsewhere(predicted)) continue;
    judged.push({ cookie, sent, predicted });
  }
  return judged;
}

/**
 * No event tells whether a script asked for credentials; the request shows it. All of its cookies are missing though the
 * rules send some; or a cross-site one lacks the Sec-Fetch-Storage-Access that this browser gives to those that have them.
 */
function showsNoCredentials(
  state: FoldState,
  entry: RequestEntry,
  event: RequestEvent,
  retrieved: readonly RetrievedCookie[],
): boolean {
  if (entry.cookieHeader !== undefined || !mayOmitCredentials(entry)) return false;
  const headers = entry.requestHeaders;
  if (
    state.tellsStorageAccess &&
    headerValue(headers, 'sec-fetch-site') === 'cross-site' &&
    headerValue(headers, 'sec-fetch-storage-access') === undefined
  ) {
    return true;
  }
  // A cookie that has only just come may have missed the request.
  return retrieved.some(({ sent, cookie }) => sent && (cookie.updatedAt ?? 0) < event.time - CROSSING);
}

function pairKey(pair: { readonly name: string; readonly value: string }): string {
  return `${pair.name}=${pair.value}`;
}

/** A cookie of another host is not expected here. */
function isElsewhere({ reasons }: Pick<RetrievedCookie, 'reasons'>): boolean {
  return reasons.some(({ code }) => code === 'host-mismatch');
}
