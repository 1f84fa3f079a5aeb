import type { Request } from 'express';
import type { Responder } from './answers/responder.ts';
import { rememberLast } from './fast/remember.ts';
import type { Log } from './log/log.ts';
import type { Clock } from './sessions/clock.ts';
import type { CookieSettings, SentSession } from './sessions/session-cookie.ts';
import { cookieRemoval, cookieSetter, readSentSession } from './sessions/session-cookie.ts';
import type { SessionId } from './sessions/session-id.ts';
import type { SessionManager } from './sessions/session-manager.ts';
import type { SessionPolicy } from './sessions/session-store.ts';

/** What every route needs. */
export type AppContext = {
  readonly sessions: SessionManager;
  /** The time by which sessions end. */
  readonly now: Clock;
  readonly policy: SessionPolicy;
  readonly cookie: SessionCookie;
  readonly responder: Responder;
  readonly log: Log;
  readonly hsts: boolean;
};

/** The session cookie, bound to its settings: read from a request, set, taken back. */
export type SessionCookie = {
  readonly settings: CookieSettings;
  readonly read: (request: Request) => SentSession;
  /** The set-cookie-string for an id. */
  readonly set: (id: SessionId) => string;
  /** The set-cookie-string that takes the cookie back. */
  readonly removal: string;
};

export function sessionCookie(settings: CookieSettings): SessionCookie {
  // What a header says depends on nothing but the header; whether its session lives is asked of the store each time.
  const read = rememberLast((header: string) => readSentSession(header, settings.name));
  return {
    settings,
    read: ({ headers, socket }) => read(headers.cookie ?? '', socket),
    set: cookieSetter(settings),
    removal: cookieRemoval(settings),
  };
}
