import type { AttributeChange } from '../../cookies/what-if.ts';
import type { RequestEntry } from '../model/entry.ts';
import type { Session, Thread } from '../model/session.ts';
import type { Inline } from '../words/phrase.ts';
import type { EvidenceCode } from './evidence-rows.ts';
import type { RemedyCode } from './remedies.ts';

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

export type FindingParam = number | Inline;

export interface Evidence {
  readonly entry: RequestEntry;
  readonly code: EvidenceCode;
  /** What the address that it was led to says of the reason. */
  readonly said?: Inline;
}

/** What would have gone otherwise, computed by the cookie rules. */
export interface WhatIf {
  readonly outcome: 'kept' | 'sent' | 'cleared' | 'lived';
  readonly changes: readonly AttributeChange[];
}

/** One thing that happened to a session, with its cause, its ground and what to do about it. */
export interface Finding {
  /** The code of its cause, a `FindingCode`: this file stands below the causes, and knows none of them. */
  readonly code: string;
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
}
