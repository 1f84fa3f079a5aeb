import type { RequestEntry, SetCookieEntry } from '../../trace/entry.ts';
import { type Phrase, phrase } from './phrase.ts';

/** What became of a cookie: at the response, or at the request. */
export type Outcome = 'stored' | 'deleted' | 'refused' | 'sent' | 'withheld' | 'unknown';

/** An outcome, whether the browser showed it or the rules say so, and its reasons. */
export interface VerdictWords {
  readonly outcome: Outcome;
  readonly basis?: 'observed' | 'predicted';
  readonly sentences: readonly Phrase[];
}

/** What became of a Set-Cookie line, as far as the trace itself tells. */
export function setCookieVerdict(entry: RequestEntry, line: SetCookieEntry): VerdictWords {
  if (line.observed !== undefined) {
    return line.observed.removed
      ? { outcome: 'deleted', basis: 'observed', sentences: [phrase('verdictDeleted')] }
      : { outcome: 'stored', basis: 'observed', sentences: [] };
  }
  if (line.parsed.errors.length > 0) {
    return { outcome: 'refused', basis: 'predicted', sentences: [phrase('verdictUnreadable')] };
  }
  const step = entry.steps.find(({ thread }) => thread.name === line.parsed.name);
  if (step?.action === 'refused') {
    return {
      outcome: 'refused',
      basis: step.predicted ? 'predicted' : 'observed',
      sentences: [phrase('verdictRefused')],
    };
  }
  return { outcome: 'unknown', sentences: [phrase('verdictUnknown')] };
}
