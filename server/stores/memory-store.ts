import { type Clock, steadyClock } from '../sessions/clock.ts';
import type { SessionKey } from '../sessions/session-id.ts';
import {
  type Absent,
  expiry,
  MAX_VISITS,
  type SessionPolicy,
  type SessionRecord,
  type SessionStart,
  type SessionStore,
  type SweepResult,
} from '../sessions/session-store.ts';

/** A session, or the memory of one whose id a login has replaced. */
type Slot = { readonly record: SessionRecord; readonly moved: boolean };

/** Sessions in this process alone, gone when it ends: for tests, and the shortest example of what a store does. */
export class MemoryStore implements SessionStore {
  readonly description = 'memory of this process';
  readonly #slots = new Map<SessionKey, Slot>();
  /** Sessions whose cookie has not come back, oldest first. */
  readonly #provisional = new Set<SessionKey>();
  readonly #policy: SessionPolicy;
  readonly #now: Clock;
  /** Where the sweeper stands; a Map's iterator goes on correctly while entries come and go. */
  #cursor: Iterator<[SessionKey, Slot]> = this.#slots.entries();

  constructor(policy: SessionPolicy, now: Clock = steadyClock()) {
    this.#policy = policy;
    this.#now = now;
  }

  async create(key: SessionKey, start: SessionStart): Promise<SessionRecord> {
    return this.#begin(key, start, this.#now());
  }

  async visit(key: SessionKey): Promise<SessionRecord | Absent> {
    const before = this.#live(key);
    if (typeof before !== 'string' && before.count >= MAX_VISITS) return 'unknown';
    return this.#change(key, (record, now) => ({
      ...record,
      count: record.count + 1,
      lastSeenAt: now,
      provisional: false,
      expiresAt: expiry(now, record.idleMs, record.absoluteExpiresAt),
    }));
  }

  async read(key: SessionKey): Promise<SessionRecord | Absent> {
    return this.#change(key, (record, now) =>
      record.provisional
        ? { ...record, provisional: false, expiresAt: expiry(now, record.idleMs, record.absoluteExpiresAt) }
        : record,
    );
  }

  async rotate(from: SessionKey, to: SessionKey, user: string | null): Promise<SessionRecord | Absent> {
    const old = this.#live(from);
    if (typeof old === 'string') return old;
    const now = this.#now();
    this.#put({ ...old, user: null, provisional: false, expiresAt: now + this.#policy.movedMs }, true);
    return this.#begin(to, { count: old.count, user, provisional: false }, now, old.createdAt);
  }

  async setIdle(key: SessionKey, idleMs: number): Promise<SessionRecord | Absent> {
    return this.#change(key, (record, now) => ({
      ...record,
      idleMs,
      provisional: false,
      expiresAt: expiry(now, idleMs, record.absoluteExpiresAt),
    }));
  }

  async end(key: SessionKey): Promise<'ended' | Absent> {
    const found = this.#live(key);
    if (typeof found === 'string') return found;
    this.#remove(key);
    return 'ended';
  }

  async list(user: string): Promise<SessionRecord[]> {
    const now = this.#now();
    return [...this.#slots.values()]
      .filter(({ record, moved }) => !moved && record.user === user && record.expiresAt > now)
      .map(({ record }) => record)
      .sort((a, b) => a.createdAt - b.createdAt);
  }

  async sweep(limit: number): Promise<SweepResult> {
    const now = this.#now();
    let removed = 0;
    for (let looked = 0; looked < limit; looked += 1) {
      const next = this.#cursor.next();
      if (next.done === true) {
        this.#cursor = this.#slots.entries();
        return { removed, more: false };
      }
      const [key, { record }] = next.value;
      if (record.expiresAt <= now && this.#remove(key)) removed += 1;
    }
    return { removed, more: true };
  }

  async close(): Promise<void> {
    this.#slots.clear();
    this.#provisional.clear();
  }

  #live(key: SessionKey): SessionRecord | Absent {
    const slot = this.#slots.get(key);
    if (slot === undefined || slot.record.expiresAt <= this.#now()) return 'unknown';
    return slot.moved ? 'moved' : slot.record;
  }

  #change(key: SessionKey, next: (record: SessionRecord, now: number) => SessionRecord): SessionRecord | Absent {
    const before = this.#live(key);
    if (typeof before === 'string') return before;
    const record = next(before, this.#now());
    if (record !== before) this.#put(record);
    return record;
  }

  #begin(key: SessionKey, start: SessionStart, now: number, createdAt = now): SessionRecord {
    const { idleMs, absoluteMs, provisionalMs, mostProvisional } = this.#policy;
    const absoluteExpiresAt = now + absoluteMs;
    const record: SessionRecord = {
      key,
      ...start,
      createdAt,
      lastSeenAt: now,
      idleMs,
      expiresAt: expiry(now, start.provisional ? Math.min(provisionalMs, idleMs) : idleMs, absoluteExpiresAt),
      absoluteExpiresAt,
    };
    this.#put(record);
    const [oldest] = this.#provisional;
    if (oldest !== undefined && this.#provisional.size > mostProvisional) this.#remove(oldest);
    return record;
  }

  #put(record: SessionRecord, moved = false): void {
    const { key, provisional } = record;
    this.#slots.set(key, { record, moved });
    if (provisional) this.#provisional.add(key);
    else this.#provisional.delete(key);
  }

  #remove(key: SessionKey): boolean {
    this.#provisional.delete(key);
    return this.#slots.delete(key);
  }
}
