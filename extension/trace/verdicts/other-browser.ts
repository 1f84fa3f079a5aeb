import { BROWSER_RULES, type BrowserName } from '../../cookies/browser-rules.ts';
import { compareRetrieval, compareStore, type OtherBrowserNote } from '../../cookies/compare-rules.ts';
import { type CookieRequest, knownPublicSuffixes } from '../../cookies/site.ts';
import type { RequestEntry, RetrievalEntry, SetCookieEntry } from '../model/entry.ts';
import { headerValue } from '../model/headers.ts';
import { cookieRequestOf } from './cookie-request.ts';

type Recorder = 'chrome' | 'firefox';
const HERE: Readonly<Record<Recorder, BrowserName>> = { chrome: 'chromium', firefox: 'firefox' };
const THERE: Readonly<Record<Recorder, BrowserName>> = { chrome: 'firefox', firefox: 'chromium' };

/** A request as both browsers would make it by default: of the other one's settings nothing is known. */
function requestOf(entry: RequestEntry): CookieRequest {
  return { ...cookieRequestOf(entry), thirdPartyCookies: 'allowed' };
}

/**
 * What the other browser would make of a Set-Cookie line of this entry; undefined where it would do the same.
 * Both are judged without the jar, which the other browser would have filled in its own way.
 */
export function otherBrowserOnLine(
  entry: RequestEntry,
  line: SetCookieEntry,
  recorder: Recorder,
): OtherBrowserNote | undefined {
  const serverTime = Date.parse(headerValue(entry.responseHeaders, 'date') ?? '');
  const context = {
    rules: BROWSER_RULES[HERE[recorder]],
    now: entry.respondedAt ?? entry.startedDateTime,
    suffixes: knownPublicSuffixes(entry.suffixes ?? {}),
    request: requestOf(entry),
    storeId: entry.storeId,
    ...(!Number.isNaN(serverTime) && { serverTime }),
  };
  return compareStore(line.raw, context, THERE[recorder]);
}

/** Whether the other browser would send a cookie that this one did not send by its rules; undefined where it would not. */
export function otherBrowserOnRetrieval(
  entry: RequestEntry,
  { cookie, sent, predicted }: RetrievalEntry,
  recorder: Recorder,
): OtherBrowserNote | undefined {
  if (sent || predicted.sent) return undefined;
  const context = {
    rules: BROWSER_RULES[HERE[recorder]],
    now: entry.startedDateTime,
    suffixes: knownPublicSuffixes(entry.suffixes ?? {}),
    request: requestOf(entry),
  };
  return compareRetrieval(cookie, context, THERE[recorder]);
}
