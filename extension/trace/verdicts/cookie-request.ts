import { parseOrigin } from '../../cookies/parse-origin.ts';
import type { CookieRequest, CredentialsUse } from '../../cookies/site.ts';
import type { RequestEntry } from '../model/entry.ts';
import { headerValue } from '../model/headers.ts';

/** Requests that a script makes: it may have asked that no credentials go along. */
const BY_SCRIPT: ReadonlySet<RequestEntry['type']> = new Set(['xmlhttprequest', 'json', 'other', 'script', 'font']);

/** True for a request that may have been made without credentials. Chromium and Firefox send its mode on secure origins. */
export function mayOmitCredentials(entry: RequestEntry): boolean {
  // A socket's handshake always takes its cookies along.
  if (entry.type === 'websocket') return false;
  const mode = headerValue(entry.requestHeaders, 'sec-fetch-mode');
  return mode === undefined ? BY_SCRIPT.has(entry.type) : mode === 'cors' || mode === 'same-origin';
}

/**
 * How an entry's cookies travelled, as far as its headers show. A request that carried cookies had its credentials; a
 * cross-origin CORS request without them, to which the server did not allow credentials, was made without.
 */
function credentialsOf(entry: RequestEntry): CredentialsUse | undefined {
  if (entry.cookieHeader !== undefined || entry.type === 'main_frame') return 'include';
  // A preflight never carries cookies (Fetch, CORS-preflight fetch); some tools leave out the headers that mark it as one.
  if (entry.method === 'OPTIONS') return 'preflight';
  const mode = headerValue(entry.requestHeaders, 'sec-fetch-mode');
  if (mode === 'navigate' || mode === 'no-cors' || mode === 'websocket') return 'include';
  if (entry.withoutCredentials) return isCrossOrigin(entry) ? 'anonymous' : 'omit';
  if (headerValue(entry.requestHeaders, 'sec-fetch-storage-access') !== undefined) return 'include';
  if (!isCrossOrigin(entry) || entry.status === undefined) return undefined;
  // A server that allows the origin but no credentials was asked for none; one that allows nothing shows nothing.
  const allows = headerValue(entry.responseHeaders, 'access-control-allow-origin') !== undefined;
  return allows && !allowsCredentials(entry) ? 'anonymous' : undefined;
}

/** Whether an answer says that the page may ask with cookies. */
export function allowsCredentials({ responseHeaders }: RequestEntry): boolean {
  return headerValue(responseHeaders, 'access-control-allow-credentials') === 'true';
}

function isCrossOrigin(entry: RequestEntry): boolean {
  const site = headerValue(entry.requestHeaders, 'sec-fetch-site');
  const origin = headerValue(entry.requestHeaders, 'origin');
  return site === undefined ? origin !== undefined && origin !== originOf(entry.url) : site !== 'same-origin';
}

function originOf(url: string): string {
  return parseOrigin(url)?.origin ?? '';
}

/**
 * Who asked: as the browser names it, else as the request's own headers do. A site that is not watched may be named by
 * nothing but Origin, or by the word cross-site. Without any of them it was the address bar; undefined: not known.
 */
function initiatorOf(entry: RequestEntry): string | null | undefined {
  if (entry.initiator !== undefined) return entry.initiator;
  const own = originOf(entry.url);
  const origin = headerValue(entry.requestHeaders, 'origin');
  if (origin !== undefined && origin !== own) return origin;
  switch (headerValue(entry.requestHeaders, 'sec-fetch-site')) {
    case 'cross-site':
      // An opaque origin is same-site with nothing.
      return 'null';
    case 'same-origin':
    case 'same-site':
      return own;
    default:
      // A form is sent by a page, never by the address bar: which one, the request does not show.
      return origin ?? (entry.method === 'GET' || entry.method === 'HEAD' ? null : undefined);
  }
}

/** True for a page of which nothing shows who asked for it: it may have been the address bar, or a link of any site. */
export function isAskerUnknown(entry: RequestEntry): boolean {
  return entry.type === 'main_frame' && entry.method === 'GET' && namesNoAsker(entry);
}

/** True for a request that names no page which made it, as one of an application that is no browser. */
export function namesNoAsker({ initiator, requestHeaders }: RequestEntry): boolean {
  const names = ['sec-fetch-site', 'origin', 'referer'];
  return initiator === undefined && names.every((name) => headerValue(requestHeaders, name) === undefined);
}

/** What a style sheet may load: then a file's Referer names the sheet, and not the document that asks. */
const STYLED: ReadonlySet<RequestEntry['type']> = new Set(['image', 'imageset', 'font', 'stylesheet']);

/**
 * True where the initiator may be a style sheet of another host. A browser's own events name the document, and a frame's
 * among the ancestors; a HAR knows the Referer alone.
 */
function isAskedByStyles({ type, initiator, ancestors, topUrl }: RequestEntry): boolean {
  if (!STYLED.has(type) || initiator === undefined || topUrl === undefined) return false;
  return ancestors === undefined && originOf(initiator) !== originOf(topUrl);
}

/** An entry as the cookie rules see it; what was not observed is left out. */
export function cookieRequestOf(entry: RequestEntry): CookieRequest {
  const credentials = credentialsOf(entry);
  const initiator = entry.requestUnseen || isAskedByStyles(entry) ? undefined : initiatorOf(entry);
  return {
    url: entry.url,
    method: entry.method,
    topLevelNavigation: entry.type === 'main_frame',
    ...(initiator !== undefined && { initiator }),
    ...(entry.topUrl !== undefined && entry.type !== 'main_frame' && { topLevelUrl: entry.topUrl }),
    ...(entry.ancestors !== undefined && { ancestors: entry.ancestors }),
    ...(entry.redirectedFrom !== undefined && { redirectedFrom: entry.redirectedFrom }),
    ...(credentials !== undefined && { credentials }),
    ...(entry.thirdPartyCookies !== undefined && { thirdPartyCookies: entry.thirdPartyCookies }),
  };
}
