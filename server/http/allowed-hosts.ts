import { BlockList, isIP } from 'node:net';

/** Host and port as a Host header has them (RFC 9110 section 7.2); what does not look like it is no host. */
const HOST = /^(?:\[([0-9a-f:.]{2,45})\]|([^\s:/?#@[\]\\]{1,255}))(?::\d{0,5})?$/i;

/** A name, or `*.` and a name for all that lie below it. */
const NAME = /^(\*\.)?[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?$/i;

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

const isLoopback = (address: string): boolean => LOOPBACK.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Whether text can be one of `allowed` of `hostCheck`. */
export function isHostName(text: string): boolean {
  return NAME.test(text) || isIP(text) > 0;
}

/**
 * Whether a Host header names this server. Without it, any site could reach a server of this machine from its
 * visitors' browsers: it lets its own name point to 127.0.0.1, and is then, to the browser, the same origin (DNS
 * rebinding). That takes a name, so addresses are harmless.
 *
 * This machine's own names and addresses are always allowed: `localhost`, what ends in `.localhost` (RFC 6761 section
 * 6.3), and loopback addresses.
 * @param listening the address or name that the server listens on, where that is not this machine alone; with it, all
 *   addresses are allowed, for a machine may have many
 * @param allowed more names; `*.example.com` for all below `example.com`
 */
export function hostCheck(listening: string | undefined, allowed: readonly string[] = []): (host: string) => boolean {
  const names = new Set(['localhost', ...(listening === undefined ? [] : [listening]), ...allowed].map(lowerCase));
  const suffixes = ['.localhost', ...allowed.filter((name) => name.startsWith('*.')).map((name) => name.slice(1))].map(
    lowerCase,
  );
  return (host) => {
    const [, ipv6, text] = HOST.exec(host) ?? [];
    // A name may end in the dot of the root.
    const name = (ipv6 ?? text ?? '').toLowerCase().replace(/\.$/, '');
    if (names.has(name) || suffixes.some((suffix) => name.endsWith(suffix))) return true;
    return isIP(name) > 0 && (listening !== undefined || isLoopback(name));
  };
}

const lowerCase = (text: string): string => text.toLowerCase();
