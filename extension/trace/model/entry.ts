import type { BrowserCookie, CookieIdentity } from '../../cookies/browser-cookie.ts';
import type { CookiePair } from '../../cookies/parse-cookie-header.ts';
import type { ParsedSetCookie } from '../../cookies/parse-set-cookie.ts';
import type { RetrievalVerdict } from '../../cookies/retrieve-cookies.ts';
import type { StoreVerdict } from '../../cookies/store-cookie.ts';
import type { BodySays } from './body-says.ts';
import type { Credential } from './credential.ts';
import type { DeniedBy } from './denied-by.ts';
import type { Header, ResourceType } from './event.ts';
import type { JudgedBy } from './judged-by.ts';
import type { RecognisedBy, ThreadRole } from './recognise.ts';

// Entries and sessions refer to each other, so they stand in one file; `session.ts` names what is a session's.

/**
 * What an entry did to a session. `rejected`: its id was sent and the answer refused it, or asked to sign in.
 * `clear-failed`: the server tried to clear its cookie, and the browser kept it.
 */
export type SessionAction =
  | 'created'
  | 'resumed'
  | 'rotated'
  | 'replaced'
  | 'ended'
  | 'clear-failed'
  | 'refused'
  | 'rejected'
  | 'not-sent'
  | 'none';

/** A count that the server reports, and where it was read. */
export interface CountReading {
  readonly count: number;
  readonly source: 'header' | 'body' | 'page';
  /** The header's name or the pattern. */
  readonly from: string;
  /** The text that was read, as it came. */
  readonly text: string;
}

/** One Set-Cookie line of a response and what became of it. */
export interface SetCookieEntry {
  /** The set-cookie-string as it came. */
  readonly raw: string;
  readonly parsed: ParsedSetCookie;
  /** The cookie that it writes, by the rules; what the jar made of it is in `observed`. */
  readonly identity: CookieIdentity;
  /** Its value as the jar shows it. */
  readonly value: string;
  /** Whether the server means to set a cookie or to take one away, whatever the browser makes of it. */
  readonly intent: 'set' | 'delete';
  /** Set on a deletion whose request carried a cookie of its name. */
  readonly wasCarried?: true;
  /** What the rules of the browser that recorded say of it: outcome, every reason, warnings, what was not known. */
  predicted: StoreVerdict;
  /** The change of the jar that this line caused, once the browser has reported it. */
  observed?: { readonly time: number; readonly removed: boolean; readonly cookie: BrowserCookie };
  /** True once the time is over in which the browser would have reported a change, and it reported none. */
  silent?: boolean;
  /** The first later request that shows what became of it: the cookie came back, or did not. */
  later?: LaterEvidence;
}

/** What a later request shows of a Set-Cookie line. */
export interface LaterEvidence {
  readonly entry: RequestEntry;
  /** Whether the line did what it says: the cookie that it set came back, the one that it deleted did not. */
  readonly worked: boolean;
}

/** A cookie of the jar that was expected in a request and was not in it, or was in it against the rules. */
export interface RetrievalEntry {
  /** The cookie as the jar held it when the request left. */
  readonly cookie: BrowserCookie;
  /** What the request shows. */
  readonly sent: boolean;
  /** What the rules say; where it differs from `sent`, both are shown. */
  readonly predicted: RetrievalVerdict;
  /** True where no jar shows the cookie: a Set-Cookie line of the trace describes it. */
  readonly assumed?: boolean;
}

/** What an entry did on one thread. An entry can touch several: the session, a CSRF cookie, a remember-me. */
export interface SessionEffect {
  readonly thread: Thread;
  action: SessionAction;
  /** The session whose id the request carried; absent when it carried none. */
  before?: Session;
  /** The session that the browser holds after the response; absent when it holds none. */
  after?: Session;
  /** True while the action rests on the rules alone: the browser has not shown its outcome yet. */
  predicted: boolean;
  /** Why the living session's cookie was not sent, for the action `not-sent`. */
  notSent?: RetrievalEntry;
  /** How the answer refused the session that was sent. It is concluded: the server does not say what it knows. */
  rejected?: DeniedBy;
  /** What shows that the server knew the session that was sent: it counts, or answers what strangers are refused. */
  accepted?: 'count' | 'answer';
  /** What the response wrote over the session that goes on: its cookie again, or another value of it. */
  wrote?: 'same-value' | 'new-value';
  /** What a change of the id was judged by; absent: nothing shows whether the session's data went on. */
  judgedBy?: JudgedBy;
}

/** That the user sent an entry again from here. */
export interface Replay {
  /** The step that was sent again; absent: it is no longer in the trace. */
  readonly step?: number;
}

