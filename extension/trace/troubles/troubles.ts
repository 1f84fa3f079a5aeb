import type { Thread } from '../model/session.ts';
import { RECOGNISERS } from './recognisers.ts';
import type { Trouble, TroubleCode } from './trouble.ts';

/**
 * The troubles that a thread shows, the gravest first. Reads the whole thread: ask when it is looked at, not at each
 * event.
 */
export function troublesOf(thread: Thread): Trouble[] {
  const found: Trouble[] = [];
  for (const code of Object.keys(RECOGNISERS) as TroubleCode[]) {
    const shown = RECOGNISERS[code](thread);
    if (shown !== undefined) found.push({ code, thread, ...shown });
  }
  return found;
}
