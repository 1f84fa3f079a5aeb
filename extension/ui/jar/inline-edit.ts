import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { type DraftProblem, draftOf, readDraft } from '../../trace/jar/cookie-draft.ts';

/** What typing a value in the table leads to. */
export type InlineEdit =
  | { readonly kind: 'same' }
  | { readonly kind: 'wrong'; readonly problems: readonly DraftProblem[] }
  | { readonly kind: 'changed'; readonly cookie: BrowserCookie };

/**
 * Reads a value that is typed for a cookie.
 *
 * @param began the value that the field began with: the site may have set another one since, and what nobody typed takes
 *   nothing back
 * @param now ms since 1970
 */
export function inlineEdit(cookie: BrowserCookie, began: string, typed: string, now: number): InlineEdit {
  if (typed === began || typed === cookie.value) return { kind: 'same' };
  const read = readDraft({ ...draftOf(cookie), value: typed }, now, cookie);
  return 'cookie' in read ? { kind: 'changed', cookie: read.cookie } : { kind: 'wrong', problems: read.problems };
}
