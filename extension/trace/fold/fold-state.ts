import type { CookieIdentity, JarCookie as RulesCookie } from '../../cookies/browser-cookie.ts';
import type { AnswerClass } from '../model/answer-class.ts';
import type { RequestEntry, SetCookieEntry } from '../model/entry.ts';
import type { CookieChangedEvent, ReplayEvent } from '../model/event.ts';
import type { Session, SessionEnd, Thread } from '../model/session.ts';
import type { FoldOptions, JarCookie, Trace } from '../model/trace.ts';
import { KnownSuffixes } from '../verdicts/known-suffixes.ts';
import { RecentMap } from './tools/recent-map.ts';
import { SharedParts } from './tools/shared-parts.ts';

/** How long a change of the jar may follow, or come before, the response that caused it, in ms: 87 were measured. */
export const ATTRIBUTION_WINDOW = 250;

/**
 * How long the browser must keep silent, in ms, until its silence means that it kept nothing: a multiple of what a busy
 * machine takes, for a verdict of refused that is withdrawn is worse than a late one.
 */
export const SILENCE_WINDOW = 2_000;

/** How late a change may still be reported, in ms, on a machine that is busy: it then refutes what silence had said. */
export const LATE_WINDOW = 2_000;

/** How many addresses are remembered by how they were answered. */
const MAX_ADDRESSES = 2_000;

/** How many exchanges are remembered by their requestId: the last event of one may never come. */
const MAX_OPEN = 5_000;

/** A Set-Cookie line, to be judged again by the jar's changes and by what later requests carry. */
export interface WrittenLine {
  readonly entry: RequestEntry;
  readonly line: SetCookieEntry;
  /** When the response's head came, in ms since 1970. */
  readonly time: number;
  /** Undoes what it did by the rules, if the browser shows otherwise. */
  readonly undo?: () => void;
}

/** A cookie that no jar shows, as its Set-Cookie line describes it: requests will show whether the browser kept it. */
export interface AssumedCookie extends WrittenLine {
  readonly cookie: RulesCookie;
  /** The first request that carried it. */
  carriedBy?: RequestEntry;
}

/** A change of the jar that no response has explained yet. */
export interface UnexplainedChange {
  readonly event: CookieChangedEvent;
  /** The end that it wrote, where it did; its cause is corrected if a response turns up. */
  readonly end?: SessionEnd;
  /** What a cookie that it wrote did to the thread. */
  readonly written?: WrittenEarlier;
}

/** What was laid to somebody unknown when a cookie was written. */
export interface WrittenEarlier {
  /** The session that began with it. */
  readonly started?: Session;
  /** The session that it wrote over, and its end. */
  readonly displaced?: Session;
  readonly end?: SessionEnd;
}

/** A session in its place in the jar. */
export interface Held {
  readonly session: Session;
  readonly identity: CookieIdentity;
}

/** A thread with what the fold needs of it beside what views see. */
export interface ThreadState {
  readonly thread: Thread;
  readonly byId: Map<string, Session>;
  /** The sessions that the browser holds, by the place in the jar where it holds them. */
  readonly living: Map<string, Held>;
  /** The session that was carried last and whose place in the jar no event shows. */
  unplaced?: Session;
}

/** How one address answered strangers last, and those who carried a session. */
export interface AddressAnswers {
  stranger?: AnswerClass;
  known?: AnswerClass;
  /** True once it was answered well, with a body that does not speak of who asks. */
  opened?: boolean;
  /** The last request whose page showed who is in. */
  shown?: RequestEntry;
}

/** The last answer of an address: it is judged again where its text is read later. */
export interface LastAnswer {
  readonly entry: RequestEntry;
  readonly before: AddressAnswers;
  readonly after: AddressAnswers;
  /** Takes back what it changed of sessions and of earlier requests. */
  readonly undo: readonly (() => void)[];
}

