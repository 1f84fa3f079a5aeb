import type { RetrievalReason, UnknownCode } from '../../cookies/reason-codes.ts';
import type { RequestEntry, RetrievalEntry } from '../model/entry.ts';
import { isWithinOtherSite } from '../model/within-site.ts';
import { cookieRequestOf, mayOmitCredentials } from './cookie-request.ts';

/** The verdict on one cookie of the jar in one request. What was sent is always observed: the header is there. */
export interface SentVerdict {
  readonly sent: boolean;
  /** False where the request shows otherwise than the rules say. */
  readonly agrees: boolean;
  /** Every reason of the rules not to send it; where it was not sent against them, the likely one. */
  readonly reasons: readonly RetrievalReason[];
  /** True where the reason is not the rules' but concluded from the request itself. */
  readonly concluded: boolean;
  readonly shadowed: boolean;
  readonly unknown: readonly UnknownCode[];
}

/** The verdict on a cookie that was not sent, shadowed, or sent against the rules. */
export function retrievalVerdict(entry: RequestEntry, { sent, predicted }: RetrievalEntry): SentVerdict {
  const shadowed = predicted.warnings.some(({ code }) => code === 'shadowed');
  const against = !sent && predicted.sent;
  // No cookie at all, from a script, though the rules send some: it was asked to go without credentials.
  const omitted = against && entry.cookieHeader === undefined && mayOmitCredentials(entry);
  // The rules do not know whether the browser blocks them.
  const blocked = against && !omitted && isBlockedThere(entry, predicted.unknown);
  // The answer came later than the prediction: it may fit a request without credentials alone.
  const anonymous = !sent && !predicted.sent && answerFitsNoCredentials(entry, predicted.reasons);
  return {
    sent,
    agrees: sent === predicted.sent || omitted || blocked,
    reasons: omitted
      ? [{ code: 'credentials-omitted' }]
      : blocked
        ? [{ code: 'third-party-blocked' }]
        : anonymous
          ? [{ code: 'cors-anonymous' }, ...predicted.reasons]
          : predicted.reasons,
    concluded: omitted || blocked || anonymous || (!sent && entry.withoutCredentials === true),
    shadowed,
    unknown: predicted.unknown,
  };
}

/** True inside of another site's page, where nothing shows whether such cookies are blocked. */
const isBlockedThere = (entry: RequestEntry, unknown: readonly UnknownCode[]): boolean =>
  unknown.includes('third-party-blocking') && isWithinOtherSite(entry);

const WITHOUT_CREDENTIALS: ReadonlySet<RetrievalReason['code']> = new Set([
  'credentials-omitted',
  'cors-anonymous',
  'cors-preflight',
]);

/** True where the server's CORS headers say that no credentials were asked for, and no reason says so yet. */
function answerFitsNoCredentials(entry: RequestEntry, reasons: readonly RetrievalReason[]): boolean {
  if (reasons.some(({ code }) => WITHOUT_CREDENTIALS.has(code))) return false;
  return cookieRequestOf(entry).credentials === 'anonymous';
}
