import { jarText } from '../../../cookies/octets.ts';
import { type RetrievedCookie, retrieveCookies } from '../../../cookies/retrieve-cookies.ts';
import type { RequestEntry, RetrievalEntry } from '../../model/entry.ts';
import { headerValue } from '../../model/headers.ts';
import { cookieRequestOf, mayOmitCredentials } from '../../verdicts/cookie-request.ts';
import { withRulesKnown } from '../../verdicts/rules-of-trace.ts';
import type { AssumedCookie, FoldState } from '../fold-state.ts';
import { assumedOf } from '../tools/assumed-jar.ts';
import { jarForRules } from '../tools/jar.ts';
import { CROSSING, rulesOf } from '../tools/rules.ts';

/** A cookie of the site's jar against one request. */
export interface JudgedCookie extends RetrievedCookie {
  /** What the request shows. */
  readonly carried: boolean;
  /** Where no jar shows the cookie: the line that describes it. */
  readonly assumed?: AssumedCookie;
}

/** The site's jar against the request, as the rules and as the Cookie header have it. */
export function judgeJar(state: FoldState, entry: RequestEntry): JudgedCookie[] {
  const jar = jarForRules(state, entry.site, entry.storeId);
  if (jar.length === 0) return [];
  const rules = rulesOf(state);
  const carriedPairs = new Set(entry.cookies.map((pair) => pairKey(jarText(pair, rules))));
  const assumed = new Map(assumedOf(state, entry.site, entry.storeId).map((one) => [one.cookie, one]));
  const judgeAll = (): JudgedCookie[] =>
    retrieveCookies(jar, {
      rules,
      now: entry.startedDateTime,
      suffixes: state.suffixes.answers,
      request: cookieRequestOf(entry),
    }).map((retrieved) => {
      const from = assumed.get(retrieved.cookie);
      return {
        ...withRulesKnown(retrieved, state.trace),
        carried: carriedPairs.has(pairKey(retrieved.cookie)),
        ...(from !== undefined && { assumed: from }),
      };
    });
  const judged = judgeAll();
  if (!showsNoCredentials(state, entry, judged)) return judged;
  entry.withoutCredentials = true;
  return judgeAll();
}

/** What a reader wants to know of the jar: what was not sent, shadowed, or sent against the rules. */
export function noteworthy(judged: readonly JudgedCookie[]): RetrievalEntry[] {
  const noted: RetrievalEntry[] = [];
  for (const { cookie, carried, assumed, ...predicted } of judged) {
    if (carried && predicted.sent && predicted.warnings.length === 0) continue;
    if (!carried && isElsewhere(predicted)) continue;
    noted.push({ cookie, sent: carried, predicted, ...(assumed !== undefined && { assumed: true }) });
  }
  return noted;
}

/**
 * No event says whether a script asked for credentials; the request shows it. All of its cookies are missing though the
 * rules send some; or a cross-site one lacks the Sec-Fetch-Storage-Access that this browser gives to those that have them.
 */
function showsNoCredentials(state: FoldState, entry: RequestEntry, judged: readonly JudgedCookie[]): boolean {
  if (entry.cookieHeader !== undefined || !mayOmitCredentials(entry)) return false;
  const headers = entry.requestHeaders;
  const crossSite = headerValue(headers, 'sec-fetch-site') === 'cross-site';
  if (state.reportsStorageAccess && crossSite && headerValue(headers, 'sec-fetch-storage-access') === undefined)
    return true;
  const page = state.documents.get(entry.tabId);
  const ofPage = new Set(page?.cookies.map((pair) => pairKey(jarText(pair, rulesOf(state)))));
  return judged.some(({ sent, unknown, cookie, assumed }) => {
    // Whether this request belongs to the cookie's partition is not known.
    if (unknown.includes('partition')) return false;
    // A cookie that has only just come may have missed the request, unless the page that asks was loaded with it.
    const isNew = (cookie.updatedAt ?? 0) >= entry.startedDateTime - CROSSING;
    if (!sent || (isNew && !ofPage.has(pairKey(cookie)))) return false;
    // A cookie that no request has shown yet may never have been kept: that is likelier than a fetch without credentials.
    return assumed === undefined || assumed.carriedBy !== undefined || isCrossOrigin(entry);
  });
}

function isCrossOrigin(entry: RequestEntry): boolean {
  const site = headerValue(entry.requestHeaders, 'sec-fetch-site');
  return site !== undefined && site !== 'same-origin';
}

function pairKey(pair: { readonly name: string; readonly value: string }): string {
  return `${pair.name}=${pair.value}`;
}

/** A cookie of another host is not expected here. */
function isElsewhere({ reasons }: Pick<RetrievedCookie, 'reasons'>): boolean {
  return reasons.some(({ code }) => code === 'host-mismatch');
}
