import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import type { RequestEntry } from './entry.ts';
import type { JudgedBy } from './judged-by.ts';
import type { RecognisedBy, ThreadRole } from './recognise.ts';

/** Who or what ended a session. */
export type EndCause =
  | 'user'
  | 'script'
  | 'server'
  | 'rotated'
  | 'replaced'
  | 'expired'
  | 'evicted'
  | 'clear-site-data'
  | 'browsing-data'
  | 'overwritten'
  | 'refused'
  | 'unknown';

/** How a session ended, as far as the browser shows it. */
export interface SessionEnd {
  /** It may be corrected when a late event shows more. */
  cause: EndCause;
  /** ms since 1970. */
  readonly time: number;
  /** ms since 1970: nothing was recorded between then and `time`, and it ended at some moment in between. */
  readonly since?: number;
  /** The `n` of the event that ended it. */
  readonly event: number;
  /** The entry whose response ended it, where one did. */
  entry?: RequestEntry;
  /** The session that came in its place, where one did. */
  successor?: Session;
  /** The cookie as it was when the user deleted it: what an undo puts back. */
  readonly cookie?: BrowserCookie;
  /** What a change of the id was judged by; absent: nothing shows whether the session's data went on. */
  judgedBy?: JudgedBy;
  /** Set when the user took the deletion back. */
  undone?: boolean;
}

/** One session id on one cookie, from the entry that created it to its end. */
export interface Session {
  /** 1, 2, 3 … in order of appearance over the whole trace: its colour and its name for the ear. */
  readonly number: number;
  readonly thread: Thread;
  /** What identifies it: the id part of the cookie's value, or the whole value. A secret: mask it when it leaves. */
  readonly id: string;
  /** The cookie's value as last seen; it differs from the id where the value is signed or changes at each response. */
  value: string;
  /** The entry that created it; absent when it is older than the recording or came from elsewhere. */
  createdBy?: RequestEntry;
  /** Corrected where the response that gave it out is reported late. */
  origin: 'server' | 'script' | 'user' | 'before-recording' | 'elsewhere';
  /** ms since 1970. */
  readonly firstSeen: number;
  lastSeen: number;
  /** The entries that carried its id or created it, in order. */
  readonly entries: RequestEntry[];
  /** The last count that the server reported for it. */
  count?: number;
  /** Every count that it reported, in the order of the responses. */
  readonly counts: { readonly entry: RequestEntry; readonly count: number }[];
  /** When its cookie expires (ms since 1970); absent: with the browser's session, or not known. */
  expires?: number;
  /** The request by which somebody signed in on it, where one was seen that worked. */
  signedInBy?: RequestEntry;
  end?: SessionEnd;
}

/** As much of a session as a chip shows. */
export type SessionLabel = Pick<Session, 'number' | 'id'>;

/** The sessions that followed one another on the same cookie of the same site. */
export interface Thread {
  readonly key: string;
  readonly site: string;
  readonly storeId: string;
  /** The cookie's name. */
  readonly name: string;
  readonly sessions: Session[];
  /** Every entry that touched it, in order: also those that carried no id, or whose cookie was refused. */
  readonly entries: RequestEntry[];
  /** How surely this is the site's session; the highest of a site comes first. */
  trust: number;
  /** Why it was taken for a session. */
  why: RecognisedBy;
  /** A companion (all but `session`) has steps and sessions of its own: see `RequestEntry.companions`. */
  readonly role: ThreadRole;
}
