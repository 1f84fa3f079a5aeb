import type { MessageKey } from '../words/message-key.ts';
import type { Finding } from './finding.ts';
import type { Pausing } from './pausing.ts';
import type { SiteView } from './site-view.ts';

/** A finding before its cause has put its name to it. */
export type FoundFinding = Omit<Finding, 'code'>;

/** How a finding is said: the message of its sentence, and which params fill it, in order. */
export interface FindingWords extends VariantWords {
  readonly args: readonly string[];
  /** Messages for single variants; they take the same params unless they name their own. */
  readonly variants?: Readonly<Record<string, VariantWords>>;
}

export interface VariantWords {
  readonly title: MessageKey;
  readonly args?: readonly string[];
  /** What is said where one of the params is not known, or goes without saying. */
  readonly without?: { readonly param: string; readonly title: MessageKey; readonly args: readonly string[] };
}

/**
 * One cause: how it is recognised, how much it explains, and its words. A record says `as const satisfies Cause`, so that
 * the type of its code can be read off it.
 */
export interface Cause {
  readonly code: string;
  /** Of two findings on one loss, the one with the higher rank explains more. */
  readonly rank: number;
  readonly words: FindingWords;
  /**
   * Everything of this cause that a site shows, in the order of time. A cause that may take more than some ms on
   * thousands of sessions pauses between them.
   */
  find(view: SiteView): readonly FoundFinding[] | Pausing<readonly FoundFinding[]>;
}
