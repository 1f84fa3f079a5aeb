import { getDomain, getPublicSuffix } from 'tldts';
import { isIpAddress } from './hosts.ts';
import { type PublicSuffixes, withRootDot } from './site.ts';

const OPTIONS = { allowPrivateDomains: true } as const;

/**
 * The Public Suffix List of tldts, private suffixes included, as browsers use it.
 * Packed in a build, and 27 kB gzip all the same: import it in the background alone; a UI takes `knownPublicSuffixes`.
 */
export const publicSuffixList: PublicSuffixes = {
  publicSuffix: (host) => (isIpAddress(host) ? null : withRootDot(host, (name) => getPublicSuffix(name, OPTIONS))),
  registrableDomain: (host) => (isIpAddress(host) ? null : withRootDot(host, (name) => getDomain(name, OPTIONS))),
};
