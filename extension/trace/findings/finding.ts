import type { AttributeChange } from '../../cookies/what-if.ts';
import type { RequestEntry } from '../model/entry.ts';
import type { Session, Thread } from '../model/session.ts';
import type { Inline } from '../words/phrase.ts';
import type { SettingsId } from './settings-id.ts';

/**
 * How a finding is known, in falling order: the browser showed it, a later request shows it, the cookie rules say so,
 * or the answers look like it.
 */
export type Certainty = 'observed' | 'confirmed' | 'predicted' | 'concluded';

/**
 * What a finding means to the reader: `loss`: a session was lost, or never came to be; `fault`: something is wrong and
 * the session lives; `ending`: a session ended as somebody wanted; `hint`: it works, and could be safer.
 */
export type FindingKind = 'loss' | 'fault' | 'ending' | 'hint';

/** Every cause that is known. Each has a record in `causes/causes.ts`. */
export type FindingCode =
  // The browser did not keep the cookie.
  | 'not-kept'
  | 'born-expired'
  | 'never-came-back'
  | 'joined-lines'
  | 'split-line'
  // The browser did not send it.
  | 'not-sent'
  | 'never-sent'
  | 'callback-without-state'
  | 'sign-in-broke'
  | 'sign-in-set-nothing'
  | 'sign-in-overtaken'
  | 'other-host'
  | 'went-without'
  // The server did not accept it.
  | 'server-forgot'
  | 'accepted-late'
  | 'servers-disagree'
  | 'replaced-each-time'
  | 'token-expired'
  | 'refresh-race'
  | 'regenerate-race'
  | 'late-answer'
  | 'parallel-first'
  | 'header-too-large'
  | 'redirect-loop'
  | 'shared-by-cache'
  // Something wrote over it.
  | 'other-port'
  | 'other-domain'
  | 'shadowed'
  | 'overwritten-by-response'
  | 'overwritten-elsewhere'
  // It ended.
  | 'signed-out'
  | 'signed-out-in-advance'
  | 'signed-out-on-server'
  | 'cleared-by-server'
  | 'cookie-expired'
  | 'evicted'
  | 'site-data-cleared'
  | 'browsing-data-cleared'
  | 'deleted-by-user'
  | 'deleted-by-script'
  | 'gone'
  // A sign-out that did not work.
  | 'clear-failed'
  | 'signed-out-in-name'
  // A sign-in of several cookies.
  | 'chunk-missing'
  | 'signature-mismatch'
  | 'refresh-path'
  // It works, and could be safer.
  | 'same-id-after-login'
  | 'secure-missing'
  | 'id-in-address';

export type FindingParam = number | Inline;

/** What an entry shows, as a row of the evidence. */
export type EvidenceCode =
  | 'set'
  | 'set-again'
  | 'set-nothing'
  | 'not-kept'
  | 'sent'
  | 'accepted'
  | 'not-sent'
  | 'denied'
  | 'asked-to-sign-in'
  | 'said-over'
  | 'said-nobody'
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
  | 'came-back';

export interface Evidence {
  readonly entry: RequestEntry;
  readonly code: EvidenceCode;
  readonly params?: Readonly<Record<string, FindingParam>>;
}

/** What would have gone otherwise, computed by the cookie rules. */
export interface WhatIf {
  readonly outcome: 'kept' | 'sent' | 'cleared' | 'lived';
  readonly changes: readonly AttributeChange[];
}

/** What to change; `frameworks.ts` says how in the framework's own words. */
export type RemedyCode =
  | 'same-site-none'
  | 'same-site-lax'
  | 'secure-needs-https'
  | 'add-secure'
  | 'drop-domain'
  | 'fix-domain'
  | 'keep-prefix'
  | 'set-path'
  | 'proxy-path'
  | 'smaller-cookie'
  | 'fix-line'
  | 'fix-expiry'
  | 'fix-clock'
  | 'third-party'
  | 'include-credentials'
  | 'include-or-unblock'
  | 'one-line-each'
  | 'https-everywhere'
  | 'state-cookie'
  | 'state-per-sign-in'
  | 'send-cookie'
  | 'one-host'
  | 'one-site'
  | 'rename-cookie'
  | 'share-secrets'
  | 'share-store'
  | 'keep-store'
  | 'save-first'
  | 'check-rights'
  | 'longer-timeout'
  | 'set-lifetime'
  | 'look-at-refresh'
  | 'refresh-once'
  | 'regenerate-once'
  | 'server-side-session'
  | 'start-with-one'
  | 'fewer-cookies'
  | 'break-loop'
  | 'no-store'
  | 'one-domain'
  | 'clear-as-set'
  | 'clear-by-age'
  | 'clear-twin'
  | 'end-on-server'
  | 'clear-at-sign-out'
  | 'sign-out-by-post'
  | 'all-chunks'
  | 'sign-together'
  | 'refresh-path'
  | 'find-writer'
  | 'rotate-at-login'
  | 'trust-proxy'
  | 'id-in-cookie-only'
  | 'watch-more'
  | 'nothing';

/** One thing that happened to a session, with its cause, its ground and what to do about it. */
export interface Finding {
  readonly code: FindingCode;
  /** A case of the code that has words of its own, such as a reason of the cookie rules. */
  readonly variant?: string;
  readonly kind: FindingKind;
  readonly certainty: Certainty;
  /** ms since 1970, when it took effect: the last loss is what the answer speaks of. */
  readonly time: number;
  readonly thread: Thread;
  readonly session?: Session;
  /** What its sentences name. */
  readonly params: Readonly<Record<string, FindingParam>>;
  /** The entries that show it, in the order of time; at least one. */
  readonly evidence: readonly Evidence[];
  readonly whatIf?: WhatIf;
  readonly remedy: RemedyCode;
  readonly framework?: SettingsId;
}
