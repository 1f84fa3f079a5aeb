import type { JarCookie, PartitionKey } from './browser-cookie.ts';
import type { ParsedSetCookie } from './parse-set-cookie.ts';
import type { AttributeName } from './set-cookie-attributes.ts';
import { type CookieRequest, type PublicSuffixes, siteOf } from './site.ts';

/** One thing that a server, or the page that asks it, can do otherwise. */
export type ChangeCode =
  | 'include-credentials'
  | 'same-site-lax'
  | 'add-secure'
  | 'https'
  | 'add-http-only'
  | 'set-path'
  | 'drop-domain'
  | 'set-domain'
  | 'drop-expiry'
  | 'partitioned'
  | 'same-site-none';

/** A change with what fills it: the Path or the Domain to write. */
export interface AttributeChange {
  readonly code: ChangeCode;
  readonly params?: { readonly path: string } | { readonly domain: string };
}

/** What a change touches: of changes with one aspect, only one can be made at a time. */
type Aspect =
  | 'credentials'
  | 'same-site'
  | 'secure'
  | 'scheme'
  | 'http-only'
  | 'path'
  | 'domain'
  | 'expiry'
  | 'partition';

/** What a change does to a Set-Cookie line, to the cookie that it made, and to the requests around it. */
interface ChangeRule {
  readonly aspect: Aspect;
  /** Attributes taken out of the line. */
  readonly drops?: readonly AttributeName[];
  /** Attributes written at the end of the line. */
  readonly adds?: (change: AttributeChange) => readonly string[];
  /** The cookie as it would stand in the jar. `partition`: that of the request it would go along with. */
  readonly cookie?: (cookie: JarCookie, change: AttributeChange, partition: PartitionKey | null) => JarCookie;
  readonly request?: (request: CookieRequest, suffixes: PublicSuffixes) => CookieRequest;
}

const RULES: Readonly<Record<ChangeCode, ChangeRule>> = {
  'include-credentials': {
    aspect: 'credentials',
    request: (request) => ({ ...request, credentials: 'include' }),
  },
  'same-site-lax': {
    aspect: 'same-site',
    drops: ['samesite'],
    adds: () => ['SameSite=Lax'],
    cookie: (cookie) => ({ ...cookie, sameSite: 'lax' }),
  },
  'same-site-none': {
    aspect: 'same-site',
    drops: ['samesite', 'secure'],
    adds: () => ['SameSite=None', 'Secure'],
    cookie: (cookie) => ({ ...cookie, sameSite: 'no_restriction', secure: true }),
  },
  'add-secure': {
    aspect: 'secure',
    drops: ['secure'],
    adds: () => ['Secure'],
    cookie: (cookie) => ({ ...cookie, secure: true }),
  },
  https: { aspect: 'scheme', request: overHttps },
  'add-http-only': {
    aspect: 'http-only',
    drops: ['httponly'],
    adds: () => ['HttpOnly'],
    cookie: (cookie) => ({ ...cookie, httpOnly: true }),
  },
  'set-path': {
    aspect: 'path',
    drops: ['path'],
    adds: (change) => [`Path=${pathOf(change)}`],
    cookie: (cookie, change) => ({ ...cookie, path: pathOf(change) }),
  },
  'drop-domain': { aspect: 'domain', drops: ['domain'] },
  'set-domain': {
    aspect: 'domain',
    drops: ['domain'],
    adds: (change) => [`Domain=${domainOf(change)}`],
    cookie: (cookie, change) => ({ ...cookie, domain: `.${domainOf(change)}`, hostOnly: false }),
  },
  'drop-expiry': {
    aspect: 'expiry',
    drops: ['expires', 'max-age'],
    cookie: ({ expirationDate: _, ...cookie }) => ({ ...cookie, session: true }),
  },
  partitioned: {
    aspect: 'partition',
    drops: ['partitioned', 'secure'],
    adds: () => ['Secure', 'Partitioned'],
    cookie: (cookie, _, partition) => ({
      ...cookie,
      secure: true,
      ...(partition !== null && { partitionKey: partition }),
    }),
  },
};

function pathOf({ params }: AttributeChange): string {
  return params !== undefined && 'path' in params ? params.path : '/';
}

function domainOf({ params }: AttributeChange): string {
  return params !== undefined && 'domain' in params ? params.domain : '';
}

/** Every http URL of this request's own site goes over https instead; other sites stay what they are. */
function overHttps(request: CookieRequest, suffixes: PublicSuffixes): CookieRequest {
  const own = siteOf(request.url, suffixes, false);
  const secure = (url: string): string =>
    own !== null && siteOf(url, suffixes, false) === own ? url.replace(/^http:/i, 'https:') : url;
  return {
    ...request,
    url: secure(request.url),
    ...(typeof request.initiator === 'string' && { initiator: secure(request.initiator) }),
    ...(request.topLevelUrl !== undefined && { topLevelUrl: secure(request.topLevelUrl) }),
    ...(request.ancestors !== undefined && { ancestors: request.ancestors.map(secure) }),
    ...(request.redirectedFrom !== undefined && { redirectedFrom: request.redirectedFrom.map(secure) }),
  };
}

/** True when two of the changes touch the same thing. */
export function conflict(changes: readonly AttributeChange[]): boolean {
  return new Set(changes.map(({ code }) => RULES[code].aspect)).size < changes.length;
}

/** The Set-Cookie line with the changes made: what they drop is gone, what they add stands at the end, each once. */
export function changeLine(parsed: ParsedSetCookie, changes: readonly AttributeChange[]): string {
  const dropped = new Set(changes.flatMap(({ code }) => RULES[code].drops ?? []));
  const added = new Set(changes.flatMap((change) => RULES[change.code].adds?.(change) ?? []));
  const [pair = ''] = parsed.raw.split(';', 1);
  const kept = parsed.attributes.filter(({ known }) => known === null || !dropped.has(known)).map(({ raw }) => raw);
  return [pair, ...kept, ...Array.from(added, (text) => ` ${text}`)].join(';');
}

/** A cookie of the jar as it would be with the changes made. */
export function changeCookie(
  cookie: JarCookie,
  changes: readonly AttributeChange[],
  partition: PartitionKey | null,
): JarCookie {
  return changes.reduce((made, change) => RULES[change.code].cookie?.(made, change, partition) ?? made, cookie);
}

/** A request as it would be with the changes made. */
export function changeRequest(
  request: CookieRequest,
  changes: readonly AttributeChange[],
  suffixes: PublicSuffixes,
): CookieRequest {
  return changes.reduce((made, { code }) => RULES[code].request?.(made, suffixes) ?? made, request);
}
