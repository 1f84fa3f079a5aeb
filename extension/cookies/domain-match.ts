import { isIpAddress } from './hosts.ts';
import { asciiLowerCase } from './whitespace.ts';

/** Domain matching (§5.1.3): identical, or `host` ends in `.domain` and is no IP address. Both canonical, domain without dot. */
export function domainMatches(host: string, domain: string): boolean {
  if (host === domain) return true;
  return domain !== '' && host.endsWith(`.${domain}`) && !isIpAddress(host);
}

/** A cookie's domain without the dot that the cookies API puts before domain cookies. */
export function bareDomain(domain: string): string {
  const bare = domain.startsWith('.') ? domain.slice(1) : domain;
  return asciiLowerCase(bare);
}
