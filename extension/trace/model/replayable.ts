import type { RequestEntry } from './entry.ts';

/** Methods whose requests have no body: others had one, perhaps, which is not recorded. */
const WITHOUT_BODY: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Whether a method's requests can be sent again as they were. */
export function hasNoBody(method: string): boolean {
  return WITHOUT_BODY.has(method);
}

/** Whether an entry can be sent again by its page: no socket, no body, and the page is a tab's. */
export function isReplayable({ method, url, tabId }: Pick<RequestEntry, 'method' | 'url' | 'tabId'>): boolean {
  return hasNoBody(method) && /^https?:/.test(url) && tabId >= 0;
}
