import type { SessionKey } from './session-id.ts';

/** What the server knows about a session. Times are ms since the epoch, by the store's clock. */
export type SessionRecord = {
  readonly key: SessionKey;
  /** Visits counted. */
  readonly count: number;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  /** How long it may stand idle, ms. */
  readonly idleMs: number;
  /** When it ends if nobody comes: the idle timeout, never later than the absolute one. */
  readonly expiresAt: number;
  /** When it ends whatever happens. */
  readonly absoluteExpiresAt: number;
  /** True until the browser has once sent the cookie back. */
  readonly provisional: boolean;
  /** The user who logged in, or null. */
  readonly user: string | null;
};

/**
 * Why a store has no session for a key. `unknown`: never made, expired, ended or swept. `moved`: its id was replaced by
 * a login a moment ago, and this request was still under way with the old one.
 */
export type Absent = 'unknown' | 'moved';

/** How long sessions live, ms, and how many may be provisional. One policy for all sessions of a store. */
export type SessionPolicy = {
  /** From one visit to the next (ASVS 5.0 7.3.1). */
  readonly idleMs: number;
  /** From creation or login to the end, whatever happens (ASVS 5.0 7.3.2). */
  readonly absoluteMs: number;
  /** From creation to the first time the cookie comes back; most that never do are bots and refused cookies. */
  readonly provisionalMs: number;
  /** How long a rotated id is remembered, so that requests still under way with it do not begin another session. */
  readonly movedMs: number;
  /** How many provisional sessions there may be. When more begin, the oldest end: a flood of them fills no disk. */
  readonly mostProvisional: number;
};

/** How a new session begins. */
export type SessionStart = {
  /** Visits counted so far: 1 for a session that a visit begins. */
  readonly count: number;
  readonly user: string | null;
  /** False where the browser has already shown that it keeps the cookie. */
  readonly provisional: boolean;
};

/**
 * Where sessions are kept. Every method is one atomic operation, also against other processes on the same store. Its
 * promise settles once the operation is as durable as the store makes it. All reject with `StoreUnavailableError` when
 * the store cannot answer: the caller then answers 503, says whether anything may have changed, and begins no session.
 */
export interface SessionStore {
  /** For people: which store, and where. */
  readonly description: string;
  /** Makes a session under a key that nobody has used. */
  create(key: SessionKey, start: SessionStart): Promise<SessionRecord>;
  /** Counts one visit, moves the idle timeout on, and settles a provisional session. Unknown at `MAX_VISITS`. */
  visit(key: SessionKey): Promise<SessionRecord | Absent>;
  /** Reads without counting or moving the timeout; a provisional session is settled, for its cookie came back. */
  read(key: SessionKey): Promise<SessionRecord | Absent>;
  /**
   * Ends `from` and begins `to` with its count, for a user, with a new absolute timeout. Where it takes several steps,
   * `to` exists before `from` ends.
   */
  rotate(from: SessionKey, to: SessionKey, user: string | null): Promise<SessionRecord | Absent>;
  /** Gives one session an idle timeout of its own, running from now. */
  setIdle(key: SessionKey, idleMs: number): Promise<SessionRecord | Absent>;
  /** Ends a session, or says why there is none to end. */
  end(key: SessionKey): Promise<'ended' | Absent>;
  /** The live sessions of a user, oldest first. */
  list(user: string): Promise<SessionRecord[]>;
  /** Removes at most `limit` expired sessions; answers whether there may be more. */
  sweep(limit: number): Promise<SweepResult>;
  close(): Promise<void>;
}

export type SweepResult = { readonly removed: number; readonly more: boolean };

/** What is known of a step that failed: it changed nothing, or it may have been carried out. */
export type FailureOutcome = 'unchanged' | 'unknown';

/** The store cannot answer now: disk full, file read-only, Redis down or too slow. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly outcome: FailureOutcome;

  constructor(message: string, outcome: FailureOutcome, options?: ErrorOptions) {
    super(message, options);
    this.outcome = outcome;
  }
}

/**
 * The largest count: exact in every store and on every way from it (the reader of Redis's answers rounds from 2^53 - 1
 * on). A session that has it cannot be counted on, and is unknown to the next visit.
 */
export const MAX_VISITS = 2 ** 52;

/** When a session with these times ends if nobody comes. */
export function expiry(now: number, idleMs: number, absoluteExpiresAt: number): number {
  return Math.min(now + idleMs, absoluteExpiresAt);
}
