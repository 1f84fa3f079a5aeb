import { coversHost } from '../../../cookies/covers-host.ts';
import { isSecureUrl } from '../../../cookies/hosts.ts';
import { jarText } from '../../../cookies/octets.ts';
import { isRedacted } from '../../../cookies/redacted.ts';
import type { RequestEntry, SessionAction } from '../../model/entry.ts';
import { headerValue } from '../../model/headers.ts';
import { isStatic } from '../../model/request-kind.ts';
import { isWithinOtherSite, mayBeWithinOtherSite } from '../../model/within-site.ts';
import { isAskerUnknown } from '../../verdicts/cookie-request.ts';
import type { FoldRun } from '../fold-run.ts';
import type { AssumedCookie, WrittenLine } from '../fold-state.ts';
import { keepLine } from '../response/keep-line.ts';
import { assume, assumedOf, forgetAssumed, isAfter, reaches, writtenLines } from '../tools/assumed-jar.ts';
import { effectOn, effectsNamed } from '../tools/effects.ts';
import { rulesOf } from '../tools/rules.ts';
import { endSession, placeOf, reviveSession, sessionOfValue, threadNamed } from '../tools/threads.ts';
import type { JudgedCookie } from './retrieval.ts';

// What a request's cookies show of the Set-Cookie lines before it. A cookie that comes back was stored. One that does
// not come back, though every rule would send it, was not. One that was "deleted" and is sent again was not deleted.

/** One request under study. */
interface Study {
  readonly run: FoldRun;
  readonly entry: RequestEntry;
  /** The `n` of the request's event. */
  readonly event: number;
  /** Name and value of each cookie that it carries, as the jar would show them. */
  readonly carried: readonly { readonly name: string; readonly value: string }[];
}

/**
 * Learns from the cookies of a request, and gives back what still stands of the jar.
 *
 * @param event the `n` of the request's event
 */
export function learnFromCookies(
  run: FoldRun,
  entry: RequestEntry,
  event: number,
  judged: readonly JudgedCookie[],
): readonly JudgedCookie[] {
  const rules = rulesOf(run.state);
  const study: Study = { run, entry, event, carried: entry.cookies.map((pair) => jarText(pair, rules)) };
  for (const { assumed, carried } of judged) if (assumed !== undefined && carried) cameBack(study, assumed);
  for (const { name, value } of study.carried) {
    if (isRedacted(value)) {
      forgetNamed(study, name);
      continue;
    }
    deletedAndCarried(study, name, value);
    if (!judged.some(({ cookie, carried }) => carried && cookie.name === name && cookie.value === value))
      strayValue(study, name, value, judged);
  }
  notCarriedAfterDeletion(study);
  notCarriedAfterRefusal(study);
  const gone = new Set(judged.filter((one) => isMissing(study, one)));
  for (const { assumed } of gone) if (assumed !== undefined) isGone(study, assumed);
  const { assumedJar } = run.state;
  const stands = assumedJar.get(`${entry.storeId} ${entry.site}`);
  return judged.filter(
    ({ assumed }) => assumed === undefined || [...(stands?.values() ?? [])].some(({ line }) => line === assumed.line),
  );
}

function settleEffects(run: FoldRun, entry: RequestEntry, name: string, action?: SessionAction): void {
  for (const effect of effectsNamed(entry, name)) {
    effect.predicted = false;
    if (action !== undefined) effect.action = action;
  }
  run.entryChanged(entry);
}

/** A value that was taken out of the file may be any line's: from here on nothing shows what became of those before. */
function forgetNamed({ run, entry }: Study, name: string): void {
  for (const { cookie } of assumedOf(run.state, entry.site, entry.storeId)) {
    if (cookie.name === name) forgetAssumed(run.state, entry.site, entry.storeId, cookie);
  }
}

/** A cookie that comes back was stored. */
function cameBack({ run, entry }: Study, assumed: AssumedCookie): void {
  if (assumed.carriedBy !== undefined || !reaches(assumed.cookie, entry)) return;
  assumed.carriedBy = entry;
  if (assumed.line.later !== undefined) return;
  assumed.line.later = { entry, worked: true };
  settleEffects(run, assumed.entry, assumed.line.identity.name);
}

