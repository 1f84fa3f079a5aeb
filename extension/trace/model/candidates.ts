import { knownSessionName, notASessionName, type OtherName, type SessionName } from '../../cookies/session-names.ts';
import type { Thread } from './session.ts';
import type { Trace } from './trace.ts';

/** A cookie of a site that could be followed as its session. */
export interface Candidate {
  readonly name: string;
  /** Its thread, where it is followed already. */
  readonly thread?: Thread;
  /** Whose session cookie has this name. */
  readonly known?: SessionName;
  /** What its name says it is instead. */
  readonly other?: OtherName;
}

/**
 * The cookies of a site, one for each name: those that are followed first, the main one at the top; then those that
 * could be sessions; then those that are known to be something else.
 *
 * @param held the names that the browser holds for the site now
 */
export function candidatesOf(trace: Trace, site: string, storeId: string, held: readonly string[]): Candidate[] {
  const threads = new Map<string, Thread>();
  for (const thread of [...trace.threads.values(), ...trace.companions.values()]) {
    if (thread.site === site && thread.storeId === storeId) threads.set(thread.name, thread);
  }
  const names = new Set([...threads.keys(), ...held]);
  const rank = ({ thread, other }: Candidate): number => thread?.trust ?? (other === undefined ? -1 : -2);
  return [...names]
    .map((name): Candidate => {
      const thread = threads.get(name);
      const known = knownSessionName(name);
      const other = notASessionName(name);
      return {
        name,
        ...(thread !== undefined && { thread }),
        ...(known !== undefined && { known }),
        ...(other !== undefined && { other }),
      };
    })
    .sort((a, b) => rank(b) - rank(a) || a.name.localeCompare(b.name));
}
