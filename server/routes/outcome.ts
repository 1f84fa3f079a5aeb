import type { AppContext } from '../context.ts';
import type { HeaderList } from '../http/security-headers.ts';
import type { Outcome } from '../sessions/session-manager.ts';

type Known = Exclude<Outcome, { readonly action: 'moved' }>;

/** The Set-Cookie header of an outcome that has a new id; nothing otherwise. */
export function cookieHeaders(context: AppContext, outcome: Known): HeaderList {
  return outcome.action === 'resumed' ? [] : ['Set-Cookie', context.cookie.set(outcome.id)];
}

/** Why the session is a new one, or null. */
export function reasonOf(outcome: Known): string | null {
  return outcome.action === 'resumed' ? null : outcome.reason;
}

export const MOVED =
  'This session id was replaced by a login a moment ago, and your browser does not send the new one yet. Reload.';
