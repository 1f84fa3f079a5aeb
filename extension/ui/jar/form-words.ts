import type { DraftFault } from '../../trace/jar/cookie-draft.ts';
import type { Outcome } from '../../trace/jar/put-outcome.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { code, type Phrase, phrase } from '../../trace/words/phrase.ts';

/** The problem with a field, and what to do. */
export const faultKeys: Readonly<Record<DraftFault, MessageKey>> = {
  domain: 'faultDomain',
  nothing: 'faultNothing',
  name: 'faultName',
  value: 'faultValue',
  path: 'faultPath',
  date: 'faultDate',
  duration: 'faultDuration',
  'too-far': 'faultTooFar',
  past: 'faultPast',
  partition: 'faultPartition',
};

const sameSiteNames = { no_restriction: 'None', lax: 'Lax', strict: 'Strict', unspecified: 'unspecified' } as const;

/** How the browser changed a cookie, in words. */
export function sayOutcome(outcome: Outcome): Phrase {
  switch (outcome.what) {
    case 'value':
      return phrase('outcomeValue');
    case 'made-session':
      return phrase('outcomeSession');
    case 'made-persistent':
      return phrase('outcomePersistent');
    case 'capped':
      return phrase('outcomeCapped');
    case 'prolonged':
      return phrase('outcomeProlonged');
    case 'secure':
      return phrase(outcome.on ? 'outcomeAdded' : 'outcomeDropped', code('Secure'));
    case 'http-only':
      return phrase(outcome.on ? 'outcomeAdded' : 'outcomeDropped', code('HttpOnly'));
    case 'same-site':
      return phrase('outcomeSameSite', code(sameSiteNames[outcome.sameSite]));
    case 'path':
      return phrase('outcomePath', code(outcome.path));
  }
}
