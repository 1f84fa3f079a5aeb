import type { OtherKind } from '../../../cookies/session-names.ts';
import type { Candidate } from '../../../trace/model/candidates.ts';
import type { RecognisedBy } from '../../../trace/model/recognise.ts';
import type { MessageKey } from '../../../trace/words/message-key.ts';
import { code, type Phrase, phrase } from '../../../trace/words/phrase.ts';

const otherWords: Readonly<Record<OtherKind, MessageKey>> = {
  analytics: 'isAnalytics',
  consent: 'isConsent',
  csrf: 'isCsrf',
  'remember-me': 'isRememberMe',
  'load-balancer': 'isLoadBalancer',
  signature: 'isSignature',
  'bot-protection': 'isBotProtection',
  preference: 'isPreference',
  payment: 'isPayment',
  'sign-in-step': 'isSignInStep',
};

const whyWords: Readonly<Record<Exclude<RecognisedBy, 'known-name' | 'counted' | 'companion'>, MessageKey>> = {
  behaviour: 'whyBehaviour',
  'sent-back': 'whySentBack',
  chosen: 'whyChosen',
};

/** Why a cookie is followed as the session, or what it is taken for. */
export function whyOf({ thread, known, other }: Candidate): Phrase {
  const why = thread?.why;
  if (why === 'chosen') return phrase(whyWords.chosen);
  if (other !== undefined) return phrase(otherWords[other.kind], code(other.owner));
  if (why === 'behaviour' || why === 'sent-back') return phrase(whyWords[why]);
  if (known !== undefined) return phrase(why === 'counted' ? 'whyNameCounted' : 'whyName', code(known.framework));
  return phrase('whyNothing');
}