/** Everything the fold remembers between two events, beside the trace itself. */
export interface FoldState {
  readonly trace: Trace;
  readonly options: FoldOptions;
  /** The current hop of each request in flight. */
  readonly open: RecentMap<RequestEntry>;
  readonly threads: Map<string, ThreadState>;
  /** Threads by site and store, the most trusted first. */
  readonly threadsOfJar: Map<string, ThreadState[]>;
  /** By cookie name, oldest first. */
  readonly pendingSets: Map<string, WrittenLine[]>;
  /** Oldest first. */
  unexplained: UnexplainedChange[];
  /** What the user did here and the jar has not yet shown. */
  userChanges: {
    readonly change: 'delete' | 'set' | 'restore';
    readonly identity: CookieIdentity;
    readonly time: number;
  }[];
  /** What the user sends again and no request has shown yet, oldest first. */
  readonly replays: ReplayEvent[];
  /** Responses with Clear-Site-Data for cookies, newest last. */
  clears: { readonly entry: RequestEntry; readonly time: number }[];
  /** The last document of each tab. */
  readonly documents: Map<number, RequestEntry>;
  /** The entries of the last requests, by requestId, for what is reported of them after their end. */
  readonly recent: RecentMap<RequestEntry>;
  /** The jar by site. */
  readonly jarOfSite: Map<string, Map<string, JarCookie>>;
  /** By site and store, then by the cookie's place: what the jar holds by the rules where no event shows it. */
  readonly assumedJar: Map<string, Map<string, AssumedCookie>>;
  /** By site, store and cookie name, oldest first. */
  readonly written: Map<string, WrittenLine[]>;
  /** By site and store: deletions that no later request has confirmed or refuted yet, oldest first. */
  readonly openDeletions: Map<string, WrittenLine[]>;
  /** By site and store: lines of sessions that the rules refuse, until a request shows that nothing of them was kept. */
  readonly openRefusals: Map<string, WrittenLine[]>;
  /** How the server answered each address last, with and without a session: see `response/answers.ts`. */
  readonly answers: RecentMap<LastAnswer>;
  /** True once the log has shown a jar: a recording of a browser, not a HAR. */
  jarShown: boolean;
  /** Hosts that may no longer be seen, as match patterns; the jar is whole while there is none. */
  readonly unwatched: Set<string>;
  /** True from the moment at which a host may no longer be seen until the jar is shown whole again. */
  jarForgotten: boolean;
  /** When the log last showed something that happened, ms since 1970: nothing is known of what came between then and now. */
  lastSeen: number | undefined;
  /** Domains whose cookies the browser has shown: of these alone does silence mean anything. */
  readonly visibleDomains: Set<string>;
  /** Hosts and wildcards that are granted by https alone, where the browser hides cookies without Secure. */
  httpsOnly: ReadonlySet<string>;
  readonly suffixes: KnownSuffixes;
  readonly shared: SharedParts;
  /** True once a request had Sec-Fetch-Storage-Access: this browser gives it to those that are to learn it. */
  reportsStorageAccess: boolean;
  /** What it last reported; undefined: nothing yet. */
  thirdPartyCookies: 'allowed' | 'blocked' | undefined;
  /** Set-Cookie lines whose silence is not yet proof, oldest first. */
  unsettled: WrittenLine[];
  /** Entries folded, dropped ones counted. */
  steps: number;
  sessions: number;
}

export function newFoldState(trace: Trace, options: FoldOptions): FoldState {
  return {
    trace,
    options,
    open: new RecentMap(MAX_OPEN),
    threads: new Map(),
    threadsOfJar: new Map(),
    pendingSets: new Map(),
    unexplained: [],
    userChanges: [],
    replays: [],
    clears: [],
    documents: new Map(),
    recent: new RecentMap(MAX_OPEN),
    jarOfSite: new Map(),
    assumedJar: new Map(),
    written: new Map(),
    openDeletions: new Map(),
    openRefusals: new Map(),
    answers: new RecentMap(MAX_ADDRESSES),
    jarShown: false,
    unwatched: new Set(),
    jarForgotten: false,
    lastSeen: undefined,
    visibleDomains: new Set(),
    httpsOnly: new Set(),
    suffixes: new KnownSuffixes(),
    shared: new SharedParts(),
    reportsStorageAccess: false,
    thirdPartyCookies: undefined,
    unsettled: [],
    steps: options.entriesBefore ?? 0,
    sessions: 0,
  };
}
