import type { CookieIdentity } from './browser-cookie.ts';
import { bareDomain, domainMatches } from './domain-match.ts';

/** True where a cookie belongs to a host, whatever its path: to its own alone, or to all that its Domain covers. Host canonical. */
export function coversHost({ domain, hostOnly }: Pick<CookieIdentity, 'domain' | 'hostOnly'>, host: string): boolean {
  const bare = bareDomain(domain);
  return hostOnly ? bare === host : domainMatches(host, bare);
}
