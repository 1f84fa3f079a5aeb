import { isSessionRole } from '../../cookies/names/cookie-role.ts';
import type { KnownCookie } from '../../cookies/names/known-cookie.ts';
import { knownCookie } from './recognise.ts';
import type { Thread } from './session.ts';
import type { Trace } from './trace.ts';

/** A cookie of a site that could be followed as its session. */
export interface Candidate {
  readonly name: string;
  /** Its thread, where it is followed already. */
  readonly thread?: Thread;
  /** What its name says it is. */
  readonly known?: KnownCookie;
}

/** A cookie that the browser holds for a site. */
export interface HeldCookie {
  readonly name: string;
  readonly value: string;
}

/**
 * The cookies of a site, one for each name: those that are followed first, the main one at the top; then those that
 * could be sessions; then those that are known to be something else.
 *
 * @param held what the browser holds for the site now
 */
export function candidatesOf(
  trace: Trace,
  site: string,
  storeId: string,
  held: readonly HeldCookie[],
): readonly Candidate[] {
  const threads = new Map<string, Thread>();
  const values = new Map(held.map(({ name, value }) => [name, value]));
  for (const thread of [...trace.threads.values(), ...trace.companions.values()]) {
    if (thread.site !== site || thread.storeId !== storeId) continue;
    threads.set(thread.name, thread);
    values.set(thread.name, values.get(thread.name) ?? thread.sessions.at(-1)?.value ?? '');
  }
  const rank = ({ thread, known }: Candidate): number =>
    thread?.trust ?? (known === undefined || isSessionRole(known.role) ? -1 : -2);
  return [...values]
    .map(([name, value]): Candidate => {
      const thread = threads.get(name);
      const known = knownCookie(name, value);
      return { name, ...(thread !== undefined && { thread }), ...(known !== undefined && { known }) };
    })
    .sort((a, b) => rank(b) - rank(a) || a.name.localeCompare(b.name));
}
