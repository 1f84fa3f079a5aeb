import type { DateDialect } from './cookie-date.ts';

export type BrowserName = 'chromium' | 'firefox' | 'rfc6265bis';

/** The places where browsers leave room for difference. One record per browser; no rule asks for a browser by name. */
export interface BrowserRules {
  readonly browser: BrowserName;
  /** How webRequest shows header octets: decoded as UTF-8, or one character per octet. */
  readonly headerText: 'utf-8' | 'octets';
  /** How the cookies API shows a cookie's name, against the header's octets. */
  readonly jarName: 'utf-8' | 'octets';
  /** A line is cut at its first CR (§5.6 rejects it as a control character). */
  readonly truncatesAtCarriageReturn: boolean;
  /**
   * Secure, HttpOnly, Partitioned and SameSite with an over-long value: ignored (§5.6) like any attribute, or read all the
   * same: flags are on, and SameSite is unknown, which takes an earlier one back.
   */
  readonly overLongWord: 'ignored' | 'applied';
  /** Where an inner TAB counts as a control character: nowhere (§5.6 step 1), in the Path that counts, or in the whole line. */
  readonly tabIsControl: 'nowhere' | 'in-path' | 'everywhere';
  /** `value` without `=`: the value of a nameless cookie (§5.6 step 3), or the name of an empty one. */
  readonly withoutEquals: 'value' | 'name';
  /** `=value`: stored nameless (§5.6), or refused. */
  readonly emptyName: 'stored' | 'refused';
  /** A nameless cookie whose value holds `=` would be ambiguous when sent. */
  readonly namelessWithEquals: 'stored' | 'refused';
  /** Expires before 1601: ignored (§5.1.1 step 5), or in the past. */
  readonly expiresBefore1601: 'ignored' | 'past';
  /**
   * Which algorithm reads Expires: that of §5.1.1; `fields`, which asks more of a number and less of a time; or `nspr`,
   * which honours time zones, reads 25:00 as 1:00 of the next day and needs no time at all.
   */
  readonly dates: DateDialect;
  /** Clear-Site-Data is heard on secure origins alone (Clear Site Data §4.1), or over http too. */
  readonly clearSiteDataNeedsSecureOrigin: boolean;
  /**
   * Max-Age is digits with an optional `-` (§5.6.2); `plus-sign` takes `+60` as well; to `any-minus` whatever begins
   * with `-` is in the past, `-abc` too.
   */
  readonly maxAge: 'digits' | 'plus-sign' | 'any-minus';
  /** A default-path above `maxAttributeSize` is kept, or left out: then the Path is what stood there, if anything. */
  readonly overLongDefaultPath: 'kept' | 'left-out';
  /** A Domain beyond ASCII is refused (§5.7 step 8), or read as a URL's host is: `bücher.test` is `xn--bcher-kva.test`. */
  readonly domainBeyondAscii: 'refused' | 'canonical';
  /** The last Max-Age or Expires of a line wins even when it cannot be read (§5.6: an unreadable one was never there). */
  readonly invalidExpiryWins: boolean;
  /** Names of prefixes beyond §4.1.3 (layered cookies). */
  readonly httpPrefixes: boolean;
  /** A replacement keeps the creation-time (§5.7 step 23): always, or just where the value stays the same. */
  readonly keepsCreationTime: 'always' | 'same-value';
  /** A Secure cookie is in the way (§5.7 step 16) where the domains match, or just where one of the two reaches the other's host. */
  readonly secureInTheWay: 'domains-match' | 'scopes-meet';
  /** `__Host-` asks for a Path attribute in the line, not just for the path `/` (§5.7 step 21). */
  readonly hostPrefixNeedsPathAttribute: boolean;
  /** `__Host-` asks for an empty Domain attribute, not just for the host-only-flag; an IP address may name itself. */
  readonly hostPrefixNeedsNoDomainAttribute: boolean;
  /** A prefix is broken on an insecure origin too, not just without Secure. */
  readonly prefixNeedsSecureOrigin: boolean;
  /** `Domain=.`: host-only (§5.6.3), or a mismatch. */
  readonly domainSingleDot: 'host-only' | 'refused';
  /** Domain equal to the host when the host is an IP address: kept host-only. */
  readonly ipDomainIsHostOnly: boolean;
  /** Secure may be set and sent over http on localhost, *.localhost, 127.0.0.0/8 and [::1] (§5.7 step 13, §5.8.3 leave it open). */
  readonly trustsLoopback: boolean;
  /** Partitioned is understood. */
  readonly partitioned: boolean;
  readonly partitionedNeedsSecure: boolean;
  /** Cross-site cookies are put in a partition of the top-level site although the server did not ask (Firefox's Total Cookie Protection). */
  readonly partitionsThirdParty: boolean;
  /**
   * Cookies of embedded sites that stand on a list of trackers are neither stored nor sent, by default (Firefox's Enhanced
   * Tracking Protection). The list is the browser's own: no rule knows who is on it.
   */
  readonly blocksListedTrackers: boolean;
  /** Cookies of an embedded site carry `hasCrossSiteAncestor: true` in their partition key. */
  readonly partitionKeyHasAncestorBit: boolean;
  /** Priority=Low|Medium|High is understood. */
  readonly priority: boolean;
  /** No SameSite is treated as Lax (§5.7 step 18, §5.8.3: "Default"), else as None. */
  readonly laxByDefault: boolean;
  /** Age in ms up to which a cookie without SameSite goes along on cross-site POST navigations; 0: never. */
  readonly laxAllowUnsafeAge: number;
  /** http and https of one host are different sites (§5.2). */
  readonly schemefulSameSite: boolean;
  /** A request that was redirected through another site counts as cross-site when cookies are sent (not when they are stored). */
  readonly redirectsCountForSameSite: boolean;
  readonly sameSiteNoneNeedsSecure: boolean;
  /** Name and value together, octets (§5.6 step 5). */
  readonly maxNameValueSize: number;
  /** One attribute's value, octets (§5.6). */
  readonly maxAttributeSize: number;
  /** Expiry is capped at this many seconds (§5.5). */
  readonly maxLifetime: number;
  /** Cookies per registrable domain (Chromium) or host (Firefox); above it the least recently used go. */
  readonly maxPerDomain: number;
  /** To how many the purge goes down; the newest cookies, used within 30 days, count. */
  readonly purgeTo: number;
  readonly maxTotal: number;
  /** Per partition: cookies and octets; absent: no bound of its own. */
  readonly maxPerPartition?: { readonly cookies: number; readonly octets: number };
}

