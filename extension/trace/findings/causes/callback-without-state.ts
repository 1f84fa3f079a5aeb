import type { Cause, VariantWords } from '../cause.ts';
import { inTime } from '../evidence-of.ts';
import {
  lacksState,
  lastOfEach,
  NAMED,
  notSentFinding,
  notSentOf,
  REMEDY_OF,
  UNNAMED,
  variantOf,
} from './not-sent-cases.ts';
import { tripEvidence } from './trip-evidence.ts';

const CALLBACK_LAX_POST: VariantWords = {
  title: 'findingCallbackLaxPost',
  args: NAMED,
  without: { param: 'from', title: 'findingCallbackLaxPostUnnamed', args: UNNAMED },
};

export const callbackWithoutState = {
  code: 'callback-without-state',
  rank: 70,
  words: {
    title: 'findingCallback',
    args: UNNAMED,
    variants: {
      'lax-post': CALLBACK_LAX_POST,
      'default-post': CALLBACK_LAX_POST,
      'strict-link': {
        title: 'findingCallbackStrict',
        args: NAMED,
        without: { param: 'from', title: 'findingCallbackStrictUnnamed', args: UNNAMED },
      },
      'secure-http': { title: 'findingNotSentSecure' },
    },
  },
  find(view) {
    const all = notSentOf(view);
    return lastOfEach(view, all)
      .filter(lacksState)
      .map((one) => {
        const variant = variantOf(view, one);
        const found = notSentFinding(view, all, one, variant);
        return {
          ...found,
          evidence: inTime([...tripEvidence(view, one.moment.entry, 'not-sent'), ...found.evidence]),
          remedy: variant === 'lax-post' ? 'state-cookie' : REMEDY_OF[variant],
        };
      });
  },
} as const satisfies Cause;
