import { isRedacted } from '../../cookies/redacted.ts';
import type { RequestEntry } from './entry.ts';

/** True where what a request carried, or a part of it, was taken out of the file: what seems to be missing may be there. */
export function hidesCookies({ cookieHeader = '', cookies }: Pick<RequestEntry, 'cookieHeader' | 'cookies'>): boolean {
  return isRedacted(cookieHeader) || cookies.some(({ value }) => isRedacted(value));
}

/** True for an answer whose Set-Cookie line was taken out of the file whole: it set something, and nobody knows what. */
export function hidesSetCookie({ responseHeaders }: Pick<RequestEntry, 'responseHeaders'>): boolean {
  return responseHeaders.some(([name, line]) => name === 'set-cookie' && isRedacted(line));
}
