import browser, { type Cookies } from 'webextension-polyfill';
import type { BrowserCookie, PartitionKey } from '../../cookies/browser-cookie.ts';
import { boundedCookie } from '../../trace/model/bounds.ts';

/** A cookie of the WebExtension API as our own type; `hostOnly` and `storeId` are always there. */
export function fromApi(cookie: Cookies.Cookie): BrowserCookie {
  const partitionKey = cookie.partitionKey as PartitionKey | null | undefined;
  const partitioned = partitionKey?.topLevelSite !== undefined && partitionKey.topLevelSite !== '';
  return boundedCookie({
    name: cookie.name,
    value: cookie.value,
    domain: cookie.domain,
    hostOnly: cookie.hostOnly,
    path: cookie.path,
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    sameSite: (cookie.sameSite as BrowserCookie['sameSite'] | undefined) ?? 'unspecified',
    session: cookie.session,
    ...(cookie.expirationDate !== undefined && { expirationDate: cookie.expirationDate }),
    storeId: cookie.storeId,
    ...(partitioned && { partitionKey }),
    ...(cookie.firstPartyDomain ? { firstPartyDomain: cookie.firstPartyDomain } : {}),
  });
}

/** The query parts that show every cookie: partitioned ones are hidden without a key, Firefox's isolated ones throw. */
const EVERY_PARTITION = __BROWSER__ === 'firefox' ? { partitionKey: {}, firstPartyDomain: null } : { partitionKey: {} };

/**
 * Every cookie that the extension may see and that fits the query: of all stores and partitions, without those that
 * have expired (Firefox keeps showing them).
 *
 * @param now ms since 1970
 */
export async function readCookies(
  query: { readonly name?: string; readonly domain?: string; readonly storeId?: string },
  now: number,
): Promise<BrowserCookie[]> {
  const stores = query.storeId === undefined ? await storeIds() : [query.storeId];
  const found = await Promise.all(
    stores.map((storeId) =>
      // The polyfill's types know neither key; both browsers do.
      browser.cookies.getAll({ ...query, ...EVERY_PARTITION, storeId } as Cookies.GetAllDetailsType),
    ),
  );
  return found
    .flat()
    .map(fromApi)
    .filter((cookie) => cookie.expirationDate === undefined || cookie.expirationDate * 1000 > now);
}

async function storeIds(): Promise<string[]> {
  return (await browser.cookies.getAllCookieStores()).map(({ id }) => id);
}
