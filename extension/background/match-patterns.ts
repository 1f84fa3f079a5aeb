import { bareDomain } from '../cookies/domain-match.ts';
import { publicSuffixList } from '../cookies/public-suffixes.ts';
import type { Settings } from '../protocol/settings/settings.ts';
import type { WatchedSite } from '../protocol/site-commands.ts';
import type { NewTraceEvent } from '../trace/model/event.ts';
import { hostOf } from '../trace/model/site-of.ts';

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

/** The site of a host: its registrable domain, or the host itself; IPv6 without its brackets, as the trace has it. */
export function siteOfHost(host: string): string {
  return publicSuffixList.registrableDomain(host) ?? host.replace(/^\[|\]$/g, '');
}

/** The site of a URL. */
export function siteOfUrl(url: string): string {
  return siteOfHost(hostOf(url));
}

/** Every URL that requests are made to. The browser itself keeps from us what the user has not granted. */
export const EVERY_URL: readonly string[] = ['*://*/*', 'ws://*/*', 'wss://*/*'];

/** Patterns that grant every site, as users can in the browser's own pages. */
const EVERY_SITE: ReadonlySet<string> = new Set(['<all_urls>', '*://*/*', 'http://*/*', 'https://*/*']);

/** The host of a match pattern, without `*.`; undefined where it names none. */
function hostOfPattern(pattern: string): string | undefined {
  const host = /^(?:\*|https?|wss?):\/\/(?:\*\.)?([^/*]+)\/\*$/.exec(pattern)?.[1];
  return host?.replace(/:\d+$/, '');
}

/** The site that a match pattern belongs to; undefined for patterns of every site. */
export function siteOfPattern(pattern: string): string | undefined {
  const host = hostOfPattern(pattern);
  return host === undefined ? undefined : siteOfHost(host);
}

/** Granted match patterns by their site, in order. */
export function sitesOf(origins: readonly string[], fixed: ReadonlySet<string>): WatchedSite[] {
  const sites = new Map<string, string[]>();
  for (const pattern of origins) {
    const site = siteOfPattern(pattern);
    if (site === undefined) continue;
    const known = sites.get(site);
    if (known === undefined) sites.set(site, [pattern]);
    else known.push(pattern);
  }
  return [...sites]
    .map(([site, patterns]) => ({ site, patterns, fixed: patterns.every((pattern) => fixed.has(pattern)) }))
    .sort((a, b) => a.site.localeCompare(b.site));
}

/** True where every site is granted. */
export function grantsEverySite(origins: readonly string[]): boolean {
  return origins.some((pattern) => EVERY_SITE.has(pattern));
}

/** The host of a pattern with its `*.`, without its port; `*` for every host. */
const hostPart = (pattern: string): string =>
  pattern.startsWith('<') ? '*' : pattern.replace(/^[^/]*\/\//, '').replace(/(?::\d+)?\/.*/, '');

/**
 * The hosts that are granted by https alone, as match patterns have them: Chromium hides cookies without Secure there, and
 * requests by http.
 */
export function hostsByHttpsAlone(origins: readonly string[]): string[] {
  const byHttp = origins.filter((pattern) => /^(?:http:|[*<])/.test(pattern)).map(hostPart);
  const covers = (wide: string, host: string): boolean =>
    wide === '*' || wide === host || (wide.startsWith('*.') && `.${host}`.endsWith(wide.slice(1)));
  const byHttps = origins.filter((pattern) => pattern.startsWith('https:')).map(hostPart);
  return byHttps.filter((host) => !byHttp.some((wide) => covers(wide, host)));
}

/**
 * The match patterns to listen to: those that are granted, without those of sites that are turned off. Where every site
 * is granted that is every URL, and what is turned off is passed over as it comes.
 */
export function patternsToWatch(origins: readonly string[], settings: Settings): readonly string[] {
  if (grantsEverySite(origins)) return EVERY_URL;
  return origins.filter((pattern) => {
    const site = siteOfPattern(pattern);
    return site !== undefined && settings.sites[site]?.on !== false;
  });
}

/** Whether an event is about a site that is turned off. */
export function isTurnedOff(event: NewTraceEvent, settings: Settings): boolean {
  const off = offTest(settings);
  if (event.kind === 'cookie-changed') return off.host(bareDomain(event.cookie.domain));
  return 'url' in event && off.url(event.url);
}

/** Says which hosts are turned off; it costs nothing where none is. */
export function offTest(settings: Settings): {
  readonly host: (host: string) => boolean;
  readonly url: (url: string) => boolean;
} {
  const off = new Set(Object.entries(settings.sites).flatMap(([site, { on }]) => (on === false ? [site] : [])));
  if (off.size === 0) return { host: () => false, url: () => false };
  return { host: (host) => off.has(siteOfHost(host)), url: (url) => off.has(siteOfUrl(url)) };
}
