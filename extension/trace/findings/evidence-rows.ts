import type { MessageKey } from '../words/message-key.ts';

/** What an entry can show, and how a row of the evidence says it. */
export const EVIDENCE = {
  set: 'evidenceSet',
  'set-again': 'evidenceSetAgain',
  'set-nothing': 'evidenceSetNothing',
  'not-kept': 'evidenceNotKept',
  sent: 'evidenceSent',
  'sent-cookie': 'evidenceSentCookie',
  accepted: 'evidenceAccepted',
  'answered-with-header': 'evidenceAnsweredWithHeader',
  'not-sent': 'evidenceNotSent',
  denied: 'evidenceDenied',
  'asked-to-sign-in': 'evidenceAskedToSignIn',
  'said-over': 'evidenceSaidOver',
  'page-said-over': 'evidencePageSaidOver',
  'said-nobody': 'evidenceSaidNobody',
  'said-ended': 'evidenceSaidEnded',
  'said-forged': 'evidenceSaidForged',
  'showed-form': 'evidenceShowedForm',
  'led-to-refusal': 'evidenceLedToRefusal',
  'new-id': 'evidenceNewId',
  cleared: 'evidenceCleared',
  'not-cleared': 'evidenceNotCleared',
  'sent-again': 'evidenceSentAgain',
  'left-before': 'evidenceLeftBefore',
  overwrote: 'evidenceOverwrote',
  'sent-twice': 'evidenceSentTwice',
  'too-large': 'evidenceTooLarge',
  redirected: 'evidenceRedirected',
  cached: 'evidenceCached',
  failed: 'evidenceFailed',
  gone: 'evidenceGone',
  began: 'evidenceBegan',
  'asked-provider': 'evidenceAskedProvider',
  'came-back': 'evidenceCameBack',
  'signed-out': 'evidenceSignedOut',
} as const satisfies Readonly<Record<string, MessageKey>>;

/** The same, with what the address that it was led to says: `reason=timeout`. */
export const EVIDENCE_SAYING: Readonly<Partial<Record<EvidenceCode, MessageKey>>> = {
  'asked-to-sign-in': 'evidenceAskedToSignInSaying',
  'said-over': 'evidenceSaidOverSaying',
  'led-to-refusal': 'evidenceLedToRefusalSaying',
};

/** What an entry shows, as a row of the evidence. */
export type EvidenceCode = keyof typeof EVIDENCE;
