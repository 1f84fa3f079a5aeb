import type { CookieIdentity, PartitionKey } from '../../cookies/browser-cookie.ts';
import { BROWSER_RULES, type BrowserRules } from '../../cookies/browser-rules.ts';
import { bareDomain, domainMatches } from '../../cookies/domain-match.ts';
import { jarText } from '../../cookies/octets.ts';
import { type ParsedSetCookie, parseSetCookie } from '../../cookies/parse-set-cookie.ts';
import { defaultPath } from '../../cookies/path-match.ts';
import type { RequestEntry, SessionStep, SetCookieEntry } from '../entry.ts';
import type { RequestEvent, ResponseEvent } from '../event.ts';
import { headerValues } from '../headers.ts';
import type { Thread } from '../session.ts';
import { readValue } from '../session-value.ts';
import { hostOf, siteOf } from '../site.ts';
import type { ApplyStep } from './apply-step.ts';
import { expectChange, explainEarlierChange } from './attribution.ts';
import { countSession, judgeNewId } from './counts.ts';
import type { FoldState, Held, ThreadState } from './fold-state.ts';
import {
  beginSession,
  endSession,
  holdSession,
  joinSession,
  nameSession,
  placeOf,
  reviveSession,
  sessionOfValue,
  setExpiry,
  threadFor,
  threadsOf,
} from './threads.ts';

/** The rules of the browser that recorded the trace. */
export function rulesOf(state: FoldState): BrowserRules {
  return BROWSER_RULES[state.trace.browser === 'firefox' ? 'firefox' : 'chromium'];
}

/**
 * The partition that a response's cookie goes to, by the rules: that of the top-level site, for a cookie with
 * `Partitioned` and for every cookie of a cross-site frame in Firefox (Total Cookie Protection).
 */
function partitionOf(state: FoldState, parsed: ParsedSetCookie, entry: RequestEntry): PartitionKey | undefined {
  const top = entry.type === 'main_frame' ? entry.url : entry.topUrl;
  if (top === undefined || !URL.canParse(top)) return undefined;
  const host = hostOf(top);
  const site = siteOf(host, entry.suffixes?.[host]);
  const crossSite = site !== entry.site;
  if (!parsed.partitioned && !(crossSite && state.trace.browser === 'firefox')) return undefined;
  return { topLevelSite: `${new URL(top).protocol}//${site}` };
}

/** The cookie that a Set-Cookie line writes, as RFC 6265bis section 5.7 makes it. */
function identityOfLine(state: FoldState, parsed: ParsedSetCookie, entry: RequestEntry): CookieIdentity {
  const domain = parsed.domain ?? '';
  // A host that is its own site (an IP, localhost, a public suffix) keeps a Domain equal to itself host-only.
  const hostOnly =
    domain === '' || (domain === entry.host && entry.site === entry.host && !entry.suffixes?.[entry.host]);
  const partitionKey = partitionOf(state, parsed, entry);
  return {
    name: jarText(parsed, rulesOf(state)).name,
    domain: hostOnly ? entry.host : `.${domain}`,
    hostOnly,
    path: parsed.path ?? defaultPath(new URL(entry.url).pathname),
    storeId: entry.storeId,
    ...(partitionKey !== undefined && { partitionKey }),
  };
}

/** The step of an entry on a thread, added where it has none yet. */
function stepOn(entry: RequestEntry, thread: Thread): SessionStep {
  const known = entry.steps.find((step) => step.thread === thread);
  if (known !== undefined) return known;
  const step: SessionStep = { thread, action: 'none', predicted: true };
  entry.steps.push(step);
  return step;
}

function sortSteps(entry: RequestEntry): void {
  if (entry.steps.length > 1) entry.steps.sort((a, b) => b.thread.trust - a.thread.trust);
}

/** True where the user would expect a held cookie to be sent to this host. */
function expectedAt(held: Held, host: string): boolean {
  const domain = bareDomain(held.identity.domain);
  return held.identity.hostOnly ? domain === host : domainMatches(host, domain);
}

/** What a request did to the sessions of its site: which it carried, which it should have carried. */
export function stepsOfRequest(touch: ApplyStep, entry: RequestEntry, event: RequestEvent): void {
  const { state } = touch;
  const rules = rulesOf(state);
  const sent = new Set<Thread>();
  for (const pair of entry.cookies) {
    const { name, value } = jarText(pair, rules);
    const seen = { value, issued: false, sent: true, httpOnly: false, counted: false };
    const on = threadFor(state, entry.site, entry.storeId, name, seen);
    // Of two cookies with one name the first is the one that servers read (RFC 6265bis section 5.8.3 sorts it first).
    if (on === undefined || sent.has(on.thread)) continue;
    sent.add(on.thread);
    const session = sessionOfValue(on, value) ?? beginSession(state, on, value, event.time, 'before-recording');
    if (session.value !== value) nameSession(on, session, value);
    const step = stepOn(entry, on.thread);
    step.before = session;
    step.after = session;
    joinSession(session, entry, event.time);
    if (session.origin === 'before-recording' && session.entries.length === 1) findInJar(state, on, value);
  }
  for (const on of threadsOf(state, entry.site, entry.storeId)) {
    if (sent.has(on.thread)) continue;
    for (const { session } of [...on.living.values()]) {
      if (session.expires === undefined || session.expires > event.time) continue;
      endSession(state, on, session, { cause: 'expired', time: session.expires, event: event.n });
    }
    const missing = [...on.living.values()].find((held) => expectedAt(held, entry.host));
    if (missing !== undefined) stepOn(entry, on.thread).action = 'withheld';
  }
  sortSteps(entry);
}

