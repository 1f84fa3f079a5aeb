import { getDomain, getPublicSuffix } from 'tldts';
import { isIpAddress } from './hosts.ts';
import { type PublicSuffixes, withRootDot } from './site.ts';

const OPTIONS = { allowPrivateDomains: true } as const;

/**
 * The Public Suffix List of tldts, private suffixes included, as browsers use it.
 * About 50 kB gzip: import it in the background alone; a UI takes `knownPublicSuffixes`.
 */
export const publicSuffixList: PublicSuffixes = {
  publicSuffix: (host) => (isIpAddress(host) ? null : withRootDot(host, (name) => getPublicSuffix(name, OPTIONS))),
  registrableDomain: (host) => (isIpAddress(host) ? null : withRootDot(host, (name) => getDomain(name, OPTIONS))),
};
