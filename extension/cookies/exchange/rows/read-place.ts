import { isRecord } from '../../base64.ts';
import type { PartitionKey } from '../../browser-cookie.ts';
import { canonicalizeHost, isIpAddress, parseUrl } from '../../hosts.ts';
import { type RowNote, shown, shownValue } from '../exchange-codes.ts';
import { type Fault, fault } from './row-fault.ts';
import { isFlag, isTrue, type RowFields } from './row-fields.ts';

interface Place {
  readonly domain: string;
  readonly hostOnly: boolean;
}

const PORT = /^([^:[\]]+|\[[^\]]*\]):(\d{1,5})$/;
/** What no host has; a URL's parser would pass over some of it. */
const NO_HOST = /[\s/\\?#@*%]|^\.|\.\./;

/** The domain of a row, in the form of the cookies API. Without `hostOnly` a leading dot marks a domain cookie. */
export function readDomain(fields: RowFields, notes: RowNote[]): Place | Fault {
  const name = shown(String(fields.name));
  const given = typeof fields.domain === 'string' ? fields.domain.trim() : '';
  const site = given === '' && typeof fields.url === 'string' ? parseUrl(fields.url.slice(0, 10_000)) : null;
  if (site !== null && site.hostname !== '') return { domain: site.hostname, hostOnly: true };
  if (given === '') return fault('domain-missing', { name });
  if (!isFlag(fields.hostOnly))
    return fault('flag-value', { name, flag: 'HostOnly', value: shownValue(fields.hostOnly) });
  const bad = fault('domain-bad', { domain: shown(given) });
  if (given.length > 261) return bad;
  const dotted = given.startsWith('.');
  const undotted = dotted ? given.slice(1) : given;
  if (NO_HOST.test(undotted)) return bad;
  const [, bare, port] = PORT.exec(undotted) ?? [];
  const host = canonicalizeHost(bare ?? undotted);
  if (host === null || host.length > 255 || Number(port ?? 0) > 65_535) return bad;
  // wget writes the port. Cookies know none: RFC 6265bis §8.5.
  if (port !== undefined) notes.push({ code: 'port-dropped', params: { port } });
  const alone = fields.hostOnly === undefined || fields.hostOnly === null ? !dotted : isTrue(fields.hostOnly);
  // Perl and Python name a host without a dot so: RFC 2965's "effective host name".
  if (host === 'localhost.local') {
    notes.push({ code: 'local-suffix' });
    return { domain: 'localhost', hostOnly: true };
  }
  if (!alone && (isIpAddress(host) || host === 'localhost')) {
    notes.push({ code: 'host-only-here', params: { host } });
    return { domain: host, hostOnly: true };
  }
  return { domain: alone ? host : `.${host}`, hostOnly: alone };
}

/** Firefox's own form: `(https,example.com)`, `(http,localhost,8080)`. */
const FIREFOX_KEY = /^\((https?),([^,()]+)(?:,(\d{1,5}))?(?:,f)?\)$/;

/** The partition of a row, from any of the forms that browsers and tools write. undefined: not partitioned. */
export function readPartition(fields: RowFields): PartitionKey | undefined | Fault {
  const name = shown(String(fields.name));
  if (isTrue(fields.partitionKeyOpaque)) return fault('partition-opaque', { name });
  const key = fields.partitionKey;
  const given = isRecord(key) ? (key['topLevelSite'] ?? key['sourceOrigin']) : key;
  if (given === undefined || given === null || given === '') {
    return isTrue(fields.partitioned) ? fault('partition', { name }) : undefined;
  }
  if (typeof given !== 'string') return fault('partition', { name });
  const [, scheme, host, port] = FIREFOX_KEY.exec(given) ?? [];
  const site = scheme === undefined ? given : `${scheme}://${host}${port === undefined ? '' : `:${port}`}`;
  if (site.length > 300 || !/^https?:\/\/[^/?#]+\/?$/i.test(site) || !URL.canParse(site))
    return fault('partition', { name });
  const ancestor = isRecord(key) ? key['hasCrossSiteAncestor'] : fields.hasCrossSiteAncestor;
  return {
    topLevelSite: site.replace(/\/$/, ''),
    ...(ancestor !== undefined && ancestor !== null && ancestor !== '' && { hasCrossSiteAncestor: isTrue(ancestor) }),
  };
}
