import { parseUrl } from './hosts.ts';

/** What a URL says of its origin. */
export type UrlOrigin = Pick<URL, 'protocol' | 'hostname' | 'host' | 'port' | 'origin'>;

/**
 * Scheme, host and port as browsers write them. Nothing behind them can change the origin. What is written in another
 * way (other schemes, users, spaces, backslashes) is parsed as a whole.
 */
const AUTHORITY = /^(?:https?|wss?):\/\/[\w.:[\]-]+(?=[/?#]|$)/;

/** Origins that are kept. A trace knows some dozens, while each of its addresses may be another. */
const MOST = 500;
const known = new Map<string, UrlOrigin | null>();

/** The origin of a URL; null when it is no absolute URL. Parsed once for all addresses of an origin. */
export function parseOrigin(address: string): UrlOrigin | null {
  const [authority] = AUTHORITY.exec(address) ?? [];
  if (authority === undefined) return parseUrl(address);
  const before = known.get(authority);
  if (before !== undefined) return before;
  const url = parseUrl(authority);
  // Plain text: the members of a URL are computed each time that they are read.
  const parsed = url && {
    protocol: url.protocol,
    hostname: url.hostname,
    host: url.host,
    port: url.port,
    origin: url.origin,
  };
  if (known.size >= MOST) known.clear();
  known.set(authority, parsed);
  return parsed;
}
