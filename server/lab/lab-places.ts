/** Where the lab can be reached: its two ports, and whether they speak TLS. */
export type LabAddress = { readonly scheme: 'http' | 'https'; readonly mainPort: number; readonly labPort: number };

/** A way to send a set-cookie-string, or to look at what the browser sends back. */
export type LabPlace = {
  readonly name: string;
  readonly says: string;
  readonly how: 'fetch' | 'fetch-omit' | 'frame' | 'redirect' | 'away' | 'script';
  readonly origin: (address: LabAddress) => string;
};

const here = ({ scheme, mainPort }: LabAddress): string => `${scheme}://localhost:${mainPort}`;
const sibling = ({ scheme, mainPort }: LabAddress): string => `${scheme}://a.localhost:${mainPort}`;
const otherSite = ({ scheme, labPort }: LabAddress): string => `${scheme}://127.0.0.1:${labPort}`;

/** The places, by key. Browsers take localhost and 127.0.0.1 for two sites, and a.localhost for a third. */
export const PLACES: Readonly<Record<string, LabPlace>> = {
  same: { name: 'this site, by fetch', says: 'localhost answers a fetch of its own page.', how: 'fetch', origin: here },
  sibling: {
    name: 'a.localhost, by fetch',
    says: 'A subdomain answers. Chrome takes localhost for a public suffix, so this is another site too.',
    how: 'fetch',
    origin: sibling,
  },
  'cross-fetch': {
    name: 'another site, by fetch',
    says: '127.0.0.1, on the second port, answers a fetch with credentials.',
    how: 'fetch',
    origin: otherSite,
  },
  'cross-frame': {
    name: 'another site, in a frame',
    says: '127.0.0.1, on the second port, is shown in a frame of this page.',
    how: 'frame',
    origin: otherSite,
  },
  redirect: {
    name: 'this site, on a redirect',
    says: 'The tab goes to localhost, which answers 302 with the cookie, and lands on localhost.',
    how: 'redirect',
    origin: here,
  },
  'cross-redirect': {
    name: 'another site, on a redirect',
    says: 'The tab goes to 127.0.0.1, which answers 302 with the cookie, and comes back to localhost.',
    how: 'redirect',
    origin: otherSite,
  },
  'cross-link': {
    name: 'another site, which leads back',
    says: 'The tab goes to a page of 127.0.0.1, and that page leads to localhost: a navigation started by another site.',
    how: 'away',
    origin: otherSite,
  },
  omit: {
    name: 'this site, by fetch without credentials',
    says: 'fetch(…, {credentials: "omit"}): the browser neither sends nor keeps cookies.',
    how: 'fetch-omit',
    origin: here,
  },
  script: {
    name: 'a script of this page',
    says: 'document.cookie = …: no server takes part.',
    how: 'script',
    origin: here,
  },
};

/** The origins that the lab's pages are served from; only these may read its answers or frame its pages. */
export function labOrigins(address: LabAddress): string[] {
  const hosts = ['localhost', '127.0.0.1', 'a.localhost'];
  const ports = [...new Set([address.mainPort, address.labPort])];
  return hosts.flatMap((host) => ports.map((port) => `${address.scheme}://${host}:${port}`));
}
