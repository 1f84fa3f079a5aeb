import type { Timeouts } from './http/listener.ts';
import type { LogOptions } from './log/log.ts';
import type { CookieSettings } from './sessions/session-cookie.ts';
import type { SessionPolicy } from './sessions/session-store.ts';

/** Everything that can be chosen about a companion server. Durations in ms. */
export type CompanionOptions = {
  /** 0: any free port. */
  readonly port: number;
  /** The cookie lab's second origin; by default the port after `port`, or any free one where that is taken. */
  readonly labPort?: number | undefined;
  /** The address to listen on; by default this machine alone, by IPv4 and IPv6. */
  readonly host?: string | undefined;
  /** Names besides this machine's own that requests may be for; `*.example.com` for all below. */
  readonly allowedHosts?: readonly string[];
  /** An address that stores/store-kinds.ts knows, `sqlite:PATH` for one. */
  readonly store: string;
  readonly workers: number;
  readonly policy: SessionPolicy;
  /** What differs from `defaultCookie`. */
  readonly cookie: Partial<CookieSettings>;
  /** Paths of PEM files. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  readonly hsts: boolean;
  /** State-changing requests per address and minute; 0 for no limit. */
  readonly rateLimit: number;
  /** How many proxies stand in front, whose X-Forwarded-For is believed. */
  readonly trustProxy: number;
  readonly log: LogOptions;
  /** How long connections may take; tests shorten them. */
  readonly timeouts?: Timeouts;
  /** The time is not before this, ms since 1970: a new worker of a fleet goes on where the others are. */
  readonly notBefore?: number | undefined;
  /** Shared by all processes of a fleet: signs the lab's forms and salts the ids in the log. */
  readonly secret?: string | undefined;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const DEFAULT_POLICY: SessionPolicy = {
  idleMs: 30 * MINUTE,
  absoluteMs: 8 * HOUR,
  provisionalMs: 5 * MINUTE,
  movedMs: 10 * SECOND,
  mostProvisional: 100_000,
};

const DEFAULTS: CompanionOptions = {
  port: 3000,
  store: 'sqlite:data/sessions.sqlite',
  workers: 1,
  policy: DEFAULT_POLICY,
  cookie: {},
  hsts: false,
  rateLimit: 300,
  trustProxy: 0,
  log: { to: 'none', level: 'info' },
};

/** Fills in what was not chosen. */
export function withDefaults(given: Partial<CompanionOptions>): CompanionOptions {
  return { ...DEFAULTS, ...given };
}

/**
 * The session cookie as OWASP's cheat sheet wants it: HttpOnly, SameSite=Lax, host-only, ending with the browser, and
 * under TLS Secure with the `__Host-` prefix (ASVS 5.0 3.3.1 to 3.3.4).
 */
export function cookieSettings(options: Pick<CompanionOptions, 'cookie' | 'tls'>): CookieSettings {
  const { cookie } = options;
  const secure = cookie.secure ?? options.tls !== undefined;
  const path = cookie.path ?? '/';
  const mayBeHost = secure && path === '/' && cookie.domain === undefined;
  return {
    httpOnly: true,
    sameSite: 'Lax',
    partitioned: false,
    ...cookie,
    secure,
    path,
    name: cookie.name ?? (mayBeHost && options.tls !== undefined ? '__Host-sid' : 'sid'),
  };
}
