import browser from 'webextension-polyfill';
import { publicSuffixList } from '../cookies/public-suffixes.ts';
import type { SiteStatus } from '../protocol/commands.ts';

/** Pages that browsers keep from every extension, whatever is granted. */
const CLOSED_HOSTS: ReadonlySet<string> = new Set([
  'chromewebstore.google.com',
  'addons.mozilla.org',
  'microsoftedge.microsoft.com',
]);

/**
 * The match patterns to ask for to see every cookie of a page's host. `*://host/*` alone hides the cookies of parent
 * domains, and a pattern with one scheme those without (or with) Secure; sockets need patterns of their own. Chromium
 * was measured, see docs/permissions.md.
 */
export function patternsFor(host: string): string[] {
  const site = publicSuffixList.registrableDomain(host);
  const hosts = site === null ? [host] : [host, `*.${site}`];
  return hosts.flatMap((pattern) => [`*://${pattern}/*`, `ws://${pattern}/*`, `wss://${pattern}/*`]);
}

/** The site of a host: its registrable domain, or the host itself. */
export function siteOfHost(host: string): string {
  return publicSuffixList.registrableDomain(host) ?? host;
}

/** What may be seen of a page. */
export async function statusOf(url: string | undefined): Promise<SiteStatus> {
  if (url === undefined || !URL.canParse(url)) return { access: 'missing', patterns: [] };
  const { protocol, hostname } = new URL(url);
  if (!/^https?:$/.test(protocol) || CLOSED_HOSTS.has(hostname)) return { url, access: 'impossible', patterns: [] };
  const patterns = patternsFor(hostname);
  const granted = await browser.permissions.contains({ origins: patterns.filter((p) => p.startsWith('*')) });
  const site = siteOfHost(hostname);
  return { url, site, access: granted ? 'granted' : 'missing', patterns: granted ? [] : patterns };
}
