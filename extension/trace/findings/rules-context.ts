import type { JarCookie } from '../../cookies/browser-cookie.ts';
import type { RetrievalContext } from '../../cookies/retrieve-cookies.ts';
import { knownPublicSuffixes } from '../../cookies/site.ts';
import type { StoreContext } from '../../cookies/store-cookie.ts';
import type { RequestEntry } from '../model/entry.ts';
import { headerValue } from '../model/headers.ts';
import type { Trace } from '../model/trace.ts';
import { cookieRequestOf } from '../verdicts/cookie-request.ts';
import { rulesOfTrace } from '../verdicts/rules-of-trace.ts';

// What the cookie rules need to ask "what if" about an entry, from what the trace holds.

/** A response as the rules for storing see it. */
export function storeContextOf(trace: Trace, entry: RequestEntry, jar?: readonly JarCookie[]): StoreContext {
  const date = Date.parse(headerValue(entry.responseHeaders, 'date') ?? '');
  return {
    rules: rulesOfTrace(trace),
    now: entry.respondedAt ?? entry.startedDateTime,
    suffixes: knownPublicSuffixes(entry.suffixes ?? {}),
    request: cookieRequestOf(entry),
    storeId: entry.storeId,
    ...(jar !== undefined && { jar }),
    ...(!Number.isNaN(date) && { serverTime: date }),
  };
}

/** A request as the rules for sending see it. */
export function retrievalContextOf(trace: Trace, entry: RequestEntry): RetrievalContext {
  return {
    rules: rulesOfTrace(trace),
    now: entry.startedDateTime,
    suffixes: knownPublicSuffixes(entry.suffixes ?? {}),
    request: cookieRequestOf(entry),
  };
}
