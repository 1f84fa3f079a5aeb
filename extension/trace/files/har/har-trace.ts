import type { TraceEvent } from '../../model/event.ts';
import type { FileNotice, SkipReason } from '../../model/file-codes.ts';
import type { SessionCookies } from '../trace-file/session-cookies.ts';
import type { BodyCount } from './har-exchange.ts';
import type { HarSource } from './har-source.ts';

/** What a HAR's reading needs of the world. */
export interface HarOptions {
  /** The public suffix of a host (`extension/cookies/public-suffixes.ts`); undefined where it has none. */
  publicSuffix(host: string): string | undefined;
  /** Response headers (lower case) that carry a count, beside `session-count`. */
  readonly countHeaders?: ReadonlySet<string>;
  /** Reads a count from a response's body. */
  readCount?(body: string, mimeType: string, url: string): BodyCount | undefined;
  /** More entries than this, and the oldest are left out with a notice. 100,000 by default. */
  readonly mostEntries?: number;
}

/** A HAR, read. */
export interface HarTrace {
  readonly events: readonly TraceEvent[];
  readonly source: HarSource;
  /** Entries that became part of the trace. */
  readonly entries: number;
  /** Entries that could not be read, the first few with their reason. `index` counts from 1. */
  readonly skipped: readonly { readonly index: number; readonly why: SkipReason }[];
  readonly skippedInAll: number;
  /** Set when the file ends too early. What came before is in `events`; whether to use it is the user's choice. */
  readonly cut?: FileNotice;
  /** Whether its cookie values are masks, as a HAR says that Sidtrail saved with masked secrets (`log._masked`). */
  readonly masked: boolean;
  /** The session cookies by site that a HAR of Sidtrail names: `FoldOptions.chosenNames`. */
  readonly sessionCookies: SessionCookies;
  /** What the user must know to judge what is shown. */
  readonly notices: readonly FileNotice[];
}