const RFC6265BIS: BrowserRules = {
  browser: 'rfc6265bis',
  headerText: 'octets',
  jarName: 'octets',
  truncatesAtCarriageReturn: false,
  overLongWord: 'ignored',
  tabIsControl: 'nowhere',
  clearSiteDataNeedsSecureOrigin: true,
  withoutEquals: 'value',
  emptyName: 'stored',
  namelessWithEquals: 'stored',
  expiresBefore1601: 'ignored',
  dates: 'rfc6265bis',
  maxAge: 'digits',
  overLongDefaultPath: 'kept',
  domainBeyondAscii: 'refused',
  keepsCreationTime: 'always',
  secureInTheWay: 'domains-match',
  invalidExpiryWins: false,
  httpPrefixes: false,
  hostPrefixNeedsPathAttribute: true,
  hostPrefixNeedsNoDomainAttribute: false,
  prefixNeedsSecureOrigin: false,
  domainSingleDot: 'host-only',
  ipDomainIsHostOnly: false,
  trustsLoopback: false,
  partitioned: false,
  partitionedNeedsSecure: false,
  partitionsThirdParty: false,
  blocksListedTrackers: false,
  partitionKeyHasAncestorBit: false,
  priority: false,
  laxByDefault: true,
  laxAllowUnsafeAge: 120_000,
  schemefulSameSite: true,
  redirectsCountForSameSite: false,
  sameSiteNoneNeedsSecure: true,
  maxNameValueSize: 4096,
  maxAttributeSize: 1024,
  maxLifetime: 34_560_000,
  maxPerDomain: 50,
  purgeTo: 50,
  maxTotal: 3000,
};

/** What both browsers do alike where the RFC says otherwise, or nothing. */
const SHIPPED: Omit<BrowserRules, 'browser'> = {
  ...RFC6265BIS,
  expiresBefore1601: 'past',
  invalidExpiryWins: true,
  httpPrefixes: true,
  prefixNeedsSecureOrigin: true,
  domainSingleDot: 'refused',
  ipDomainIsHostOnly: true,
  trustsLoopback: true,
  partitioned: true,
  partitionedNeedsSecure: true,
  maxPerDomain: 180,
  purgeTo: 150,
};

const CHROMIUM: BrowserRules = {
  ...SHIPPED,
  browser: 'chromium',
  headerText: 'utf-8',
  jarName: 'utf-8',
  truncatesAtCarriageReturn: true,
  tabIsControl: 'everywhere',
  clearSiteDataNeedsSecureOrigin: false,
  dates: 'fields',
  maxAge: 'plus-sign',
  domainBeyondAscii: 'canonical',
  keepsCreationTime: 'same-value',
  namelessWithEquals: 'refused',
  hostPrefixNeedsNoDomainAttribute: true,
  partitionKeyHasAncestorBit: true,
  priority: true,
  maxTotal: 3300,
  maxPerPartition: { cookies: 180, octets: 10_240 },
};

const FIREFOX: BrowserRules = {
  ...SHIPPED,
  browser: 'firefox',
  overLongWord: 'applied',
  tabIsControl: 'in-path',
  dates: 'nspr',
  maxAge: 'any-minus',
  overLongDefaultPath: 'left-out',
  secureInTheWay: 'scopes-meet',
  withoutEquals: 'name',
  emptyName: 'refused',
  hostPrefixNeedsPathAttribute: false,
  partitionsThirdParty: true,
  blocksListedTrackers: true,
  partitionKeyHasAncestorBit: true,
  laxByDefault: false,
  schemefulSameSite: false,
  redirectsCountForSameSite: true,
  maxTotal: 3000,
};

export const BROWSER_RULES: Readonly<Record<BrowserName, BrowserRules>> = {
  chromium: CHROMIUM,
  firefox: FIREFOX,
  rfc6265bis: RFC6265BIS,
};
