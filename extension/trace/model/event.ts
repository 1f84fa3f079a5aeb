import type { BrowserCookie, CookieIdentity } from '../../cookies/browser-cookie.ts';
import type { BodySays } from './body-says.ts';
import type { Credential } from './credential.ts';

/**
 * The version of the event format. A new kind of event adds a case and keeps the number; a changed kind raises it and
 * adds an upgrade to `upgrade.ts`.
 */
export const TRACE_VERSION = 1;

/** A header as it came: its name in lower case, its value untouched (Latin-1 octets as code units). */
export type Header = readonly [name: string, value: string];

/** The resource types of both browsers' webRequest, as they are named there. */
export type ResourceType =
  | 'main_frame'
  | 'sub_frame'
  | 'stylesheet'
  | 'script'
  | 'image'
  | 'font'
  | 'object'
  | 'xmlhttprequest'
  | 'ping'
  | 'csp_report'
  | 'media'
  | 'websocket'
  | 'beacon'
  | 'imageset'
  | 'web_manifest'
  | 'speculative'
  | 'webtransport'
  | 'webbundle'
  | 'object_subrequest'
  | 'xml_dtd'
  | 'xslt'
  | 'json'
  | 'other';

/** The causes of cookies.onChanged, as both browsers name them. */
export type ChangeCause = 'evicted' | 'expired' | 'explicit' | 'expired_overwrite' | 'overwrite';

/** What every event carries. */
interface Observed {
  /** Its place in the log: 1, 2, 3 … without gaps while the log is whole. */
  readonly n: number;
  /** When the browser saw it, in ms since 1970, with fractions where the browser gives them. */
  readonly time: number;
}

/**
 * What each of a request's events says of it. All of them say it, because any of them may be the only one that the
 * browser delivers: a background that is killed loses some.
 */
interface OfRequest extends Observed {
  /** Redirect hops share it. */
  readonly requestId: string;
  readonly tabId: number;
  readonly frameId: number;
  readonly method: string;
  readonly url: string;
  readonly type: ResourceType;
  readonly storeId: string;
  /** The origin or URL of the document that asked (Chrome `initiator`, Firefox `originUrl`); absent for the address bar. */
  readonly initiator?: string;
  /** Public suffixes of the hosts named here; hosts without one (IPs, single labels) are left out. */
  readonly suffixes?: Readonly<Record<string, string>>;
}

/** One hop of a request left (webRequest.onSendHeaders). */
export interface RequestEvent extends OfRequest {
  readonly kind: 'request';
  /** The URL of the tab's top-level document, where the background knew it. */
  readonly topUrl?: string;
  /** URLs or origins of the frames between that document and the one that asks, the nearest first; absent: none known. */
  readonly ancestors?: readonly string[];
  /** That a header carried a credential, and which; its value is not kept. */
  readonly credential?: Credential;
  /** Only the headers that matter to cookies: see `keptRequestHeaders`. */
  readonly headers: readonly Header[];
}

/** The head of a response arrived (webRequest.onHeadersReceived). */
export interface ResponseEvent extends OfRequest {
  readonly kind: 'response';
  readonly status: number;
  readonly statusLine: string;
  /** Only the headers that matter to cookies: see `keptResponseHeaders`. One Header for each Set-Cookie line. */
  readonly headers: readonly Header[];
  /** What its body says of who asks, where the body is at hand (in a HAR); the body itself is not kept. */
  readonly says?: BodySays;
  /** True for a redirect that the browser took from its cache: no end of it is reported. Chromium says so in an event more. */
  readonly fromCache?: boolean;
}

/** A response is complete (webRequest.onCompleted). */
export interface CompletedEvent extends OfRequest {
  readonly kind: 'completed';
  readonly status: number;
  readonly fromCache: boolean;
}

/** A request ended without a whole response (webRequest.onErrorOccurred). */
export interface FailedEvent extends OfRequest {
  readonly kind: 'failed';
  /** The browser's own error name, such as `net::ERR_ABORTED` or `NS_ERROR_ABORT`. */
  readonly error: string;
}

/** The cookie jar changed (cookies.onChanged). */
export interface CookieChangedEvent extends Observed {
  readonly kind: 'cookie-changed';
  readonly cause: ChangeCause;
  readonly removed: boolean;
  readonly cookie: BrowserCookie;
  /** The public suffix of the cookie's domain, where it has one. */
  readonly suffix?: string;
}

/** What the jar held for the watched sites at a start, a grant or a resume: what changed unseen shows by it. */
export interface JarEvent extends Observed {
  readonly kind: 'jar';
  readonly cookies: readonly BrowserCookie[];
  readonly suffixes?: Readonly<Record<string, string>>;
  /** Hosts, as match patterns have them, that are granted by https alone: Chromium hides their cookies without Secure. */
  readonly httpsOnly?: readonly string[];
}

