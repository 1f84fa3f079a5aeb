import { parseArgs } from 'node:util';
import { isHostName } from './http/allowed-hosts.ts';
import { type CompanionOptions, DEFAULT_POLICY } from './options.ts';
import type { CookieSettings } from './sessions/session-cookie.ts';
import { STORE_FORMS } from './stores/store-kinds.ts';

/** A bad command line; the message is one sentence for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
type Flag = { readonly value?: string; readonly several?: true; readonly says: string };

/** Every option of the command line: its value, and what it does. The help is made from this table. */
const FLAGS: Readonly<Record<string, Flag>> = {
  port: { value: 'N', says: 'port to listen on (3000); 0 takes a free one' },
  'lab-port': { value: 'N', says: "the cookie lab's second port (the port after --port, or a free one)" },
  host: { value: 'ADDRESS', says: 'address to listen on (this machine alone)' },
  'allowed-host': {
    value: 'NAME',
    several: true,
    says: 'a name, or *.NAME, that requests may be for besides localhost; may be given again',
  },
  store: { value: 'STORE', says: `${STORE_FORMS} (sqlite:data/sessions.sqlite)` },
  workers: { value: 'N', says: 'processes that share the port (1)' },
  'idle-timeout': { value: 'TIME', says: 'a session ends this long after its last visit (30m)' },
  'absolute-timeout': { value: 'TIME', says: 'a session ends this long after it began, whatever happens (8h)' },
  'provisional-timeout': { value: 'TIME', says: 'a session whose cookie never came back ends after this long (5m)' },
  'provisional-limit': {
    value: 'N',
    says: 'how many sessions may wait for their cookie to come back; the oldest end first (100000)',
  },
  'cookie-name': { value: 'NAME', says: 'name of the session cookie (sid; __Host-sid under TLS)' },
  'same-site': { value: 'MODE', says: 'lax, strict, none, or omit for no SameSite attribute (lax)' },
  secure: { says: 'send the cookie with Secure (always under TLS)' },
  'no-secure': { says: 'send the cookie without Secure even under TLS' },
  'no-http-only': { says: 'send the cookie without HttpOnly' },
  domain: { value: 'DOMAIN', says: 'send the cookie with Domain' },
  path: { value: 'PATH', says: 'Path of the cookie (/)' },
  persistent: { says: 'keep the cookie after the browser closes, for as long as the absolute timeout' },
  'max-age': { value: 'TIME', says: 'keep the cookie this long' },
  partitioned: { says: 'send the cookie with Partitioned' },
  'tls-cert': { value: 'FILE', says: 'certificate chain in PEM; with --tls-key, the server speaks HTTPS' },
  'tls-key': { value: 'FILE', says: 'private key in PEM' },
  hsts: { says: 'send Strict-Transport-Security (off: it would bind every project on localhost)' },
  'rate-limit': { value: 'N', says: 'state-changing requests per address and minute, 0 for no limit (300)' },
  'trust-proxy': { value: 'N', says: 'number of proxies in front whose X-Forwarded-For is believed (0)' },
  log: { value: 'WHERE', says: 'stderr, stdout, none or a file (data/companion.log)' },
  'log-level': { value: 'LEVEL', says: 'fatal, error, warn, info, debug or trace (info)' },
  help: { says: 'print this' },
};

/** The text of `--help`. */
export function helpText(): string {
  const lines = Object.entries(FLAGS).map(([name, flag]) => {
    const left = `  --${name}${flag.value === undefined ? '' : ` ${flag.value}`}`;
    return `${left.padEnd(30)}${flag.says}`;
  });
  return [
    'npm run server -- [options]',
    '',
    ...lines,
    '',
    'TIME is 500ms, 10s, 30m, 8h or 7d; a bare number is seconds.',
  ].join('\n');
}

/** Reads the command line. Throws a `UsageError` for what cannot be meant; answers 'help' when asked for help. */
export function readCommandLine(args: readonly string[]): Partial<CompanionOptions> | 'help' {
  const values = readValues(args);
  if (values['help'] === true) return 'help';
  const policy = {
    ...DEFAULT_POLICY,
    ...given('idleMs', duration(values, 'idle-timeout')),
    ...given('absoluteMs', duration(values, 'absolute-timeout')),
    ...given('provisionalMs', duration(values, 'provisional-timeout')),
    ...given('mostProvisional', whole(values, 'provisional-limit', 1, 100_000_000)),
  };
  return {
    policy,
    cookie: readCookie(values, policy.absoluteMs),
    ...given('port', whole(values, 'port', 0, 65_535)),
    ...given('labPort', whole(values, 'lab-port', 0, 65_535)),
    ...given('host', text(values, 'host')),
    ...given('allowedHosts', readAllowedHosts(values)),
    ...given('store', text(values, 'store')),
    ...given('workers', whole(values, 'workers', 1, 256)),
    ...given('tls', readTls(values)),
    ...given('rateLimit', whole(values, 'rate-limit', 0, 1_000_000)),
    ...given('trustProxy', whole(values, 'trust-proxy', 0, 16)),
    hsts: values['hsts'] === true,
    log: {
      to: text(values, 'log') ?? 'data/companion.log',
      level: oneOf(values, 'log-level', ['fatal', 'error', 'warn', 'info', 'debug', 'trace']) ?? 'info',
    },
  };
}