/** True for a cookie that the rules send with this request, and that is not there though nothing else explains it. */
function isMissing(
  { entry, carried }: Study,
  { assumed, carried: isCarried, sent, unknown, cookie }: JudgedCookie,
): boolean {
  if (assumed === undefined || isCarried || !sent || unknown.includes('site')) return false;
  // What was set outside of other sites' pages may be kept, and blocked inside of them.
  if (unknown.includes('third-party-blocking') && isWithinOtherSite(entry) && !isWithinOtherSite(assumed.entry))
    return false;
  // Only such a cookie goes along inside of other sites' pages; whether this is one, or a link, does not show.
  if (assumed.carriedBy !== undefined && cookie.sameSite === 'no_restriction' && mayBeWithinOtherSite(entry))
    return false;
  if (unknown.includes('browser-rules')) return false;
  // A manifest is fetched without credentials unless its page says otherwise.
  if (headerValue(entry.requestHeaders, 'sec-fetch-dest') === 'manifest') return false;
  if (entry.withoutCredentials === true || !isAfter(entry, assumed)) return false;
  // A link of another site would leave a Strict cookie behind, and nothing shows that there was none.
  if (assumed.carriedBy !== undefined && cookie.sameSite === 'strict' && isAskerUnknown(entry)) return false;
  // Another value under the name is another question.
  return !carried.some(({ name }) => name === cookie.name);
}

/** A cookie that never came back was not kept; one that came back before has gone since. */
function isGone(study: Study, assumed: AssumedCookie): void {
  const { run, entry, event } = study;
  if (assumed.carriedBy === undefined) {
    notKept(study, assumed);
    return;
  }
  // Browsers ask for icons and workers in ways of their own: the next page or call shows whether it is gone.
  if (isStatic(entry)) return;
  const { state } = run;
  forgetAssumed(state, entry.site, entry.storeId, assumed.cookie);
  const tracked = threadNamed(state, entry.site, entry.storeId, assumed.cookie.name);
  const held = tracked?.living.get(placeOf(assumed.cookie))?.session;
  if (tracked === undefined || held === undefined) return;
  endSession(state, tracked, held, { cause: 'unknown', time: entry.startedDateTime, event });
}

function notKept({ run, entry }: Study, assumed: AssumedCookie): void {
  forgetAssumed(run.state, entry.site, entry.storeId, assumed.cookie);
  assumed.line.later ??= { entry, worked: false };
  assumed.undo?.();
  settleEffects(run, assumed.entry, assumed.line.identity.name);
}

/** A value goes along that is not the one the jar is taken to hold. */
function strayValue(study: Study, name: string, value: string, judged: readonly JudgedCookie[]): void {
  const { run, entry, event } = study;
  const { state } = run;
  const lines = writtenLines(state, entry.site, entry.storeId, name);
  const writer = lines.findLast(({ line }) => line.intent === 'set' && line.value === value);
  const expected = judged.flatMap(({ assumed, carried, sent, cookie }) =>
    assumed !== undefined && !carried && sent && cookie.name === name && isAfter(entry, assumed) ? [assumed] : [],
  );
  for (const assumed of expected) {
    const isOlder =
      writer === undefined ? wasThereBefore(study, name, value, assumed.time) : writer.time <= assumed.time;
    // The older value goes on: what was written over it was not kept.
    if (isOlder) notKept(study, assumed);
    else forgetAssumed(state, entry.site, entry.storeId, assumed.cookie);
  }
  if (writer === undefined || !reaches(writer.line.identity, entry)) return;
  const { line } = writer;
  if (wasThoughtRefused(line)) {
    line.later = { entry, worked: true };
    const tracked = threadNamed(state, entry.site, entry.storeId, name);
    if (tracked !== undefined) {
      const effect = effectOn(writer.entry, tracked.thread);
      keepLine({ run, entry: writer.entry, event, tracked, line, effect, isKeptAfterAll: true });
    }
    settleEffects(run, writer.entry, name);
  }
  if (line.predicted.cookie === undefined || line.observed !== undefined) return;
  assume(state, { cookie: line.predicted.cookie, entry: writer.entry, line, time: writer.time, carriedBy: entry });
}

/** True for a line that the rules refuse, or that a request seemed to show as not kept. */
function wasThoughtRefused({ predicted, later, intent }: WrittenLine['line']): boolean {
  if (predicted.outcome === 'refused') return later === undefined;
  return predicted.outcome === 'stored' && intent === 'set' && later?.worked === false;
}

/** True where a value was known before this time. */
function wasThereBefore({ run, entry }: Study, name: string, value: string, time: number): boolean {
  const tracked = threadNamed(run.state, entry.site, entry.storeId, name);
  const session = tracked === undefined ? undefined : sessionOfValue(tracked, value);
  return session !== undefined && session.firstSeen < time;
}

