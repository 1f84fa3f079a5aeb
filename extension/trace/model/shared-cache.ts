import type { RequestEntry } from './entry.ts';
import { headerValue } from './headers.ts';

/** Headers in which caches on the way say that they answered: Varnish, CloudFront, Fastly, Cloudflare, nginx, Vercel. */
const HIT_HEADERS = [
  'x-cache',
  'cf-cache-status',
  'x-cache-status',
  'x-vercel-cache',
  'cache-status',
  'x-proxy-cache',
  'x-varnish-cache',
] as const;

/** What caches write that drop cookies unless they are told otherwise: CloudFront, Fastly, Firebase Hosting, Varnish, nginx. */
const MAY_DROP = ['x-cache', 'x-varnish-cache', 'x-cache-status', 'x-proxy-cache'] as const;

/** True where an answer came by a cache that may have taken the cookies off its request. */
export function cameByCache({ responseHeaders }: Pick<RequestEntry, 'responseHeaders'>): boolean {
  return MAY_DROP.some((name) => headerValue(responseHeaders, name) !== undefined);
}

/** True where the headers say that a cache between browser and server gave the answer (RFC 9111 section 5.1, RFC 9211). */
export function isFromSharedCache({ responseHeaders }: Pick<RequestEntry, 'responseHeaders'>): boolean {
  const age = Number(headerValue(responseHeaders, 'age') ?? '0');
  return age > 0 || HIT_HEADERS.some((name) => /\bhit\b/i.test(headerValue(responseHeaders, name) ?? ''));
}
