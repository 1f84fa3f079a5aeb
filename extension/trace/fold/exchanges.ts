import type { RequestEntry } from '../model/entry.ts';
import type { CompletedEvent, ExchangeEvent, FailedEvent, RequestEvent, ResponseEvent } from '../model/event.ts';
import { headerValue, headerValues } from '../model/headers.ts';
import { heldFor, hostOf, siteOf } from '../model/site-of.ts';
import type { FoldRun } from './fold-run.ts';
import type { FoldState } from './fold-state.ts';
import { blameNobody } from './observed/attribution.ts';
import { forgetPhantom, isPhantom } from './phantoms.ts';
import { applyRequest } from './request/apply-request.ts';
import { replayOf } from './request/replays.ts';
import { presumeCarried, presumeResumed } from './request/unseen.ts';
import { judgeAnswer, judgeBody } from './response/answers.ts';
import { applyResponse } from './response/apply-response.ts';
import { readCountHeaders } from './response/counts.ts';
import { rulesOf } from './tools/rules.ts';

/** The URLs behind the next hop of a redirect; undefined where the hop before was none. */
function redirectsTo(before: RequestEntry | undefined): readonly string[] | undefined {
  if (before?.status === undefined || before.status < 300 || before.status > 399) return undefined;
  return [...(before.redirectedFrom ?? []), before.url];
}

/** Sec-Fetch-Storage-Access, which goes along with cross-site requests that have credentials (Storage Access Headers). */
const STORAGE_ACCESS: Readonly<Record<string, 'allowed' | 'blocked'>> = {
  active: 'allowed',
  inactive: 'blocked',
  none: 'blocked',
};

/** To a browser that partitions third-party cookies it reports the unpartitioned ones alone: nothing is blocked. */
function learnStorageAccess(state: FoldState, status: string | undefined): void {
  if (status === undefined) return;
  state.reportsStorageAccess = true;
  if (!rulesOf(state).partitionsThirdParty) {
    state.thirdPartyCookies = STORAGE_ACCESS[status] ?? state.thirdPartyCookies;
  }
}

function addEntry(run: FoldRun, event: ExchangeEvent): RequestEntry {
  const { state } = run;
  const { shared } = state;
  const headers = shared.headers(event.kind === 'request' ? event.headers : []);
  // Firefox and HTTP/2 may split the Cookie header; RFC 9113 section 8.2.3 joins it with "; ".
  const lines = headerValues(headers, 'cookie');
  const cookieHeader = lines.length > 1 ? lines.join('; ') : lines[0];
  const cookies = cookieHeader === undefined ? [] : shared.cookies(cookieHeader);
  const host = shared.text(hostOf(event.url));
  const redirectedFrom = redirectsTo(state.open.get(event.requestId));
  const replay = replayOf(state, event);
  state.suffixes.learn(event.suffixes);
  learnStorageAccess(state, headerValue(headers, 'sec-fetch-storage-access'));
  const { thirdPartyCookies } = state;
  state.steps += 1;
  const entry: RequestEntry = {
    id: event.n,
    step: state.steps,
    requestId: event.requestId,
    tabId: event.tabId,
    frameId: event.frameId,
    storeId: event.storeId,
    startedDateTime: event.time,
    method: event.method,
    url: event.url,
    type: event.type,
    ...(event.initiator !== undefined && { initiator: event.initiator }),
    ...(event.kind === 'request' && event.topUrl !== undefined && { topUrl: event.topUrl }),
    ...(event.kind === 'request' && event.ancestors !== undefined && { ancestors: event.ancestors }),
    ...(redirectedFrom !== undefined && { redirectedFrom }),
    ...(replay !== undefined && { replay }),
    host,
    site: shared.text(siteOf(host, heldFor(event.suffixes, host))),
    ...(event.suffixes !== undefined && { suffixes: event.suffixes }),
    requestHeaders: headers,
    ...(event.kind === 'request' && event.credential !== undefined && { credential: event.credential }),
    ...(cookieHeader !== undefined && { cookieHeader }),
    cookies,
    ...(thirdPartyCookies !== undefined && { thirdPartyCookies }),
    requestUnseen: event.kind !== 'request',
    responseHeaders: [],
    setCookies: [],
    retrieval: [],
    counts: [],
    effects: [],
    companions: [],
    revision: 0,
  };
  state.trace.entries.push(entry);
  state.trace.rows.push({ kind: 'entry', entry });
  state.open.set(event.requestId, entry);
  state.recent.set(event.requestId, entry);
  if (event.type === 'main_frame') state.documents.set(event.tabId, entry);
  return entry;
}

/**
 * The entry that an event belongs to, or a new one where its request was never seen. Also matches finished entries: a
 * restarted background may receive the same events again, in another order.
 */
function entryOf(run: FoldRun, event: ExchangeEvent): RequestEntry {
  const { open, recent } = run.state;
  const known = open.get(event.requestId) ?? recent.get(event.requestId);
  if (known !== undefined && known.url === event.url) return known;
  return addEntry(run, event);
}

/** True for a request whose event comes a second time, or after its own response. */
function isRepeated(run: FoldRun, event: RequestEvent): boolean {
  const known = run.state.recent.get(event.requestId);
  if (known === undefined || known.url !== event.url) return false;
  return known.startedDateTime === event.time || (known.requestUnseen && event.time <= known.startedDateTime);
}

export function onRequest(run: FoldRun, event: RequestEvent): void {
  if (isRepeated(run, event)) return;
  // A second hop of a redirect, or the same request sent again after a 401: each is an entry of its own.
  const entry = addEntry(run, event);
  applyRequest(run, entry, event);
  run.entryChanged(entry);
}

export function onResponse(run: FoldRun, event: ResponseEvent): void {
  const entry = entryOf(run, event);
  // Firefox reports a 304 twice, as 304 and again as 200, with the same Set-Cookie lines: the first is the exchange.
  if (entry.status !== undefined) return;
  entry.status = event.status;
  entry.statusLine = run.state.shared.text(event.statusLine);
  entry.responseHeaders = run.state.shared.headers(event.headers);
  entry.respondedAt = event.time;
  if (event.fromCache === true) entry.fromCache = true;
  if (event.says !== undefined) {
    entry.says = event.says;
    judgeBody(run, entry);
  }
  readCountHeaders(run.state, entry);
  applyResponse(run, entry, event);
  run.entryChanged(entry);
}

export function onCompleted(run: FoldRun, event: CompletedEvent): void {
  const entry = entryOf(run, event);
  entry.status ??= event.status;
  entry.completedAt = event.time;
  entry.fromCache = event.fromCache;
  if (entry.respondedAt === undefined) {
    blameNobody(run, entry);
    if (entry.requestUnseen) presumeCarried(run.state, entry, event.time);
    presumeResumed(entry);
  }
  run.state.open.delete(event.requestId);
  run.entryChanged(entry);
}

export function onFailed(run: FoldRun, event: FailedEvent): void {
  const entry = entryOf(run, event);
  entry.error = event.error;
  entry.completedAt = event.time;
  run.state.open.delete(event.requestId);
  if (isPhantom(entry, event)) {
    forgetPhantom(run, entry);
    return;
  }
  if (entry.readFrom !== undefined) judgeAnswer(run, entry);
  run.entryChanged(entry);
}
