import type { CookieIdentity, JarCookie as RulesCookie } from '../../../cookies/browser-cookie.ts';
import { coversHost } from '../../../cookies/covers-host.ts';
import { bareDomain } from '../../../cookies/domain-match.ts';
import { pathMatches } from '../../../cookies/path-match.ts';
import type { RequestEntry } from '../../model/entry.ts';
import type { AssumedCookie, FoldState, WrittenLine } from '../fold-state.ts';
import { CROSSING } from './rules.ts';
import { placeOf } from './threads.ts';

// What the browser holds where no event shows its jar: in a HAR, and for domains whose cookies are hidden.

/** Cookies assumed of one site; a response with more lines than this is no sign-in. */
const MAX_OF_SITE = 1_000;

/** Deletions, and refused lines, of one site that wait for a request. */
const MAX_OPEN = 50;

/** Lines of one cookie that are judged again. */
const MAX_WRITTEN = 20;

/** The most labels of a host's name (RFC 1035 section 2.3.4). */
const MAX_LABELS = 127;

/** True where the browser shows the cookies of this place, so that nothing needs to be assumed. */
export function isShown(state: FoldState, identity: CookieIdentity): boolean {
  const host = bareDomain(identity.domain);
  return state.jarShown && (identity.hostOnly || state.visibleDomains.has(host)) && !isHalfShown(state, host);
}

/** True where the browser shows the cookies with Secure alone. */
function isHalfShown({ httpsOnly }: FoldState, host: string): boolean {
  if (httpsOnly.size === 0) return false;
  const labels = host.split('.', MAX_LABELS);
  return (
    httpsOnly.has('*') ||
    httpsOnly.has(host) ||
    labels.some((_, at) => httpsOnly.has(['*', ...labels.slice(at)].join('.')))
  );
}

function jarKey(site: string, storeId: string): string {
  return `${storeId} ${site}`;
}

/** The assumed cookies of a site. */
export function assumedOf(state: FoldState, site: string, storeId: string): readonly AssumedCookie[] {
  const jar = state.assumedJar.get(jarKey(site, storeId));
  return jar === undefined ? [] : [...jar.values()];
}

function assumedKey(identity: CookieIdentity): string {
  return `${identity.name} ${placeOf(identity)}`;
}

/** From now on this cookie is taken to be in the jar. */
export function assume(state: FoldState, assumed: AssumedCookie): void {
  const { site, storeId } = assumed.entry;
  const key = jarKey(site, storeId);
  const jar = state.assumedJar.get(key) ?? new Map<string, AssumedCookie>();
  state.assumedJar.set(key, jar);
  if (jar.size >= MAX_OF_SITE) jar.delete(jar.keys().next().value ?? '');
  // A cookie that is written again keeps its creation time (RFC 6265bis section 5.7 step 23).
  const before = jar.get(assumedKey(assumed.cookie));
  const createdAt = before?.cookie.createdAt ?? assumed.cookie.createdAt;
  jar.set(assumedKey(assumed.cookie), {
    ...assumed,
    cookie: { ...assumed.cookie, ...(createdAt !== undefined && { createdAt }) },
  });
}

/** This place is taken to be empty, or is shown by the browser from now on. */
export function forgetAssumed(state: FoldState, site: string, storeId: string, identity: CookieIdentity): boolean {
  return state.assumedJar.get(jarKey(site, storeId))?.delete(assumedKey(identity)) ?? false;
}

/** The browser shows its jar: what was assumed of it until now is not needed. */
export function forgetAllAssumed(state: FoldState): void {
  state.assumedJar.clear();
}

/** True where a cookie's host and path take it to this URL; whether the rules let it go along is another question. */
export function reaches(cookie: RulesCookie | CookieIdentity, entry: RequestEntry): boolean {
  if (!coversHost(cookie, entry.host)) return false;
  return URL.canParse(entry.url) && pathMatches(new URL(entry.url).pathname, cookie.path);
}

function writtenKey(site: string, storeId: string, name: string): string {
  return `${storeId} ${site} ${name}`;
}

/** Remembers a line, so that later requests can show what became of it. */
export function noteWritten(state: FoldState, written: WrittenLine): void {
  const { entry, line } = written;
  const key = writtenKey(entry.site, entry.storeId, line.identity.name);
  const lines = state.written.get(key);
  if (lines === undefined) state.written.set(key, [written]);
  else {
    lines.push(written);
    if (lines.length > MAX_WRITTEN) lines.shift();
  }
  const jar = jarKey(entry.site, entry.storeId);
  if (line.intent === 'delete') waits(state.openDeletions, jar, written);
  else if (line.predicted.outcome === 'refused' && state.threads.has(`${jar} ${line.identity.name}`))
    waits(state.openRefusals, jar, written);
}

function waits(open: Map<string, WrittenLine[]>, jar: string, written: WrittenLine): void {
  const lines = open.get(jar) ?? [];
  open.set(jar, lines);
  lines.push(written);
  if (lines.length > MAX_OPEN) lines.shift();
}

/** The last lines that wrote a cookie of this name, oldest first. */
export function writtenLines(state: FoldState, site: string, storeId: string, name: string): readonly WrittenLine[] {
  return state.written.get(writtenKey(site, storeId, name)) ?? [];
}

/** True where a request left after this response was there: the redirect that it asked for, or later by more than a moment. */
export function isAfter(
  entry: RequestEntry,
  response: { readonly entry: RequestEntry; readonly time: number },
): boolean {
  if (entry.startedDateTime > response.time + CROSSING) return true;
  return entry.startedDateTime >= response.time && isRedirectOf(entry, response.entry);
}

function isRedirectOf(entry: RequestEntry, before: RequestEntry): boolean {
  if (entry.redirectedFrom?.includes(before.url) === true) return true;
  const location = before.responseHeaders.findLast(([name]) => name === 'location')?.[1];
  if (location === undefined || !URL.canParse(location, before.url)) return false;
  const target = new URL(location, before.url);
  target.hash = '';
  return target.href === entry.url.split('#')[0];
}
