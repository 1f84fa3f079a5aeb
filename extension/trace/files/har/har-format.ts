import type { OwnMembers } from './own-entry.ts';

/** HAR 1.2 as it is written here (http://www.softwareishard.com/blog/har-12-spec/); members with `_` are ours. */
export interface HarHeader {
  readonly name: string;
  readonly value: string;
}

export interface HarCookie {
  readonly name: string;
  readonly value: string;
  readonly path?: string;
  readonly domain?: string;
  /** ISO 8601. */
  readonly expires?: string;
  readonly httpOnly?: boolean;
  readonly secure?: boolean;
  readonly sameSite?: string;
}

/** A session as HAR entries and the log name it. */
export interface HarSession {
  /** 1, 2, 3 … over the whole trace. */
  readonly number: number;
  readonly id: string;
}

/** What an entry did to the session of one cookie. */
export interface HarStep {
  readonly cookie: string;
  readonly site: string;
  readonly action: string;
  /** True: the rules say so; false: the browser showed it. */
  readonly predicted: boolean;
  readonly before?: HarSession;
  readonly after?: HarSession;
}

/** What became of a Set-Cookie line, where the browser showed it. */
export interface HarSetCookie {
  readonly line: string;
  readonly observed?: 'stored' | 'removed';
}

export interface HarEntry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly httpVersion: string;
    readonly cookies: readonly HarCookie[];
    readonly headers: readonly HarHeader[];
    readonly queryString: readonly HarHeader[];
    readonly headersSize: -1;
    readonly bodySize: -1;
  };
  readonly response: {
    readonly status: number;
    readonly statusText: string;
    readonly httpVersion: string;
    readonly cookies: readonly HarCookie[];
    readonly headers: readonly HarHeader[];
    readonly content: { readonly size: -1; readonly mimeType: string };
    readonly redirectURL: string;
    readonly headersSize: -1;
    readonly bodySize: -1;
    readonly _error?: string;
  };
  readonly cache: Record<never, never>;
  readonly timings: { readonly send: 0; readonly wait: number; readonly receive: number };
  readonly _resourceType: string;
  readonly _initiatorUrl?: string;
  readonly _topUrl?: string;
  readonly _fromCache?: string;
  readonly _tabId: number;
  readonly _storeId: string;
  readonly _step: number;
  readonly _sessions: readonly HarStep[];
  readonly _setCookies: readonly HarSetCookie[];
  /** What brings the entry's events back as they were; HAR's own members cannot hold it. */
  readonly _sidtrail?: OwnMembers;
  readonly _counts: readonly { readonly count: number; readonly source: string; readonly from: string }[];
}