/** What the user did to a cookie here. It is recorded before the jar is touched, so that the change finds its cause. */
export interface UserChangeEvent extends Observed {
  readonly kind: 'user-change';
  readonly change: 'delete' | 'set' | 'restore';
  readonly identity: CookieIdentity;
}

/** The user sends a recorded request again. It is recorded before the request leaves, so that this one is found. */
export interface ReplayEvent extends Observed {
  readonly kind: 'replay';
  readonly tabId: number;
  readonly method: string;
  /** Without a fragment, as requests have it. */
  readonly url: string;
  /** The id of the entry that is sent again. */
  readonly of: number;
}

/** What is read from a body or from a page's text, after the response that it came in. */
interface OfText extends Observed {
  /** The request it belongs to; absent for a page's text, which belongs to the tab's last document. */
  readonly requestId?: string;
  readonly tabId: number;
  readonly url: string;
  /** Of a page's text: when the response it came in began, ms since 1970. A later request is not the one it belongs to. */
  readonly answeredAt?: number;
}

/** A count read from a body or from a page's text. */
export interface CountEvent extends OfText {
  readonly kind: 'count';
  readonly count: number;
  readonly source: 'body' | 'page';
  /** The pattern that found it. */
  readonly pattern: string;
  /** The text that it matched, at most 80 characters. */
  readonly text: string;
}

/** What a body or a page says of who asks; the text itself is not kept. */
export interface SaysEvent extends OfText {
  readonly kind: 'says';
  /** A page's text is read once it has been parsed, and scripts may have changed it, or not yet. */
  readonly source: 'body' | 'page';
  /** Absent: nothing that is known. Of documents that is told as well, for it shows that they opened. */
  readonly says?: BodySays;
}

/** A tab finished showing a document (tabs.onUpdated), from the network, a cache or the back/forward cache. */
export interface NavigationEvent extends Observed {
  readonly kind: 'navigation';
  readonly tabId: number;
  readonly url: string;
}

/** The background started. Whatever happened between the event before and this one may be missing. */
export interface StartedEvent extends Observed {
  readonly kind: 'started';
  readonly browser: 'chrome' | 'firefox';
  readonly browserVersion: string;
  /** False: another browser or program made the requests (in a HAR), and its cookie rules are not known here. */
  readonly rulesKnown?: boolean;
  /** Its name where it is neither a Chromium nor a Firefox: `Safari`, `curl`. */
  readonly product?: string;
}

/** Recording was paused or resumed. */
export interface RecordingEvent extends Observed {
  readonly kind: 'recording';
  readonly on: boolean;
}

/** Why events are not kept: the bound that the user set, no room on the disk or in memory, or a chunk that cannot be read. */
export type LossCause = 'bound' | 'disk' | 'memory' | 'unreadable';

/** The oldest events were dropped. */
export interface DroppedEvent extends Observed {
  readonly kind: 'dropped';
  /** Every event up to this one is gone. */
  readonly through: number;
  /** How many entries went with them, in all since the log was cleared. */
  readonly entries: number;
  /** Absent: to keep the bound. */
  readonly why?: LossCause;
}

/** Events from the middle of the log are missing: they could not be stored, or not be read again. */
export interface LostEvent extends Observed {
  readonly kind: 'lost';
  readonly events: number;
  /** How many of them were the first of an entry. */
  readonly entries: number;
  readonly why: LossCause;
  /** When the first and the last of them happened, in ms since 1970. */
  readonly from: number;
  readonly to: number;
}

/** Hosts that may be seen were added or taken away (permissions.onAdded, onRemoved). */
export interface PermissionEvent extends Observed {
  readonly kind: 'permission';
  readonly granted: boolean;
  readonly origins: readonly string[];
}

/** One thing observed, as it came, with its time. The log of these is the only truth; all else is folded from it. */
export type TraceEvent =
  | RequestEvent
  | ResponseEvent
  | CompletedEvent
  | FailedEvent
  | CookieChangedEvent
  | JarEvent
  | UserChangeEvent
  | ReplayEvent
  | CountEvent
  | SaysEvent
  | NavigationEvent
  | StartedEvent
  | RecordingEvent
  | DroppedEvent
  | LostEvent
  | PermissionEvent;

/** An event before the store has given it its place. */
export type NewTraceEvent = TraceEvent extends infer E ? (E extends TraceEvent ? Omit<E, 'n'> : never) : never;

/** The events of one request. */
export type ExchangeEvent = RequestEvent | ResponseEvent | CompletedEvent | FailedEvent;
