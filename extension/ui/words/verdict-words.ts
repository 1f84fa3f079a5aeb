import type { SetCookieEntry } from '../../trace/model/entry.ts';
import {
  deletesIfHeld,
  setCookieVerdict as judge,
  type VerdictBasis,
} from '../../trace/verdicts/set-cookie-verdict.ts';
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
  if (outcome === 'deleted') sentences.push(phrase(deletedKey(line, basis)));
  if (outcome === 'no-effect' && agrees) sentences.push(phrase('verdictNoEffect'));
  if (outcome === 'refused') sentences.push(...whyRefused(line, basis));
  if (!agrees) sentences.push(phrase(againstKey(predicted, basis)));
  return { outcome, basis, sentences };
}

function deletedKey(line: SetCookieEntry, basis: VerdictBasis) {
  if (basis !== 'predicted') return 'verdictDeleted';
  return deletesIfHeld(line) ? 'verdictDeletesIfHeld' : 'verdictDeletes';
}

/** What shows that nothing of a line was kept; its reasons are listed by themselves. */
function whyRefused(line: SetCookieEntry, basis: VerdictBasis): Phrase[] {
  if (line.parsed.errors.length > 0) return [phrase('verdictUnreadable')];
  if (basis === 'observed') return [phrase('verdictRefused')];
  if (line.later !== undefined) {
    const key = line.intent === 'delete' ? 'verdictStillCarried' : 'verdictNotCarried';
    return [phrase(key, line.later.entry.step)];
  }
  return line.predicted.outcome === 'deletion' ? [phrase('verdictBornExpired')] : [];
}

/** What the rules said, where the browser did otherwise. */
function againstKey(predicted: VerdictWords['outcome'], basis: VerdictBasis) {
  switch (predicted) {
    case 'refused':
      return 'verdictAgainstRefused';
    case 'deleted':
      return 'verdictAgainstDeleted';
    default:
      return basis === 'confirmed' ? 'verdictAgainstKept' : 'verdictAgainstStored';
  }
}
