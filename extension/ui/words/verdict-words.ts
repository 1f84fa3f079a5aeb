import type { SetCookieEntry } from '../../trace/model/entry.ts';
import { setCookieVerdict as judge, type VerdictBasis } from '../../trace/verdicts/set-cookie-verdict.ts';
import { type Phrase, phrase } from '../../trace/words/phrase.ts';

/** The outcome for a cookie, at the response or at the request. */
export type Outcome = 'stored' | 'deleted' | 'no-effect' | 'refused' | 'sent' | 'not-sent';

/** An outcome, whether it was observed or predicted, and its reasons. */
export interface VerdictWords {
  readonly outcome: Outcome;
  readonly basis?: VerdictBasis;
  readonly sentences: readonly Phrase[];
}

/** The outcome of a Set-Cookie line, in words. */
export function setCookieVerdict(line: SetCookieEntry): VerdictWords {
  const { outcome, basis, agrees, predicted } = judge(line);
  const sentences: Phrase[] = [];
  if (outcome === 'deleted') sentences.push(phrase('verdictDeleted'));
  if (outcome === 'no-effect') sentences.push(phrase('verdictNoEffect'));
  if (outcome === 'refused' && line.parsed.errors.length > 0) sentences.push(phrase('verdictUnreadable'));
  else if (outcome === 'refused' && basis !== 'predicted') sentences.push(phrase('verdictRefused'));
  if (!agrees) sentences.push(phrase(predicted === 'refused' ? 'verdictAgainstRefused' : 'verdictAgainstStored'));
  return { outcome, basis, sentences };
}