/** A session that is first seen in a Cookie header is held by the cookie of the jar that has its value. */
function findInJar(state: FoldState, on: ThreadState, value: string): void {
  const session = sessionOfValue(on, value);
  if (session === undefined) return;
  for (const { cookie, site } of state.trace.jar.values()) {
    if (cookie.name !== on.thread.name || cookie.value !== value) continue;
    if (site !== on.thread.site || cookie.storeId !== on.thread.storeId) continue;
    holdSession(on, cookie, session);
    setExpiry(session, cookie.expirationDate === undefined ? undefined : cookie.expirationDate * 1000);
  }
}

/** What a response did to the sessions of its site. */
export function stepsOfResponse(touch: ApplyStep, entry: RequestEntry, event: ResponseEvent): void {
  const { state } = touch;
  const rules = rulesOf(state);
  const written = new Set<Thread>();
  for (const raw of headerValues(event.headers, 'set-cookie')) {
    const parsed = parseSetCookie(raw, rules, event.time);
    const identity = identityOfLine(state, parsed, entry);
    const { value } = jarText(parsed, rules);
    const line: SetCookieEntry = { raw, parsed, identity, value };
    entry.setCookies.push(line);
    if (parsed.errors.length > 0) continue;
    const seen = { value, issued: true, sent: false, httpOnly: parsed.httpOnly, counted: entry.counts.length > 0 };
    const on = threadFor(state, entry.site, entry.storeId, identity.name, seen);
    if (on !== undefined) {
      written.add(on.thread);
      applyLine(touch, entry, event, on, line);
    }
    if (!explainEarlierChange(touch, entry, line, event.time)) expectChange(state, entry, line, event.time);
  }
  if (headerValues(event.headers, 'clear-site-data').some((value) => /"(cookies|\*)"/.test(value))) {
    state.clears.push({ entry, time: event.time });
  }
  for (const step of entry.steps) {
    if (written.has(step.thread) || step.before === undefined) continue;
    step.action = 'resumed';
    step.predicted = false;
  }
  sortSteps(entry);
  countSession(entry);
}

/** What one Set-Cookie line does to its thread. */
function applyLine(
  touch: ApplyStep,
  entry: RequestEntry,
  event: ResponseEvent,
  on: ThreadState,
  line: SetCookieEntry,
): void {
  const { state } = touch;
  const { parsed, identity, value } = line;
  const step = stepOn(entry, on.thread);
  const countBefore = step.before?.count;
  const place = placeOf(identity);

  if (parsed.expiryTime !== undefined && parsed.expiryTime <= event.time) {
    const held = on.living.get(place)?.session;
    if (held === undefined) {
      // It clears a cookie that is not there: another path or domain, or none at all.
      if (step.action === 'none' && step.before !== undefined) step.action = 'resumed';
      return;
    }
    endSession(state, on, held, { cause: 'server', time: event.time, event: event.n, entry });
    step.action = 'ended';
    delete step.after;
    return;
  }

  const known = sessionOfValue(on, value);
  const carriesItsData = step.before !== undefined && readValue(value).clientSide && known === undefined;
  const goesOn = carriesItsData || (known !== undefined && known === step.before);
  const session =
    goesOn && step.before !== undefined
      ? step.before
      : (known ?? beginSession(state, on, value, event.time, 'server', entry));
  if (carriesItsData) nameSession(on, session, value);
  setExpiry(session, parsed.expiryTime);
  reviveSession(session);
  const displaced = holdSession(on, identity, session);
  if (goesOn) {
    step.action = 'resumed';
    return;
  }
  if (step.after !== session) joinSession(session, entry, event.time);
  step.action = step.before === undefined ? 'created' : judgeNewId(entry, step, countBefore);
  step.after = session;
  const over = { time: event.time, event: event.n, entry, successor: session };
  const { before } = step;
  if (before !== undefined && (displaced === before || !isHeld(on, before))) {
    endSession(state, on, before, { ...over, cause: step.action === 'rotated' ? 'rotated' : 'replaced' });
  }
  if (displaced !== undefined && displaced !== before)
    endSession(state, on, displaced, { ...over, cause: 'overwritten' });
}

function isHeld(on: ThreadState, session: ThreadState['thread']['sessions'][number]): boolean {
  for (const held of on.living.values()) if (held.session === session) return true;
  return false;
}
