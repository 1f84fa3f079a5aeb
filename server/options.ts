import type { CookieSettings } from './sessions/session-cookie.ts';
import type { SessionPolicy } from './stores/session-store.ts';

/** Everything that can be chosen about a companion server. Durations in ms. */
export type CompanionOptions = {
  readonly port: number;
  readonly store: string;
  readonly policy: SessionPolicy;
  readonly cookie: CookieSettings;
};

const DEFAULTS: CompanionOptions = {
  port: 3000,
  store: 'sqlite:data/sessions.sqlite',
  policy: { idleMs: 30 * 60_000, absoluteMs: 8 * 3_600_000, provisionalMs: 5 * 60_000, movedMs: 10_000 },
  cookie: { name: 'sid', path: '/', secure: false, httpOnly: true, sameSite: 'Lax', partitioned: false },
};

/** Fills in what was not chosen. */
export function withDefaults(given: Partial<CompanionOptions>): CompanionOptions {
  return { ...DEFAULTS, ...given };
}
