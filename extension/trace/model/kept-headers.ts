/** The response header that carries a count unless the user names another. */
export const COUNT_HEADER = 'session-count';

/**
 * The request headers that say which cookies travel and why. No other is kept, from a browser or a HAR, Authorization
 * least of all: of that one it is noted that it was there (`credential.ts`).
 */
export const KEPT_REQUEST_HEADERS: ReadonlySet<string> = new Set([
  'cookie',
  'origin',
  'referer',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'sec-fetch-user',
  'sec-purpose',
  'purpose',
  // What frameworks and older browsers say in place of Sec-Purpose, which scripts cannot set: Turbo, Next.js, Firefox.
  'x-sec-purpose',
  'x-purpose',
  'x-moz',
  'next-router-prefetch',
  'sec-fetch-storage-access',
  'access-control-request-method',
  // Which device-bound session a request renews, or goes without (DBSC). The proof itself is a credential: not kept.
  'sec-secure-session-id',
  'secure-session-skipped',
]);

/** Headers by which answers lead the scripts of htmx, Remix, Next.js, Yii, Wicket and Blazor on, as Location leads browsers. */
export const LEADS_SCRIPTS = [
  'hx-redirect',
  'x-remix-redirect',
  'x-action-redirect',
  'x-redirect',
  'ajax-location',
  'blazor-enhanced-nav-redirect-location',
] as const;

/** The response headers that set, clear, count or bear on cookies. */
const KEPT_RESPONSE_HEADERS: ReadonlySet<string> = new Set([
  'set-cookie',
  'clear-site-data',
  'location',
  // What leads on without a redirect: headers for scripts, Inertia's, and the oldest.
  ...LEADS_SCRIPTS,
  'x-inertia-location',
  'refresh',
  'content-type',
  'cache-control',
  'date',
  'vary',
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'strict-transport-security',
  'secure-session-registration',
  'secure-session-challenge',
  // What a cache on the way says, and what asks to sign in.
  'age',
  'x-cache',
  'x-cache-status',
  'x-proxy-cache',
  'x-vercel-cache',
  'cf-cache-status',
  'cache-status',
  'www-authenticate',
  // How a gRPC call went, whose status is 200 in any case.
  'grpc-status',
  // What a firewall says of a challenge of its own.
  'cf-mitigated',
  'x-amzn-waf-action',
  'x-dd-b',
  COUNT_HEADER,
]);

/** True for the Server header of a network's edge, which answered by itself: it passes on the name of a server behind it. */
export function isEdgeServer(value: string): boolean {
  return /^AkamaiG?Host\b/i.test(value);
}

/** True for a response header that is kept, by its name in lower case. Server is, where it names an edge alone. */
export function isKeptResponseHeader(name: string, value: string): boolean {
  return KEPT_RESPONSE_HEADERS.has(name) || (name === 'server' && isEdgeServer(value));
}
