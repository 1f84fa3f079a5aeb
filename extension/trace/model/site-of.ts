import { parseOrigin } from '../../cookies/parse-origin.ts';

/**
 * The site of a host: its registrable domain, or the host itself where it has none (IP addresses, single labels, a
 * host that is a public suffix). The public suffix comes with the event, so that no view needs the whole list.
 *
 * @param host a canonical host name, without a port
 * @param publicSuffix the host's public suffix, absent where it has none
 */
export function siteOf(host: string, publicSuffix: string | undefined): string {
  if (publicSuffix === undefined || host === publicSuffix || !host.endsWith(`.${publicSuffix}`)) return host;
  const rest = host.slice(0, -publicSuffix.length - 1);
  return `${rest.slice(rest.lastIndexOf('.') + 1)}.${publicSuffix}`;
}

/** What a record holds for a host or a site; `constructor` is a host like any other. */
export function heldFor<T>(record: Readonly<Record<string, T>> | undefined, host: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, host) ? record[host] : undefined;
}

/** The host of a URL, without a port and without the brackets of IPv6; empty for what is no URL. */
export function hostOf(url: string): string {
  return (parseOrigin(url)?.hostname ?? '').replace(/^\[|\]$/g, '');
}
