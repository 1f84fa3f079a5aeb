import type { SentSession } from './session-cookie.ts';
import { newSessionId, type SessionId, type SessionKey, sessionHandle, sessionKey } from './session-id.ts';
import {
  type Absent,
  type SessionRecord,
  type SessionStore,
  StoreUnavailableError,
  type SweepResult,
} from './session-store.ts';

/** Why a new session began: the browser sent no cookie, or one that is worth nothing here. */
export type Renewal = 'no-cookie' | 'malformed' | 'sent-twice' | 'unknown';

/** What a request did to its session. */
export type Outcome =
  | { readonly action: 'resumed'; readonly record: SessionRecord }
  | {
      /** `created`: nothing was sent; `replaced`: what was sent was not adopted; `rotated`: a new id, the count goes on. */
      readonly action: 'created' | 'replaced' | 'rotated';
      readonly record: SessionRecord;
      /** To be set as the cookie. */
      readonly id: SessionId;
      readonly reason: Renewal | 'login';
    }
  | { readonly action: 'moved' };

/**
 * The rules of sessions, free of HTTP. Ids are made here alone: an id that a browser sends is looked up, never adopted.
 * The store checks and acts in one atomic operation (ASVS 5.0 15.4.2).
 */
export class SessionManager {
  readonly #store: SessionStore;

  constructor(store: SessionStore) {
    this.#store = store;
  }

  /** Counts a visit; begins a session where there is none to count on. */
  async visit(sent: SentSession): Promise<Outcome> {
    if (sent.kind !== 'id') return this.#begin(sent.kind === 'none' ? 'no-cookie' : sent.kind, 1);
    const record = await this.#store.visit(sent.key);
    if (record === 'unknown') return this.#begin('unknown', 1);
    return record === 'moved' ? { action: 'moved' } : { action: 'resumed', record };
  }

  /** What the server knows of the session, without counting and without making one. */
  async read(sent: SentSession): Promise<SessionRecord | Absent> {
    return sent.kind === 'id' ? this.#store.read(sent.key) : 'unknown';
  }

  /** Gives the session a new id and a user; whoever knew the old id knows nothing now (ASVS 5.0 7.2.4). */
  async login(sent: SentSession, user: string): Promise<Outcome> {
    const id = newSessionId();
    if (sent.kind === 'id') {
      const record = await this.#store.rotate(sent.key, sessionKey(id), user);
      if (record === 'moved') return { action: 'moved' };
      if (record !== 'unknown') return { action: 'rotated', record, id, reason: 'login' };
    }
    const reason = sent.kind === 'none' ? 'no-cookie' : sent.kind === 'id' ? 'unknown' : sent.kind;
    return this.#begin(reason, 0, user);
  }

  /**
   * Begins another session, not counted yet, and ends the one that the browser has, if any. In this order, so that a
   * store that fails in between leaves the browser its session; nobody ever knows the id of the other one.
   */
  async renew(sent: SentSession): Promise<Outcome> {
    const fresh = await this.#begin(sent.kind === 'none' ? 'no-cookie' : sent.kind === 'id' ? 'unknown' : sent.kind, 0);
    const before = sent.kind === 'id' ? await this.#store.end(sent.key) : 'unknown';
    return before === 'moved' ? { action: 'moved' } : fresh;
  }

  /** Ends the session on the server, whatever the browser does with its cookie; or says why there is none to end. */
  async end(sent: SentSession): Promise<'ended' | Absent> {
    return sent.kind === 'id' ? this.#store.end(sent.key) : 'unknown';
  }

  /** Gives this one session an idle timeout of its own, ms. */
  async setIdle(sent: SentSession, idleMs: number): Promise<SessionRecord | Absent> {
    return sent.kind === 'id' ? this.#store.setIdle(sent.key, idleMs) : 'unknown';
  }

  /** The live sessions of a user, oldest first. */
  list(user: string): Promise<SessionRecord[]> {
    return this.#store.list(user);
  }

  /**
   * Ends the user's sessions that `chosen` picks, but never the one with key `own`. Answers how many ended. Where the
   * store fails for some of them only, what has changed is unknown.
   */
  async endOthers(user: string, own: SessionKey, chosen: (handle: string) => boolean): Promise<number> {
    const others = (await this.#store.list(user)).filter(({ key }) => key !== own && chosen(sessionHandle(key)));
    const results = await Promise.allSettled(others.map(({ key }) => this.#store.end(key)));
    const ended = results.filter((result) => result.status === 'fulfilled' && result.value === 'ended').length;
    const failures = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
    if (failures.length === 0) return ended;
    const isUnchanged = (error: unknown) => error instanceof StoreUnavailableError && error.outcome === 'unchanged';
    const outcome = ended === 0 && failures.every(isUnchanged) ? 'unchanged' : 'unknown';
    throw new StoreUnavailableError(`${ended} of ${others.length} sessions ended.`, outcome, { cause: failures[0] });
  }

  sweep(limit: number): Promise<SweepResult> {
    return this.#store.sweep(limit);
  }

  async #begin(reason: Renewal, count: number, user: string | null = null): Promise<Outcome> {
    const id = newSessionId();
    const record = await this.#store.create(sessionKey(id), { count, user, provisional: true });
    return { action: reason === 'no-cookie' ? 'created' : 'replaced', record, id, reason };
  }
}
