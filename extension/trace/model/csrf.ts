import type { RequestEntry } from './entry.ts';
import { headerValue } from './headers.ts';

/** Why a server took a request for one that another site forged (CSRF). Neither says anything of the session itself. */
export type CsrfRefusal =
  /** Its token was missing or did not fit, as the answer's body or address says. */
  | 'token'
  /** It came from an origin that the server does not trust, as the answer's body says. */
  | 'origin'
  /** The status says so: Laravel answers 419, and its XSRF-TOKEN was there. */
  | 'status';

const SAFE = /^(?:GET|HEAD|OPTIONS|TRACE)$/;

/** Auth.js leads back to its form by `?csrf=true` where the token did not fit. */
const LED_BACK = /[?&]csrf=true(?:&|#|$)/;

/**
 * Why an answer refuses its request as forged; undefined where it does not, or where nothing shows it: a 403 alone has
 * many reasons. Elsewhere than in Laravel 419 is used for a session that has timed out.
 */
export function csrfRefusal(entry: RequestEntry): CsrfRefusal | undefined {
  if (entry.says === 'csrf') return 'token';
  if (entry.says === 'csrf-origin') return 'origin';
  if (SAFE.test(entry.method)) return undefined;
  if (LED_BACK.test(headerValue(entry.responseHeaders, 'location') ?? '')) return 'token';
  const isLaravel = entry.status === 419 && entry.cookies.some(({ name }) => name === 'XSRF-TOKEN');
  return isLaravel ? 'status' : undefined;
}