/** A cookie that was deleted and is sent again was not deleted. */
function deletedAndCarried(study: Study, name: string, value: string): void {
  const { run, entry } = study;
  const { state } = run;
  const lines = writtenLines(state, entry.site, entry.storeId, name);
  const at = lines.findLastIndex(({ line }) => line.intent === 'delete');
  const deletion = lines[at];
  if (deletion === undefined || deletion.line.later !== undefined || deletion.line.observed !== undefined) return;
  if (!isAfter(entry, deletion) || lines.slice(at + 1).some(({ line }) => line.value === value)) return;
  const rules = rulesOf(state);
  const carriedThen = deletion.entry.cookies.map((pair) => jarText(pair, rules)).filter((pair) => pair.name === name);
  const wasCarried = carriedThen.some((pair) => pair.value === value);
  // Where another value went along, or another host answered, the one that goes on is another cookie.
  const mayBeMeant = carriedThen.length === 0 && isNear(deletion, entry);
  if (!wasCarried && !(mayBeMeant && wasThereBefore(study, name, value, deletion.time))) return;
  // Of several lines that delete one cookie, none did.
  for (const { line, entry: cleared, undo } of lines) {
    if (cleared !== deletion.entry || line.intent !== 'delete') continue;
    line.later ??= { entry, worked: false };
    undo?.();
  }
  const tracked = threadNamed(state, entry.site, entry.storeId, name);
  const session = tracked === undefined ? undefined : sessionOfValue(tracked, value);
  if (tracked === undefined || session === undefined) return;
  reviveSession(session, 'carried');
  settleEffects(run, deletion.entry, name, 'clear-failed');
  for (const effect of effectsNamed(deletion.entry, name))
    if (effect.before !== undefined) effect.after = effect.before;
  forgetDeletion(study, deletion);
}

/** True where a line is of the host that was asked, or of a domain that holds it. */
function isNear({ entry: cleared, line }: WrittenLine, { host }: RequestEntry): boolean {
  return cleared.host === host || coversHost(line.identity, host);
}

function openDeletions({ run, entry }: Study): WrittenLine[] {
  return run.state.openDeletions.get(`${entry.storeId} ${entry.site}`) ?? [];
}

function forgetDeletion(study: Study, deletion: WrittenLine): void {
  const open = openDeletions(study);
  const at = open.indexOf(deletion);
  if (at !== -1) open.splice(at, 1);
}

/** A request that would have carried the cookie, and does not, shows that its deletion worked. */
function notCarriedAfterDeletion(study: Study): void {
  const { run, entry, carried } = study;
  if (entry.withoutCredentials === true || !comesFromItsSite(entry)) return;
  for (const deletion of [...openDeletions(study)]) {
    const { line } = deletion;
    if (!isAfter(entry, deletion) || !reaches(line.identity, entry)) continue;
    if (carried.some(({ name }) => name === line.identity.name)) continue;
    forgetDeletion(study, deletion);
    if (line.later !== undefined) continue;
    line.later = { entry, worked: true };
    if (line.predicted.outcome === 'deletion') settleEffects(run, deletion.entry, line.identity.name);
  }
}

/** A request that would have carried a cookie, had it been kept, shows that the rules were right to call it refused. */
function notCarriedAfterRefusal({ run, entry, carried }: Study): void {
  const open = run.state.openRefusals.get(`${entry.storeId} ${entry.site}`);
  if (open === undefined || open.length === 0) return;
  if (entry.withoutCredentials === true || !comesFromItsSite(entry)) return;
  if (headerValue(entry.requestHeaders, 'sec-fetch-site') === 'cross-site') return;
  const rules = rulesOf(run.state);
  for (const refused of [...open]) {
    const { line } = refused;
    const { cookie } = line.predicted;
    if (cookie === undefined || !isAfter(entry, refused) || !reaches(cookie, entry)) continue;
    if (cookie.sameSite === 'strict' && isAskerUnknown(entry)) continue;
    // A Secure cookie stays behind over http, kept or not.
    if (cookie.secure && URL.canParse(entry.url) && !isSecureUrl(new URL(entry.url), rules.trustsLoopback)) continue;
    open.splice(open.indexOf(refused), 1);
    if (line.later !== undefined || line.observed !== undefined || line.silent === true) continue;
    if (carried.some(({ name }) => name === cookie.name)) continue;
    line.later = { entry, worked: false };
    settleEffects(run, refused.entry, cookie.name);
  }
}

/** True where no SameSite rule keeps a cookie from going along. */
function comesFromItsSite(entry: RequestEntry): boolean {
  const from = headerValue(entry.requestHeaders, 'sec-fetch-site');
  return entry.cookieHeader !== undefined || from === 'same-origin' || from === 'same-site' || from === 'none';
}
