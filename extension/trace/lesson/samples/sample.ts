import type { MessageKey } from '../../words/message-key.ts';

/** The servers whose code is shown: the tabs, in their order. */
export type SampleId = 'django' | 'express' | 'flask' | 'php' | 'fastapi' | 'companion';

/**
 * What a line does for a visit that is counted. `look-up` reads, adds and stores in one step; `begin` makes a session
 * with its first count.
 */
export type LineTask = 'find-id' | 'read' | 'add' | 'store' | 'look-up' | 'begin' | 'answer' | 'set-cookie';

/** How a visit comes: with an id that the server knows, with none, or with one that it does not know. */
export type VisitKind = 'known' | 'none' | 'unknown';

/** A line of a sample: code as it stands in a file, or words for what the framework does around it. */
export type SampleLine = {
  readonly does?: readonly LineTask[];
  /** The visits for which it runs; absent: for every one. */
  readonly when?: readonly VisitKind[];
} & ({ readonly code: string } | { readonly words: MessageKey });

/** A server's code that counts visits. */
export interface Sample {
  readonly id: SampleId;
  /** Its own name, the same in every language. */
  readonly label: string;
  /** The language of the code, for whoever reads it aloud or colours it. */
  readonly language: 'python' | 'javascript' | 'typescript' | 'php';
  readonly lines: readonly SampleLine[];
  /** What differs between this server and the others, in one sentence. */
  readonly note: MessageKey;
}
