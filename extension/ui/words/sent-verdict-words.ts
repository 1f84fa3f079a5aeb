import type { RetrievalReason } from '../../cookies/reason-codes.ts';
import type { RequestEntry, RetrievalEntry } from '../../trace/model/entry.ts';
import { headerValue } from '../../trace/model/headers.ts';
import { allowsCredentials } from '../../trace/verdicts/cookie-request.ts';
import { retrievalVerdict, type SentVerdict } from '../../trace/verdicts/retrieval-verdict.ts';
import { type Phrase, phrase } from '../../trace/words/phrase.ts';

/** What there is to say of a cookie of the jar in one request. */
export interface SentVerdictWords extends SentVerdict {
  readonly sentences: readonly Phrase[];
}

/** Whether a cookie of the jar went along with a request, and why not, in words. */
export function sentVerdictWords(entry: RequestEntry, judged: RetrievalEntry): SentVerdictWords {
  const verdict = retrievalVerdict(entry, judged);
  if (!verdict.sent && isUnseen(entry)) {
    const reasons = verdict.reasons.filter(({ code }) => !BY_CREDENTIALS.has(code));
    return { ...verdict, reasons, concluded: false, sentences: [phrase('notSentFailed')] };
  }
  const reasons = verdict.reasons.map((reason) => ofManifest(entry, reason));
  if (verdict.concluded) return { ...verdict, reasons, sentences: [phrase(likelyKey(entry, judged))] };
  const sentences = verdict.agrees ? [] : [phrase(verdict.sent ? 'sentAgainst' : 'notSentAgainst')];
  return { ...verdict, reasons, sentences };
}

const BY_CREDENTIALS: ReadonlySet<RetrievalReason['code']> = new Set(['credentials-omitted', 'cors-anonymous']);

/** True for a request that failed before it left, or whose headers nobody wrote down: it shows nothing of its cookies. */
function isUnseen({ status, error, cookieHeader }: RequestEntry): boolean {
  return status === undefined && error !== undefined && cookieHeader === undefined;
}

/** No script asks for a manifest: its link decides whether credentials go along. */
function ofManifest({ type }: RequestEntry, reason: RetrievalReason): RetrievalReason {
  if (type !== 'web_manifest' || reason.code !== 'credentials-omitted') return reason;
  return { ...reason, params: { manifest: 1 } };
}

/** Where another site's page asks and the answer allows credentials, blocked cookies look the same as none asked for. */
function likelyKey(entry: RequestEntry, { predicted }: RetrievalEntry) {
  const isForeign = headerValue(entry.requestHeaders, 'sec-fetch-site') === 'cross-site';
  if (isForeign && allowsCredentials(entry) && entry.thirdPartyCookies === undefined)
    return 'likelyCredentialsOrBlocked';
  return predicted.sent ? 'likelyReason' : 'likelyCredentials';
}
