import { type CookiePair, parseCookieHeader } from '../../cookies/parse-cookie-header.ts';
import type { RequestEntry } from '../model/entry.ts';
import type { CompletedEvent, ExchangeEvent, FailedEvent, RequestEvent, ResponseEvent } from '../model/event.ts';
import { headerValue, headerValues } from '../model/headers.ts';
import { hostOf, siteOf } from '../model/site.ts';
import type { ApplyStep } from './fold-run.ts';
import type { FoldState } from './fold-state.ts';
import { forgetPhantom, isPhantom } from './phantoms.ts';
import { presumeCarried, presumeResumed, rulesOf, stepsOfRequest } from './request/apply-request.ts';
import { stepsOfResponse } from './response/apply-response.ts';
import { readCountHeaders } from './response/counts.ts';

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

/** To a browser that partitions third-party cookies it tells of the unpartitioned ones alone: nothing is blocked. */
function learnStorageAccess(state: FoldState, told: string | undefined): void {
  if (told === undefined) return;
  state.tellsStorageAccess = true;
  if (!rulesOf(state).partitionsThirdParty) {
    state.thirdPartyCookies = STORAGE_ACCESS[told] ?? state.thirdPartyCookies;
  }
}

function addEntry(touch: ApplyStep, event: ExchangeEvent): RequestEntry {
  const { state } = touch;
  const headers = event.kind === 'request' ? event.headers : [];
  // Firefox and HTTP/2 may split the Cookie header; RFC 9113 section 8.2.3 joins it with "; ".
  const lines = headerValues(headers, 'cookie');
  const cookieHeader = lines.length > 0 ? lines.join('; ') : undefined;
  const cookies: readonly CookiePair[] = cookieHeader === undefined ? [] : parseCookieHeader(cookieHeader);
  const host = hostOf(event.url);
  const redirectedFrom = redirectsTo(state.open.get(event.requestId));
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
    host,
    site: siteOf(host, event.suffixes?.[host]),
    ...(event.suffixes !== undefined && { suffixes: event.suffixes }),
    requestHeaders: headers,
    ...(cookieHeader !== undefined && { cookieHeader }),
    cookies,
    ...(thirdPartyCookies !== undefined && { thirdPartyCookies }),
    requestUnseen: event.kind !== 'request',
    responseHeaders: [],
    setCookies: [],
    retrieval: [],
    counts: [],
    steps: [],
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
 * The entry that an event belongs to, or a new one where its request was never seen. One that has ended is looked at too:
 * a background that starts again may be told what the one before it was told, and in another order.
 */
function entryOf(touch: ApplyStep, event: ExchangeEvent): RequestEntry {
  const { open, recent } = touch.state;
  const known = open.get(event.requestId) ?? recent.get(event.requestId);
  if (known !== undefined && known.url === event.url) return known;
  return addEntry(touch, event);
}

/** True for a request that is told again, or after its own response. */
function isToldAlready(touch: ApplyStep, event: RequestEvent): boolean {
  const known = touch.state.recent.get(event.requestId);
  if (known === undefined || known.url !== event.url) return false;
  return known.startedDateTime === event.time || (known.requestUnseen && event.time <= known.startedDateTime);
}

export function onRequest(touch: ApplyStep, event: RequestEvent): void {
  if (isToldAlready(touch, event)) return;
  // A second hop of a redirect, or the same request sent again after a 401: each is an entry of its own.
  const entry = addEntry(touch, event);
  stepsOfRequest(touch, entry, event);
  touch.entry(entry);
}

export function onResponse(touch: ApplyStep, event: ResponseEvent): void {
  const entry = entryOf(touch, event);
  // Firefox tells a 304 twice, as 304 and again as 200, with the same Set-Cookie lines: the first is the exchange.
  if (entry.status !== undefined) return;
  entry.status = event.status;
  entry.statusLine = event.statusLine;
  entry.responseHeaders = event.headers;
  entry.respondedAt = event.time;
  readCountHeaders(touch.state, entry);
  stepsOfResponse(touch, entry, event);
  touch.entry(entry);
}

export function onCompleted(touch: ApplyStep, event: CompletedEvent): void {
  const entry = entryOf(touch, event);
  entry.status ??= event.status;
  entry.completedAt = event.time;
  entry.fromCache = event.fromCache;
  if (entry.respondedAt === undefined) {
    if (entry.requestUnseen) presumeCarried(touch.state, entry, event.time);
    presumeResumed(entry);
  }
  touch.state.open.delete(event.requestId);
  touch.entry(entry);
}

export function onFailed(touch: ApplyStep, event: FailedEvent): void {
  const entry = entryOf(touch, event);
  entry.error = event.error;
  entry.completedAt = event.time;
  touch.state.open.delete(event.requestId);
  if (isPhantom(entry, event)) {
    forgetPhantom(touch, entry);
    return;
  }
  touch.entry(entry);
}
