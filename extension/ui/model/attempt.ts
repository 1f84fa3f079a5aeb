import { type CookieActions, failure } from './cookie-actions.ts';

/**
 * Does something, and says so in a notice if it fails. `work` begins at once, as what needs a user's click must.
 *
 * @returns What came of it; undefined where it failed.
 */
export async function attempt<T>(
  actions: Pick<CookieActions, 'notify'>,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (reason) {
    actions.notify(failure(reason));
    return undefined;
  }
}
