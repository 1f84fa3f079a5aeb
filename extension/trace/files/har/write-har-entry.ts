import type { RequestEntry } from '../../model/entry.ts';
import type { Header } from '../../model/event.ts';
import { headerValue } from '../../model/headers.ts';
import type { Session } from '../../model/session.ts';
import { isoTime } from '../iso-time.ts';
import type { Masker } from '../mask.ts';
import { maskHeader, maskMethod, maskRequestId, maskSuffixes } from '../trace-file/mask-event.ts';
import type { HarCookie, HarEntry, HarHeader, HarSession } from './har-format.ts';
import type { OwnMembers } from './own-entry.ts';
import type { EntryMarks } from './own-marks.ts';

function queryOf(url: string): HarHeader[] {
  if (!URL.canParse(url)) return [];
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
}

/** `HTTP/1.1 302 Found`: the version and the words, where the browser gave them. */
function statusLineOf(line: string): { httpVersion: string; statusText: string } {
  const match = /^(\S+)(?: \d{3})?(?: (.*))?$/s.exec(line);
  return { httpVersion: match?.[1] ?? '', statusText: match?.[2] ?? '' };
}

function cookiesSet(entry: RequestEntry, masker: Masker): HarCookie[] {
  return entry.setCookies.map(({ parsed }) => ({
    name: masker.name(parsed.name),
    value: masker.cookieValue(parsed.name, parsed.value),
    ...(parsed.path !== undefined && { path: masker.path(parsed.path) }),
    ...(parsed.domain !== undefined && parsed.domain !== '' && { domain: masker.host(parsed.domain) }),
    ...(parsed.expiryTime !== undefined &&
      Number.isFinite(parsed.expiryTime) && { expires: isoTime(parsed.expiryTime) }),
    ...(parsed.httpOnly && { httpOnly: true }),
    ...(parsed.secure && { secure: true }),
    ...(parsed.sameSite !== undefined && { sameSite: parsed.sameSite }),
  }));
}

function ownMembers(entry: RequestEntry, masker: Masker, marks: EntryMarks): OwnMembers {
  const { requestId, frameId, statusLine, says, readFrom, credential, ancestors, suffixes } = entry;
  return {
    requestId: maskRequestId(masker, requestId),
    frameId,
    ...marks,
    ...(statusLine !== undefined && { statusLine: masker.text(statusLine) }),
    ...(says !== undefined && readFrom === undefined && { says }),
    ...(credential !== undefined && { credential }),
    ...(ancestors !== undefined && { ancestors: ancestors.map((url) => masker.url(url)) }),
    ...(suffixes !== undefined && { suffixes: maskSuffixes(masker, suffixes) }),
  };
}

/**
 * One entry of the trace as HAR 1.2. Bodies and sizes were never recorded: they are -1, as HAR says.
 *
 * @param marks the places of its events in the log; absent: the entry will be read as any tool's
 */
export function harEntry(entry: RequestEntry, masker: Masker, marks?: EntryMarks): HarEntry {
  const named = (list: readonly Header[]): HarHeader[] =>
    list.map((header) => maskHeader(masker, header)).map(([name, value]) => ({ name, value }));
  const session = (it: Session): HarSession => ({ number: it.number, id: masker.value(it.id) });
  const url = masker.url(entry.url);
  const { httpVersion, statusText } = statusLineOf(masker.text(entry.statusLine ?? ''));
  const responded = entry.respondedAt ?? entry.completedAt ?? entry.startedDateTime;
  const ended = Math.max(entry.completedAt ?? responded, responded);
  const wait = Math.max(0, responded - entry.startedDateTime);
  return {
    startedDateTime: isoTime(entry.startedDateTime),
    time: wait + (ended - responded),
    request: {
      method: maskMethod(masker, entry.method),
      url,
      httpVersion,
      cookies: entry.cookies.map(({ name, value }) => ({
        name: masker.name(name),
        value: masker.cookieValue(name, value),
      })),
      headers: named(entry.requestHeaders),
      queryString: queryOf(url),
      headersSize: -1,
      bodySize: -1,
    },
    response: {
      status: entry.status ?? 0,
      statusText,
      httpVersion,
      cookies: cookiesSet(entry, masker),
      headers: named(entry.responseHeaders),
      content: { size: -1, mimeType: masker.text(headerValue(entry.responseHeaders, 'content-type') ?? '') },
      redirectURL: masker.url(headerValue(entry.responseHeaders, 'location') ?? ''),
      headersSize: -1,
      bodySize: -1,
      ...(entry.error !== undefined && { _error: masker.text(entry.error) }),
    },
    cache: {},
    timings: { send: 0, wait, receive: ended - responded },
    _resourceType: masker.text(entry.type),
    ...(entry.initiator !== undefined && { _initiatorUrl: masker.url(entry.initiator) }),
    ...(entry.topUrl !== undefined && { _topUrl: masker.url(entry.topUrl) }),
    ...(entry.fromCache === true && { _fromCache: 'disk' }),
    _tabId: entry.tabId,
    _storeId: masker.text(entry.storeId),
    _step: entry.step,
    _sessions: entry.effects.map(({ thread, action, predicted, before, after }) => ({
      cookie: masker.name(thread.name),
      site: masker.host(thread.site),
      action,
      predicted,
      ...(before !== undefined && { before: session(before) }),
      ...(after !== undefined && { after: session(after) }),
    })),
    _setCookies: entry.setCookies.map(({ raw, observed }) => ({
      line: masker.setCookie(raw),
      ...(observed !== undefined && { observed: observed.removed ? ('removed' as const) : ('stored' as const) }),
    })),
    ...(marks !== undefined && { _sidtrail: ownMembers(entry, masker, marks) }),
    _counts: entry.counts.map(({ count, source, from }) => ({ count, source, from: masker.text(from) })),
  };
}
