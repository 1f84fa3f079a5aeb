import { jarText } from '../../../cookies/octets.ts';
import { isRedacted } from '../../../cookies/redacted.ts';
import { hearsClearSiteData } from '../../../cookies/store-cookie.ts';
import { isSignOut } from '../../model/answer-class.ts';
import type { RequestEntry, SetCookieEntry } from '../../model/entry.ts';
import type { ResponseEvent } from '../../model/event.ts';
import { knownCookie, looksLikeId } from '../../model/recognise.ts';
import type { Thread } from '../../model/session.ts';
import type { FoldRun } from '../fold-run.ts';
import type { FoldState, ThreadState, WrittenLine } from '../fold-state.ts';
import { expectChange, explainEarlierChange } from '../observed/attribution.ts';
import { carry } from '../request/apply-request.ts';
import { presumeCarried } from '../request/unseen.ts';
import { assume, assumedOf, forgetAssumed, isShown, noteWritten } from '../tools/assumed-jar.ts';
import { allEffects, effectOn, sortEffects } from '../tools/effects.ts';
import { rulesOf } from '../tools/rules.ts';
import { endSession, isCompanion, threadFor, threadsOf } from '../tools/threads.ts';
import { judgeAnswer } from './answers.ts';
import { countSession } from './counts.ts';
import { clearLine, keepLine, type LineOnThread } from './keep-line.ts';
import { readResponse } from './response-facts.ts';

const CONTROL = /[\0-\x1f\x7f]/;

/**
 * What a response did to the sessions of its site, in three stages: it is read into facts, the facts are applied to the
 * threads, and what the jar should show is expected.
 */
export function applyResponse(run: FoldRun, entry: RequestEntry, event: ResponseEvent): void {
  const { state } = run;
  const { lines, clearsCookies } = readResponse(state, entry, event);
  const touched = new Set<Thread>();
  for (const line of lines) {
    entry.setCookies = entry.setCookies.concat(line);
    const { errors, name } = line.predicted.parsed;
    if (errors.some(({ code }) => code === 'empty') || CONTROL.test(name)) continue;
    const tracked = threadOfLine(run, entry, event, line);
    if (tracked !== undefined) {
      touched.add(tracked.thread);
      carriedBefore(run, entry, tracked, line);
    }
    // A value that was taken out of the file could be any session's; a deletion is one whatever it says.
    if (line.predicted.outcome === 'stored' && isRedacted(line.value)) continue;
    const undo =
      tracked === undefined
        ? undefined
        : applyLine({ run, entry, event: event.n, tracked, line, effect: effectOn(entry, tracked.thread) });
    const written = { entry, line, time: event.time };
    const undoable = undo === undefined ? written : { ...written, undo };
    remember(run, undoable);
    if (explainEarlierChange(run, written)) continue;
    expectChange(state, line.predicted.outcome === 'stored' ? undoable : written);
  }
  if (clearsCookies && hearsClearSiteData(entry.url, rulesOf(state))) {
    state.clears.push({ entry, time: event.time });
    clearUnshown(run, entry, event);
  }
  for (const effect of allEffects(entry)) {
    if (touched.has(effect.thread) || effect.before === undefined) continue;
    effect.action = 'resumed';
    effect.predicted = false;
  }
  if (entry.requestUnseen) presumeCarried(state, entry, event.time);
  sortEffects(entry);
  countSession(entry);
  judgeAnswer(run, entry);
}

/** Clear-Site-Data where no jar shows what went: by the rules, all cookies of the site did. */
function clearUnshown({ state }: FoldRun, entry: RequestEntry, event: ResponseEvent): void {
  const ending = { cause: 'clear-site-data', time: event.time, event: event.n, entry } as const;
  for (const { cookie } of assumedOf(state, entry.site, entry.storeId))
    forgetAssumed(state, entry.site, entry.storeId, cookie);
  for (const tracked of threadsOf(state, entry.site, entry.storeId)) {
    for (const { identity, session } of [...tracked.living.values()])
      if (!isShown(state, identity)) endSession(state, tracked, session, ending);
    if (tracked.unplaced === undefined || state.jarShown) continue;
    endSession(state, tracked, tracked.unplaced, ending);
    delete tracked.unplaced;
  }
}

