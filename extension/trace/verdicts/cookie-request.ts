import type { CookieRequest, CredentialsUse } from '../../cookies/site.ts';
import type { RequestEntry } from '../entry.ts';
import { headerValue } from '../headers.ts';

/**
 * How an entry's cookies travelled, as far as its headers tell. A request that carried cookies had its credentials; a
 * cross-origin CORS request without them, to which the server did not allow credentials, was made without.
 */
function credentialsOf(entry: RequestEntry): CredentialsUse | undefined {
  if (entry.cookieHeader !== undefined || entry.type === 'main_frame') return 'include';
  if (entry.method === 'OPTIONS' && headerValue(entry.requestHeaders, 'access-control-request-method') !== undefined) {
    return 'preflight';
  }
  const mode = headerValue(entry.requestHeaders, 'sec-fetch-mode');
  const site = headerValue(entry.requestHeaders, 'sec-fetch-site');
  if (mode === 'navigate' || mode === 'no-cors' || mode === 'websocket') return 'include';
  const origin = headerValue(entry.requestHeaders, 'origin');
  const crossOrigin =
    site === undefined ? origin !== undefined && origin !== originOf(entry.url) : site !== 'same-origin';
  if (!crossOrigin || entry.status === undefined) return undefined;
  return headerValue(entry.responseHeaders, 'access-control-allow-credentials') === 'true' ? undefined : 'anonymous';
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}

/** An entry as the cookie rules see it; what was not observed is left out. */
export function cookieRequestOf(entry: RequestEntry): CookieRequest {
  const credentials = credentialsOf(entry);
  return {
    url: entry.url,
    method: entry.method,
    topLevelNavigation: entry.type === 'main_frame',
    ...(!entry.requestUnseen && { initiator: entry.initiator ?? null }),
    ...(entry.topUrl !== undefined && entry.type !== 'main_frame' && { topLevelUrl: entry.topUrl }),
    ...(entry.redirectedFrom !== undefined && { redirectedFrom: entry.redirectedFrom }),
    ...(credentials !== undefined && { credentials }),
  };
}
