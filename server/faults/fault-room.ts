import { createHmac, randomBytes } from 'node:crypto';
import { newSessionId } from '../sessions/session-id.ts';
import { type Fault, type FaultId, ROOM_COOKIE, ROOM_PATH } from './fault.ts';

/** A session of this room. It is none of the companion's: the counter never hears of it. */
export type RoomSession = {
  readonly id: string;
  /** The id that it began with, which the stranger has noted. */
  readonly firstId: string;
  readonly user: string | null;
  readonly count: number;
  /** How often its page was asked for: two servers answer in turn. */
  readonly asked: number;
  readonly paid: boolean;
};

/** The switches that a page offers: one for each fault, or none. */
export type Fix = FaultId | 'none';

/** More sessions than this are not kept; the oldest go. */
const MAX_SESSIONS = 500;

/** How long a renewed id is still good where that fault is fixed, ms. */
const MOVED_MS = 10_000;

/**
 * A small server with one fault: its sessions, in memory, and what it does wrong until its switch is set. Free of HTTP.
 * Deliberately not the rules of `SessionManager`, and nothing that the companion's own sessions pass through.
 */
export class FaultRoom {
  readonly fault: Fault;
  readonly #sessions = new Map<string, RoomSession>();
  /** Every id that was given out here, so that one from here is distinguished from a stray one. */
  readonly #issued = new Map<string, true>();
  /** Where renewed ids went, and until when that is remembered, ms since 1970. */
  readonly #moved = new Map<string, { readonly to: string; readonly until: number }>();
  readonly #secrets = [randomBytes(32), randomBytes(32)] as const;
  #fix: Fix = 'none';

  constructor(fault: Fault) {
    this.fault = fault;
  }

  get fix(): Fix {
    return this.#fix;
  }

  get #isFixed(): boolean {
    return this.#fix === this.fault.id;
  }

  /** Sets the switch, and begins again: what the old setting made would only confuse. */
  set(fix: Fix): void {
    this.#fix = fix;
    this.#sessions.clear();
    this.#moved.clear();
  }

  begin(user: string | null, count = 0): RoomSession {
    const id = newSessionId();
    return this.#put({ id, firstId: id, user, count, asked: 0, paid: false });
  }

  /** The session of a cookie's value, as the server that answers sees it. Looking counts nothing. */
  find(value: string | undefined): RoomSession | undefined {
    const [, signature] = (value ?? '').split('.');
    const id = idIn(value);
    const session = this.#sessions.get(id);
    if (session === undefined || this.fault.id !== 'reload') return session;
    // Two servers in turn: the second one signs with another secret, so that it takes the first one's cookie for forged.
    const server = !this.#isFixed && session.asked % 2 === 1 ? 1 : 0;
    return signature === this.#sign(id, server) ? session : undefined;
  }

  /** Whether a cookie's value was given out here, whatever became of its session. */
  hasIssued(value: string): boolean {
    return this.#issued.has(idIn(value));
  }

  /** Ends a session whose owner has gone on to another fault. */
  end(value: string): void {
    this.#sessions.delete(idIn(value));
  }

  /** A visit: counted where the session is known. */
  visit(value: string | undefined): RoomSession | undefined {
    const known = this.find(value);
    const session = this.#sessions.get(idIn(value));
    if (session === undefined) return undefined;
    const now = { ...session, asked: session.asked + 1, count: session.count + (known === undefined ? 0 : 1) };
    this.#put(now);
    return known === undefined ? undefined : now;
  }

  /** Signs in: with a new id, unless that is what this server gets wrong. */
  signIn(value: string | undefined, user: string): RoomSession {
    const before = this.find(value);
    if (before === undefined) return this.begin(user);
    if (this.fault.id === 'stranger' && !this.#isFixed) return this.#put({ ...before, user });
    this.#sessions.delete(before.id);
    return this.#put({ ...before, id: newSessionId(), user, asked: 0 });
  }

  /** Signs out, and answers with the Set-Cookie line that is to take the cookie back. */
  signOut(value: string | undefined): string {
    // The Path is another one, and only the cookie was meant to end the session.
    if (this.fault.id === 'goodbye' && !this.#isFixed) return this.#removal('/');
    const session = this.find(value);
    if (session !== undefined) this.#sessions.delete(session.id);
    return this.#removal(ROOM_PATH);
  }

  /** A new version of the server starts: what lay in the memory of the old one is gone. */
  deploy(): void {
    if (!this.#isFixed) this.#sessions.clear();
  }

  pay(value: string | undefined): RoomSession | undefined {
    const session = this.find(value);
    return session === undefined ? undefined : this.#put({ ...session, paid: true });
  }

  /**
   * Gives the session a new id: `renewed`. An id that was renewed before is `late` where that is forgiven, and otherwise
   * `reused`: it is taken for stolen, and the session ends.
   */
  renew(
    value: string | undefined,
    now: number,
  ): { readonly kind: 'renewed'; readonly session: RoomSession } | { readonly kind: 'late' | 'reused' | 'unknown' } {
    const session = this.find(value);
    if (session !== undefined) {
      const renewed = { ...session, id: newSessionId() };
      this.#sessions.delete(session.id);
      this.#moved.set(session.id, { to: renewed.id, until: now + MOVED_MS });
      if (this.#moved.size > MAX_SESSIONS) forgetOldest(this.#moved);
      return { kind: 'renewed', session: this.#put(renewed) };
    }
    const moved = this.#moved.get(value ?? '');
    if (moved === undefined) return { kind: 'unknown' };
    if (this.#isFixed && now <= moved.until) return { kind: 'late' };
    this.#sessions.delete(moved.to);
    return { kind: 'reused' };
  }

  /** What the id that a stranger noted before the sign-in is good for now: a user, or nobody. */
  strangerSees({ firstId }: RoomSession): string | null {
    return this.#sessions.get(firstId)?.user ?? null;
  }

  /** The set-cookie-string of a session. */
  setCookie({ id }: RoomSession): string {
    const value = this.fault.id === 'reload' ? `${id}.${this.#sign(id, 0)}` : id;
    const sameSite = this.fault.id === 'payment' && this.#isFixed ? 'SameSite=None; Secure' : 'SameSite=Lax';
    return `${ROOM_COOKIE}=${value}; Path=${ROOM_PATH}; HttpOnly; ${sameSite}`;
  }

  /** The set-cookie-string that takes the cookie back, as it should be. */
  get removal(): string {
    return this.#removal(ROOM_PATH);
  }

  #removal(path: string): string {
    return `${ROOM_COOKIE}=; Path=${path}; Max-Age=0; HttpOnly; SameSite=Lax`;
  }

  #sign(id: string, server: 0 | 1): string {
    return createHmac('sha256', this.#secrets[server]).update(id).digest('base64url');
  }

  #put(session: RoomSession): RoomSession {
    this.#issued.set(session.id, true);
    if (this.#issued.size > MAX_SESSIONS) forgetOldest(this.#issued);
    this.#sessions.delete(session.id);
    this.#sessions.set(session.id, session);
    if (this.#sessions.size > MAX_SESSIONS) forgetOldest(this.#sessions);
    return session;
  }
}

/** The id in a cookie's value; a signature may follow it. */
function idIn(value: string | undefined): string {
  return (value ?? '').split('.')[0] ?? '';
}

function forgetOldest(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