function readValues(args: readonly string[]): Values {
  const options = Object.fromEntries(
    Object.entries(FLAGS).map(([name, { value, several = false }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: several },
    ]),
  );
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split(/\. |\n/)[0] ?? '') : String(error);
    throw new UsageError(`${detail.replace(/\.$/, '')}. --help lists the options.`);
  }
}

function readCookie(values: Values, absoluteMs: number): Partial<CookieSettings> {
  const name = text(values, 'cookie-name');
  // RFC 6265bis section 4.1.1: a cookie name is an RFC 9110 token.
  if (name !== undefined && !/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) {
    throw new UsageError(`--cookie-name ${name} is no cookie name: use letters, digits and !#$%&'*+-.^_\`|~.`);
  }
  for (const flag of ['domain', 'path']) {
    // RFC 6265bis section 4.1.1: path-value and domain-value end at a semicolon and hold no control characters.
    if (/[;\x00-\x1f\x7f-\uffff]/.test(text(values, flag) ?? '')) {
      throw new UsageError(`--${flag} holds a character that no cookie attribute may hold.`);
    }
  }
  if (values['secure'] === true && values['no-secure'] === true) {
    throw new UsageError('--secure and --no-secure contradict each other: leave one out.');
  }
  const maxAge = duration(values, 'max-age') ?? (values['persistent'] === true ? absoluteMs : undefined);
  const sameSite = oneOf(values, 'same-site', ['lax', 'strict', 'none', 'omit'] as const);
  const modes = { lax: 'Lax', strict: 'Strict', none: 'None', omit: undefined } as const;
  return {
    ...given('name', name),
    ...given('domain', text(values, 'domain')),
    ...given('path', text(values, 'path')),
    ...given('maxAge', maxAge === undefined ? undefined : Math.floor(maxAge / 1_000)),
    ...(sameSite === undefined ? {} : { sameSite: modes[sameSite] }),
    ...(values['secure'] === true ? { secure: true } : {}),
    ...(values['no-secure'] === true ? { secure: false } : {}),
    ...(values['no-http-only'] === true ? { httpOnly: false } : {}),
    ...(values['partitioned'] === true ? { partitioned: true } : {}),
  };
}

function readAllowedHosts(values: Values): string[] | undefined {
  const hosts = values['allowed-host'];
  if (!Array.isArray(hosts)) return undefined;
  return hosts.map((host) => {
    if (typeof host === 'string' && isHostName(host)) return host;
    throw new UsageError(`--allowed-host ${host} is no name of a host: write shop.example or *.shop.example.`);
  });
}

function readTls(values: Values): CompanionOptions['tls'] {
  const cert = text(values, 'tls-cert');
  const key = text(values, 'tls-key');
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) throw new UsageError('TLS needs both --tls-cert and --tls-key.');
  return { cert, key };
}

function given<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, V>);
}

function text(values: Values, flag: string): string | undefined {
  const value = values[flag];
  if (value === '') throw new UsageError(`--${flag} needs a value.`);
  return typeof value === 'string' ? value : undefined;
}

function whole(values: Values, flag: string, least: number, most: number): number | undefined {
  const value = text(values, flag);
  if (value === undefined) return undefined;
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`--${flag} ${value} is not a whole number from ${least} to ${most}.`);
}

function oneOf<T extends string>(values: Values, flag: string, allowed: readonly T[]): T | undefined {
  const value = text(values, flag);
  if (value === undefined) return undefined;
  const found = allowed.find((word) => word === value.toLowerCase());
  if (found === undefined) throw new UsageError(`--${flag} ${value} is not one of: ${allowed.join(', ')}.`);
  return found;
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, '': 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST_MS = 400 * 86_400_000;

/** `30m` and the like, in ms. */
function duration(values: Values, flag: string): number | undefined {
  const value = text(values, flag);
  if (value === undefined) return undefined;
  const [, amount = '', unit = ''] = /^(\d+)(ms|s|m|h|d)?$/.exec(value) ?? [];
  const ms = Number(amount) * (UNITS[unit] ?? Number.NaN);
  const least = flag === 'max-age' ? 0 : 1;
  if (amount !== '' && ms >= least && ms <= LONGEST_MS) return ms;
  throw new UsageError(`--${flag} ${value} is no duration up to 400 days: write 10s, 30m or 8h.`);
}
