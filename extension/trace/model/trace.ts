import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import type { RequestEntry } from './entry.ts';
import type { CookieChangedEvent, LossCause, TraceEvent } from './event.ts';
import type { Session, SessionEnd, Thread } from './session.ts';

/** A line of the request table: an entry, or the place where a session ended. */
export type TraceRow =
  | { readonly kind: 'entry'; readonly entry: RequestEntry }
  | { readonly kind: 'end'; readonly session: Session; readonly end: SessionEnd }
  | { readonly kind: 'mark'; readonly mark: TraceMark };

/** Something about the recording itself that the reader of the table must know. */
export interface TraceMark {
  readonly time: number;
  readonly event: number;
  readonly what: 'paused' | 'resumed' | 'dropped' | 'lost' | 'granted' | 'revoked';
  /** Entries dropped, events lost, or hosts granted or revoked. */
  readonly detail: string;
  /** Why entries were dropped or events lost. */
  readonly why?: LossCause;
}

/** A change of the jar that no request in sight explains. */
export interface ElsewhereChange {
  readonly event: CookieChangedEvent;
  readonly session?: Session;
}

/** A cookie as the browser holds it now, and what this trace knows of it. */
export interface JarCookie {
  readonly cookie: BrowserCookie;
  /** The registrable domain (or host) it belongs to. */
  readonly site: string;
  /** ms since 1970, when this trace first and last saw it change; absent: older than the recording. */
  readonly firstSeen?: number;
  readonly changed?: number;
  /** Its creation time for the rules, ms since 1970: Chromium renews it when the value changes. */
  readonly created?: number;
  /** The entry whose response set it first, and the one whose response set it last, where one did. */
  readonly firstSetBy?: RequestEntry;
  readonly setBy?: RequestEntry;
}

/** Everything that is folded from the log. One object, changed in place; `revision` rises when it changed. */
export interface Trace {
  /** Raised at every batch that changed something. */
  revision: number;
  /** The `n` of the last event folded. */
  lastEvent: number;
  /** Which browser recorded it. */
  browser: 'chrome' | 'firefox';
  /** False: it was another browser or program (`product`), whose cookie rules are not known here. */
  rulesKnown: boolean;
  /** The name of what made the requests, where it is neither a Chromium nor a Firefox. */
  product?: string;
  recording: boolean;
  /** Entries in order. The oldest leave when the log drops them. */
  readonly entries: RequestEntry[];
  /** Entries dropped to keep the bound. */
  dropped: number;
  /** The request table: entries, and between them the ends of sessions. */
  readonly rows: TraceRow[];
  readonly sessions: Session[];
  readonly threads: Map<string, Thread>;
  /** The threads of cookies that stand beside a session, by key. Their sessions are numbered by themselves. */
  readonly companions: Map<string, Thread>;
  /** True once the log has shown the jar or a change of it: a browser's own recording, and not what a HAR holds. */
  showsJar: boolean;
  /** The jar by the key of the cookie's identity. */
  readonly jar: Map<string, JarCookie>;
  readonly elsewhere: ElsewhereChange[];
}

/** What a batch of events touched, so that a view redraws only that. */
export interface Touched {
  readonly entries: ReadonlySet<RequestEntry>;
  readonly jar: boolean;
  /** True when rows were taken from the front or the log was cleared: indexes moved. */
  readonly moved: boolean;
}

/** What the user chose, and what the fold must know beside the log. */
export interface FoldOptions {
  /** The user's choice of session cookie by site; it outranks everything else. */
  readonly chosenNames?: Readonly<Record<string, readonly string[]>>;
  /** Response headers (lower case) that carry a count, by site; `session-count` always counts. */
  readonly countHeaders?: Readonly<Record<string, string>>;
  /** Entries before the first event that will be folded, where folding starts in the middle of a log. */
  readonly entriesBefore?: number;
  /** What the log said before that event. */
  readonly before?: StateBefore;
}

/** What a fold that starts in the middle of a log could not know by itself. */
export interface StateBefore {
  /** False: recording was paused. */
  readonly recording: boolean;
  /** Which browser recorded it; absent where nothing has said so. */
  readonly browser?: 'chrome' | 'firefox';
}

/** Starts a fold. */
export type CreateFold = (options?: FoldOptions) => Fold;

/** Folds events into a trace, one after another; the cost of one event does not grow with the trace. */
export interface Fold {
  readonly trace: Trace;
  /** Folds events in the order of `n`. Events already folded are passed over. */
  apply(events: readonly TraceEvent[]): Touched;
  /**
   * Draws the conclusions that only time allows: what the browser has kept silent about was not kept. To be called
   * some two seconds after the last event.
   *
   * @param now ms since 1970
   */
  settle(now: number): Touched;
  /**
   * Ends the sessions whose cookies have expired while no event came; for a recording that goes on. `next` is when the
   * next one does, in ms since 1970; Infinity: none.
   *
   * @param now ms since 1970
   */
  expire(now: number): Touched & { readonly next: number };
}
