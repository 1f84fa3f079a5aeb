import type { MessageKey } from '../words/message-key.ts';

/** What an entry shows, as a row of the evidence. Its message is `evidence` and the code. */
export type EvidenceCode =
  | 'set'
  | 'set-again'
  | 'set-nothing'
  | 'not-kept'
  | 'sent'
  | 'sent-cookie'
  | 'accepted'
  | 'answered-with-header'
  | 'not-sent'
  | 'denied'
  | 'asked-to-sign-in'
  | 'said-over'
  | 'page-said-over'
  | 'said-nobody'
  | 'said-ended'
  | 'said-forged'
  | 'showed-form'
  | 'led-to-refusal'
  | 'new-id'
  | 'cleared'
  | 'not-cleared'
  | 'sent-again'
  | 'left-before'
  | 'overwrote'
  | 'sent-twice'
  | 'too-large'
  | 'redirected'
  | 'cached'
  | 'failed'
  | 'gone'
  | 'began'
  | 'asked-provider'
  | 'came-back'
  | 'signed-out';

/** The same, with what the address that it was led to says: `reason=timeout`. */
export const EVIDENCE_SAYING: Readonly<Partial<Record<EvidenceCode, MessageKey>>> = {
  'asked-to-sign-in': 'evidenceAskedToSignInSaying',
  'said-over': 'evidenceSaidOverSaying',
  'led-to-refusal': 'evidenceLedToRefusalSaying',
};
