import { phrase } from '../../trace/words/phrase.ts';
import type { CookieActions } from './cookie-actions.ts';

/** Does something, and says so in a notice if it fails. `work` begins at once, as what needs a user's click must. */
export async function attempt(actions: Pick<CookieActions, 'notify'>, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (reason) {
    const why = reason instanceof Error ? reason.message : String(reason);
    actions.notify({ tone: 'bad', said: phrase('noticeFailed', { kind: 'code', text: why }) });
  }
}
