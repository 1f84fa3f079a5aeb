import type { CookieIdentity, JarCookie } from '../../../cookies/browser-cookie.ts';
import { coversHost } from '../../../cookies/covers-host.ts';
import { parseOrigin } from '../../../cookies/parse-origin.ts';
import { pathMatches } from '../../../cookies/path-match.ts';
import { changesThatSend, changesThatStore } from '../../../cookies/what-if.ts';
import type { RequestEntry, RetrievalEntry, SetCookieEntry } from '../../model/entry.ts';
import { headerValue } from '../../model/headers.ts';
import type { Session, Thread } from '../../model/session.ts';
import { setCookieVerdict } from '../../verdicts/set-cookie-verdict.ts';
import type { Certainty, WhatIf } from '../finding.ts';
import { retrievalContextOf, storeContextOf } from '../rules-context.ts';
import type { Moment, SiteView, ThreadMoment } from '../site-view.ts';

/** How sure it is what became of a Set-Cookie line. */
export function certaintyOfLine(line: SetCookieEntry): Certainty {
  return setCookieVerdict(line).basis;
}

/** What would have had to stand in a line for the browser to keep it; undefined where nothing helps. */
export function whatWouldStore(view: SiteView, entry: RequestEntry, line: SetCookieEntry): WhatIf | undefined {
  const [remedy] = changesThatStore(line.raw, storeContextOf(view.trace, entry));
  return remedy === undefined ? undefined : { outcome: 'kept', changes: remedy.changes };
}

/** What would have let a cookie go along, had the line that set it been another; undefined where nothing helps. */
export function whatWouldSend(
  view: SiteView,
  entry: RequestEntry,
  notSent: RetrievalEntry,
  setBy: Pick<ThreadMoment, 'entry' | 'lines'> | undefined,
): WhatIf | undefined {
  const line = setBy?.lines.findLast(({ value }) => value === notSent.cookie.value);
  const set = setBy && line && { line: line.raw, context: storeContextOf(view.trace, setBy.entry) };
  const [remedy] = changesThatSend(notSent.cookie as JarCookie, retrievalContextOf(view.trace, entry), set);
  return remedy === undefined ? undefined : { outcome: 'sent', changes: remedy.changes };
}

/** True where a cookie's host and path take it to a URL. */
export function reaches(identity: CookieIdentity, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, pathname } = new URL(url);
  return coversHost(identity, hostname) && pathMatches(pathname, identity.path);
}

/** The line that set a session's cookie last, and its entry. */
export function setLineOf(
  moments: readonly ThreadMoment[],
  session: Session,
): { readonly moment: ThreadMoment; readonly line: SetCookieEntry } | undefined {
  for (const moment of moments.toReversed()) {
    const line = moment.lines.findLast(({ intent, value }) => intent === 'set' && value === session.value);
    if (line !== undefined) return { moment, line };
  }
  return undefined;
}

/** A cookie that holds the state of a sign-in on its way. */
export function isStateRole(role: string): boolean {
  return role === 'state';
}

/** The names and addresses by which a computer calls itself. To a browser each is a site of its own. */
export const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?|[\w-]+\.localhost)$/;

/** True where this computer asks itself by another of its names: one name for all is the remedy, not SameSite=None. */
export function isBetweenLoopbacks({ entry }: Moment): boolean {
  const from = sourceOf(entry);
  if (from === '' || !LOOPBACK.test(entry.host)) return false;
  const { hostname } = new URL(from);
  return LOOPBACK.test(hostname) && hostname !== entry.host;
}

/** The origin that a request came from, as far as it is known; else empty. */
export function sourceOf(entry: RequestEntry): string {
  const from =
    entry.initiator ??
    entry.requestHeaders.findLast(([name]) => name === 'origin')?.[1] ??
    entry.requestHeaders.findLast(([name]) => name === 'referer')?.[1] ??
    '';
  return parseOrigin(from)?.origin ?? '';
}

/** True where another site asked, by Sec-Fetch-Site or, in a file without it, by who asked. */
export function isCrossSite({ entry }: Pick<Moment, 'entry'>): boolean {
  const said = headerValue(entry.requestHeaders, 'sec-fetch-site');
  if (said !== undefined) return said === 'cross-site';
  const from = sourceOf(entry);
  if (from === '') return headerValue(entry.requestHeaders, 'origin') === 'null';
  const { hostname } = new URL(from);
  return hostname !== entry.site && !hostname.endsWith(`.${entry.site}`);
}

/** Where a request says what it is for: browsers by the first two, Turbo and older browsers by the others. */
const PURPOSE_HEADERS = ['sec-purpose', 'purpose', 'x-sec-purpose', 'x-purpose', 'x-moz'] as const;

/** True for a request that a browser, or Next.js's router, made before anybody asked for the page. */
export function isInAdvance(entry: RequestEntry | undefined): boolean {
  if (entry === undefined) return false;
  const { type, requestHeaders } = entry;
  if (type === 'speculative' || headerValue(requestHeaders, 'next-router-prefetch') !== undefined) return true;
  return PURPOSE_HEADERS.some((name) =>
    /^(?:prefetch|prerender|preview)/.test(headerValue(requestHeaders, name) ?? ''),
  );
}

/** The site's first thread; a stand-in without a name where no cookie is known that a finding could be about. */
export function standInThread(view: SiteView): Thread {
  return (
    view.threads[0]?.thread ?? {
      key: `${view.storeId} ${view.site}`,
      site: view.site,
      storeId: view.storeId,
      name: '',
      sessions: [],
      entries: [],
      trust: 0,
      why: 'behaviour',
      role: 'session',
    }
  );
}