/** One request/response exchange; each redirect hop is one. Folded from events, changed in place as more arrive. */
export interface RequestEntry {
  /** The `n` of its first event: stable, and its order. */
  readonly id: number;
  /** 1, 2, 3 … since the log was cleared, dropped ones counted. */
  readonly step: number;
  readonly requestId: string;
  readonly tabId: number;
  readonly frameId: number;
  readonly storeId: string;
  /** ms since 1970. */
  readonly startedDateTime: number;
  readonly method: string;
  readonly url: string;
  readonly type: ResourceType;
  readonly initiator?: string;
  readonly topUrl?: string;
  /** The frames between that document and the one that asked. */
  readonly ancestors?: readonly string[];
  /** The URLs that redirected here, the first one first. */
  readonly redirectedFrom?: readonly string[];
  /** Set where it is another entry sent again. */
  readonly replay?: Replay;
  /** The URL's host, without a port. */
  readonly host: string;
  /** The registrable domain of the host, or the host itself (IPs, localhost). */
  readonly site: string;
  /** Public suffixes of the hosts that this entry names. */
  readonly suffixes?: Readonly<Record<string, string>>;
  readonly requestHeaders: readonly Header[];
  /** That a header carried a credential, and which; its value is not kept. */
  readonly credential?: Credential;
  /** The Cookie header as it came; absent when none was sent. */
  readonly cookieHeader?: string;
  readonly cookies: readonly CookiePair[];
  /** Whether third-party cookies get through, as this request or an earlier one learned from the browser; absent: not known. */
  readonly thirdPartyCookies?: 'allowed' | 'blocked';
  /** True where the request shows that it was to go without credentials: a script made it, and it carries no cookie. */
  withoutCredentials?: boolean;
  /** True when the request was never seen leaving: its first event is the response. */
  readonly requestUnseen: boolean;
  status?: number;
  statusLine?: string;
  /** What the response's body says of who asks. */
  says?: BodySays;
  /** What was read of its text after it: that is an event of its own. */
  readFrom?: 'body' | 'page';
  /** True where that refuses who asks: of a form, and of an answer without a user, the same address must have had another. */
  refusedInBody?: boolean;
  /** True where it leads to the form by which somebody had come in, at an address without a word for it. */
  leadsToForm?: boolean;
  /** True for the page that a refusal led to, which opens to everybody: it asks to sign in, or says that a session is over. */
  isForStrangers?: boolean;
  responseHeaders: readonly Header[];
  /** ms since 1970, when the response's head arrived. */
  respondedAt?: number;
  completedAt?: number;
  fromCache?: boolean;
  error?: string;
  setCookies: SetCookieEntry[];
  /** Cookies of the site's jar that were not sent, shadowed, or sent against the rules. */
  retrieval: readonly RetrievalEntry[];
  counts: CountReading[];
  /** What it did on each thread, the main session first. Empty: it touched no session. */
  effects: SessionEffect[];
  /** What it did on the threads of cookies that stand beside a session: CSRF, remember-me, load balancer. */
  companions: SessionEffect[];
  /** Raised by one at every change, so that a row knows when to draw again. */
  revision: number;
}

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

/**
 * What shows that a session did not stay ended. `put-back`: Sidtrail put its cookie back, for the user or as it is
 * protected. `set-again`: something else set the cookie again. `carried`: a later request carried it. `kept`: the browser
 * kept it all along.
 */
export type UndoneBy = 'put-back' | 'set-again' | 'carried' | 'kept';

/** How a session ended, as far as the browser shows it. */
export interface SessionEnd {
  /** It may be corrected when a late event shows more. */
  cause: EndCause;
  /** ms since 1970. */
  readonly time: number;
  /** ms since 1970: nothing was recorded between then and `time`, and it ended at some moment in between. */
  since?: number;
  /** The `n` of the event that ended it. */
  readonly event: number;
  /** The entry whose response ended it, where one did. */
  entry?: RequestEntry;
  /** The session that came in its place, where one did. */
  successor?: Session;
  /** Set where an HttpOnly cookie was written over it, and no response in sight did: no script of a page can have. */
  readonly isHttpOnly?: true;
  /** The cookie as it was when the user deleted it: what an undo puts back. */
  readonly cookie?: BrowserCookie;
  /** What a change of the id was judged by; absent: nothing shows whether the session's data went on. */
  judgedBy?: JudgedBy;
  /** Set where the session lives on after all: by what shows it. */
  undoneBy?: UndoneBy;
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
  /** An address that had opened to it has refused it since. */
  isTurnedAway?: boolean;
  /** A sign-in on it led to a page that asks for one more proof. */
  isHalfIn?: true;
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
