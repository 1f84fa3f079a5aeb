import browser, { type Tabs } from 'webextension-polyfill';
import type { SiteStatus, UnseenHost } from '../protocol/commands.ts';
import type { Settings } from '../protocol/settings/settings.ts';
import { isClosedPage } from './closed-pages.ts';
import { patternsFor, siteOfHost } from './match-patterns.ts';

/**
 * What may be seen of a tab's page, and which of its hosts may not.
 * @param known its URL, where the view knows it and the browser does not give it to us
 */
export async function statusOf(tab: Tabs.Tab | undefined, settings: Settings, known?: string): Promise<SiteStatus> {
  const status = await accessTo(tab, settings, known);
  const unseen = status.access === 'granted' ? await unseenHosts(tab?.id) : [];
  return { ...status, ...(unseen.length > 0 && { unseen }) };
}

/** The same without the hosts that may not be seen: for these, a script must run in the page. */
export async function accessTo(tab: Tabs.Tab | undefined, settings: Settings, known?: string): Promise<SiteStatus> {
  const url = tab?.url ?? known;
  if (url === undefined || !URL.canParse(url)) return { access: 'missing', patterns: [] };
  const { protocol, hostname } = new URL(url);
  if (!/^https?:$/.test(protocol) || isClosedPage(url, __BROWSER__)) return { url, access: 'impossible', patterns: [] };
  const patterns = patternsFor(hostname);
  const site = siteOfHost(hostname);
  if (!(await isGranted(patterns))) return { url, site, access: 'missing', patterns };
  const off = settings.sites[site]?.on === false;
  const storeId = tab?.cookieStoreId;
  return { url, site, ...(storeId !== undefined && { storeId }), access: 'granted', patterns: [], ...(off && { off }) };
}

/** Sockets are seen where the browser grants them; a page is watched without them. */
function isGranted(patterns: readonly string[]): Promise<boolean> {
  return browser.permissions.contains({ origins: patterns.filter((pattern) => pattern.startsWith('*')) });
}

/**
 * Runs in the page: the hosts of its frames, then those of everything else it has loaded. The browser remembers 250
 * loads, unless the page asks for more.
 */
function hostsOfPage(): string[] {
  const frames = [...document.querySelectorAll('iframe')].map(({ src }) => src);
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  const web = [...frames, ...loaded].filter((url) => /^(?:https?|wss?):/.test(url) && URL.canParse(url));
  return [...new Set(web.map((url) => new URL(url).hostname))];
}

/** Each look asks the browser about as many hosts, and shows as many: the permission prompt would be a list that nobody reads. */
const MAX_HOSTS = 30;
const MAX_SHOWN = 8;

/** The hosts of a watched page that may not be seen, at most a few. */
async function unseenHosts(tabId: number | undefined): Promise<UnseenHost[]> {
  if (tabId === undefined) return [];
  try {
    const [shown] = await browser.scripting.executeScript({
      target: { tabId },
      func: hostsOfPage,
      // A page may load for ever. What it loads later is asked for when it is complete.
      injectImmediately: true,
    });
    // The page is foreign: what it names is bounded, and a name of another kind is none.
    const named = Array.isArray(shown?.result) ? shown.result : [];
    const hosts = named.filter(
      (host): host is string =>
        typeof host === 'string' && host.length <= 255 && !isClosedPage(`https://${host}/`, __BROWSER__),
    );
    const unseen = await Promise.all(
      hosts.slice(0, MAX_HOSTS).map(async (host) => {
        const patterns = patternsFor(host);
        return (await isGranted(patterns)) ? [] : [{ host, patterns }];
      }),
    );
    return unseen.flat().slice(0, MAX_SHOWN);
  } catch {
    // The tab is closed or on its way elsewhere: the next look will show it.
    return [];
  }
}