function threadOfLine(
  { state }: FoldRun,
  entry: RequestEntry,
  event: ResponseEvent,
  line: SetCookieEntry,
): ThreadState | undefined {
  const taken = takenBySignOut(state, entry, line);
  return threadFor(state, entry, line.identity.name, {
    value: taken ?? line.value,
    // Of a value that was taken out the name is enough to tell why its line was refused.
    issued: line.predicted.outcome !== 'stored' || !isRedacted(line.value),
    sent: false,
    httpOnly: line.parsed.httpOnly,
    counted: entry.counts.length > 0,
    ...(line.parsed.expiryTime !== undefined && { lifetime: line.parsed.expiryTime - event.time }),
  });
}

/** In how many cookies of a sign-out one is looked for: each of its lines asks for all. */
const MOST_LOOKED_AT = 50;

/** What a sign-out takes away somebody was signed in by, whatever its name, unless it leaves another that could be it. */
function takenBySignOut(state: FoldState, entry: RequestEntry, line: SetCookieEntry): string | undefined {
  if (line.intent !== 'delete' || entry.cookies.length > MOST_LOOKED_AT || !isSignOut(entry)) return undefined;
  const value = carriedValue(state, entry, line);
  if (value === undefined) return undefined;
  const isLeft = entry.cookies.some(
    (pair) =>
      pair.name !== line.identity.name && looksLikeId(pair.value) && knownCookie(pair.name, pair.value) === undefined,
  );
  return isLeft ? undefined : value;
}

/** What a request carried under the name of a line. */
function carriedValue(state: FoldState, { cookies }: RequestEntry, { identity }: SetCookieEntry): string | undefined {
  const rules = rulesOf(state);
  return cookies.map((pair) => jarText(pair, rules)).find(({ name }) => name === identity.name)?.value;
}

/** A cookie that its new value shows to be a session's went along with its older one, where the request carried one. */
function carriedBefore({ state }: FoldRun, entry: RequestEntry, tracked: ThreadState, line: SetCookieEntry): void {
  if (tracked.thread.sessions.length > 0 || isCompanion(tracked.thread)) return;
  const old = carriedValue(state, entry, line);
  if (old === undefined || isRedacted(old) || !(old === line.value || looksLikeId(old))) return;
  carry(state, entry, tracked, old);
}

/** What one Set-Cookie line does to its thread, by the rules; returns how to take it back. */
function applyLine(at: LineOnThread): (() => void) | undefined {
  const { line, effect } = at;
  switch (line.predicted.outcome) {
    case 'deletion':
      if (line.intent === 'delete') return clearLine(at);
      // A new cookie that has expired already takes the old one away and leaves nothing.
      clearLine(at);
      if (effect.action !== 'ended') effect.action = 'refused';
      return undefined;
    case 'refused':
      // An earlier line of the same response may have been kept.
      if (effect.action === 'created' || effect.action === 'rotated' || effect.action === 'replaced') return undefined;
      if (line.intent === 'set') effect.action = 'refused';
      else if (effect.action !== 'ended') effect.action = holdsSomething(at) ? 'clear-failed' : 'none';
      return undefined;
    case 'stored':
      return line.intent === 'delete' ? emptyLine(at) : keepLine(at);
  }
}

/** The browser keeps the cookie with an empty value: the session that it held is over. */
function emptyLine(at: LineOnThread): (() => void) | undefined {
  const undo = clearLine(at);
  // Whether the emptied cookie goes along or not, the session is gone; only a jar that shows no change takes it back.
  return isShown(at.run.state, at.line.identity) ? undo : undefined;
}

/** True where there was a session for a deletion to take away. */
function holdsSomething({ tracked, effect }: LineOnThread): boolean {
  return effect.before !== undefined || tracked.living.size > 0;
}

/** Remembers a line for what later requests show of it; where no jar is shown, the rules fill one. */
function remember({ state }: FoldRun, written: WrittenLine): void {
  const { entry, line } = written;
  const { cookie, outcome } = line.predicted;
  if (cookie === undefined) return;
  noteWritten(state, written);
  if (isShown(state, line.identity) || outcome === 'refused') return;
  if (outcome === 'stored') assume(state, { ...written, cookie });
  else forgetAssumed(state, entry.site, entry.storeId, line.identity);
}
