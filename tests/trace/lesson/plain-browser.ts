import type { JarCookie } from '../../../extension/cookies/browser-cookie.ts';
import type { CookieRequest } from '../../../extension/cookies/site.ts';

// A second browser, written for these tests from RFC 6265bis alone and as plainly as can be: it shares no line with the
// rules that it is held against. It knows the hosts of the exercises and nothing else.

function site(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname.split('.').slice(-2).join('.')}`;
}

function hostFits(host: string, cookie: Pick<JarCookie, 'domain' | 'hostOnly'>): boolean {
  if (cookie.hostOnly) return host === cookie.domain;
  const domain = cookie.domain.slice(1);
  return host === domain || host.endsWith(`.${domain}`);
}

function pathFits(path: string, cookiePath: string): boolean {
  if (path === cookiePath) return true;
  return path.startsWith(cookiePath) && (cookiePath.endsWith('/') || path[cookiePath.length] === '/');
}

function sameSiteFits(cookie: JarCookie, request: CookieRequest): boolean {
  if (cookie.sameSite === 'no_restriction') return true;
  const others = [request.initiator, request.topLevelUrl].filter((one) => typeof one === 'string');
  if (others.every((one) => site(one) === site(request.url))) return true;
  return cookie.sameSite === 'lax' && request.topLevelNavigation && request.method === 'GET';
}

function isSent(cookie: JarCookie, request: CookieRequest, now: number): boolean {
  const { protocol, hostname, pathname } = new URL(request.url);
  const top = site(request.topLevelNavigation ? request.url : (request.topLevelUrl ?? ''));
  return (
    hostFits(hostname, cookie) &&
    pathFits(pathname, cookie.path) &&
    (!cookie.secure || protocol === 'https:') &&
    (cookie.expirationDate === undefined || cookie.expirationDate * 1000 > now) &&
    (cookie.partitionKey === undefined || cookie.partitionKey.topLevelSite === top) &&
    sameSiteFits(cookie, request)
  );
}

/** The names that go along, in the order of the Cookie header. */
export function plainlySent(jar: readonly JarCookie[], request: CookieRequest, now: number): string[] {
  return jar
    .filter((cookie) => isSent(cookie, request, now))
    .sort((a, b) => b.path.length - a.path.length || (a.createdAt ?? 0) - (b.createdAt ?? 0))
    .map(({ name }) => name);
}

/** True where a Set-Cookie line of an address that was typed is kept. */
export function plainlyKept(line: string, url: string, now: number): boolean {
  const [pair = '', ...rest] = line.split('; ');
  const name = pair.split('=')[0] ?? '';
  const attributes = new Map(rest.map((one) => [one.split('=')[0]?.toLowerCase() ?? '', one.split('=')[1] ?? '']));
  const { protocol, hostname } = new URL(url);
  const secure = attributes.has('secure');
  const domain = attributes.get('domain');
  if (domain !== undefined && (!domain.includes('.') || !hostFits(hostname, { domain: `.${domain}`, hostOnly: false })))
    return false;
  if (secure && protocol !== 'https:') return false;
  if (attributes.get('samesite') === 'None' && !secure) return false;
  if (attributes.has('partitioned') && !secure) return false;
  // RFC 6265bis compares the names of prefixes without regard to case.
  const prefix = /^__(secure|host)-/i.exec(name)?.[1]?.toLowerCase();
  if (prefix !== undefined && !secure) return false;
  if (prefix === 'host' && (domain !== undefined || attributes.get('path') !== '/')) return false;
  const age = attributes.get('max-age');
  if (age !== undefined) return Number(age) > 0;
  const expires = Date.parse(attributes.get('expires') ?? '');
  return Number.isNaN(expires) || expires > now;
}
