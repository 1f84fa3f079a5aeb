import browser, { type Tabs } from 'webextension-polyfill';
import type { SiteStatus } from '../protocol/commands.ts';
import type { Settings } from '../protocol/settings/settings.ts';
import { patternsFor, siteOfHost } from './match-patterns.ts';

/** Pages that browsers keep from every extension, whatever is granted. */
const CLOSED_HOSTS: ReadonlySet<string> = new Set([
  'chromewebstore.google.com',
  'addons.mozilla.org',
  'microsoftedge.microsoft.com',
]);

/**
 * What may be seen of a tab's page.
 * @param known its URL, where the view knows it and the browser does not give it to us
 */
export async function statusOf(tab: Tabs.Tab | undefined, settings: Settings, known?: string): Promise<SiteStatus> {
  const url = tab?.url ?? known;
  if (url === undefined || !URL.canParse(url)) return { access: 'missing', patterns: [] };
  const { protocol, hostname } = new URL(url);
  if (!/^https?:$/.test(protocol) || CLOSED_HOSTS.has(hostname)) return { url, access: 'impossible', patterns: [] };
  const patterns = patternsFor(hostname);
  const site = siteOfHost(hostname);
  if (!(await isGranted(patterns))) return { url, site, access: 'missing', patterns };
  const off = settings.sites[site]?.on === false;
  const unwatched = await unwatchedFrames(tab?.id);
  return {
    url,
    site,
    access: 'granted',
    patterns: [],
    ...(off && { off }),
    ...(unwatched.length > 0 && {
      unwatchedFrames: { hosts: unwatched, patterns: [...new Set(unwatched.flatMap(patternsFor))] },
    }),
  };
}

/** Sockets are seen where the browser grants them; a page is watched without them. */
function isGranted(patterns: readonly string[]): Promise<boolean> {
  return browser.permissions.contains({ origins: patterns.filter((pattern) => pattern.startsWith('*')) });
}

/** Runs in the page. */
function frameUrls(): string[] {
  return [...document.querySelectorAll('iframe')].map(({ src }) => src).filter((src) => /^https?:/.test(src));
}

/** The hosts of a page's frames that may not be seen, at most a few. */
async function unwatchedFrames(tabId: number | undefined): Promise<string[]> {
  if (tabId === undefined) return [];
  try {
    const [shown] = await browser.scripting.executeScript({ target: { tabId }, func: frameUrls });
    const hosts = [...new Set(((shown?.result ?? []) as string[]).map((url) => new URL(url).hostname))].slice(0, 8);
    const granted = await Promise.all(hosts.map((host) => isGranted(patternsFor(host))));
    return hosts.filter((_, at) => granted[at] === false);
  } catch {
    // The tab is closed or on its way elsewhere: the next look will show it.
    return [];
  }
}
