/** Pages that a browser keeps from every extension, whatever is granted: a host, and how its path begins there. */
interface ClosedPage {
  readonly host: string;
  /** Absent: every page of the host. */
  readonly path?: string;
}

/**
 * The stores of Chromium's browsers (`extension_urls.cc`, and Edge's own), and Firefox's
 * `extensions.webextensions.restrictedDomains`.
 */
const CLOSED: Readonly<Record<'chrome' | 'firefox', readonly ClosedPage[]>> = {
  chrome: [
    { host: 'chromewebstore.google.com' },
    { host: 'chrome.google.com', path: '/webstore' },
    { host: 'microsoftedge.microsoft.com', path: '/addons' },
  ],
  firefox: [
    'accounts-static.cdn.mozilla.net',
    'accounts.firefox.com',
    'addons.cdn.mozilla.net',
    'addons.mozilla.org',
    'api.accounts.firefox.com',
    'content.cdn.mozilla.net',
    'discovery.addons.mozilla.org',
    'oauth.accounts.firefox.com',
    'profile.accounts.firefox.com',
    'support.mozilla.org',
    'sync.services.mozilla.com',
  ].map((host) => ({ host })),
};

/** Whether a page is one that no extension may see in this browser. */
export function isClosedPage(url: string, browser: 'chrome' | 'firefox'): boolean {
  const { hostname, pathname } = new URL(url);
  return CLOSED[browser].some(({ host, path = '' }) => hostname === host && pathname.startsWith(path));
}
