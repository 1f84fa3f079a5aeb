import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { CLOCK_TOLERANCE_MS, type Clock, steadyClock } from '../../sessions/clock.ts';
import type { SessionKey } from '../../sessions/session-id.ts';
import {
  type Absent,
  expiry,
  MAX_VISITS,
  type SessionPolicy,
  type SessionRecord,
  type SessionStart,
  type SessionStore,
  StoreUnavailableError,
  type SweepResult,
} from '../../sessions/session-store.ts';
import { GroupCommit } from './group-commit.ts';
import { startCheckpoints } from './sqlite-checkpoints.ts';
import { isBusy, isOfOneStatement, sqliteTrouble } from './sqlite-errors.ts';
import { prepareDatabase, rowNumber } from './sqlite-schema.ts';
import { VisitCounter } from './sqlite-visit-counter.ts';

/** No waiting inside SQLite: it stops the event loop, and a checkpoint that waits for readers. The group commit retries. */
const BUSY_TIMEOUT_MS = 0;
/** What waits at the end has no other try, and there is nobody left to hold up. */
const LAST_BUSY_TIMEOUT_MS = 1_000;

/** Sessions in one SQLite file, shared by any number of processes of one machine. */
export class SqliteStore implements SessionStore {
  readonly description: string;
  readonly #database: DatabaseSync;
  readonly #group: GroupCommit;
  readonly #policy: SessionPolicy;
  readonly #now: Clock;
  readonly #sql: Statements;
  readonly #counter: VisitCounter;
  readonly #endCheckpoints: () => Promise<void>;

  /**
   * Opens or makes the file. Throws an Error with one sentence for people when it cannot be used.
   * @param file a path, or `:memory:`
   */
  constructor(file: string, policy: SessionPolicy, now: Clock = steadyClock()) {
    this.description = `SQLite in ${file}`;
    this.#policy = policy;
    this.#now = now;
    try {
      if (file !== ':memory:') mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
      this.#database = new DatabaseSync(file, { timeout: 5_000 });
      prepareDatabase(this.#database);
      this.#database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
      this.#sql = prepareStatements(this.#database);
      this.#counter = new VisitCounter(this.#database);
      this.#endCheckpoints = file === ':memory:' ? async () => {} : startCheckpoints(this.#database, file);
    } catch (error) {
      throw sqliteTrouble(file, error);
    }
    this.#group = new GroupCommit({
      begin: () => this.#sql.begin.run(),
      commit: () => this.#sql.commit.run(),
      rollback: () => this.#rollback(),
      isBusy,
      isOwn: isOfOneStatement,
      explain: (error) => new StoreUnavailableError(sqliteTrouble(file, error).message, 'unchanged', { cause: error }),
    });
  }

  create(key: SessionKey, start: SessionStart): Promise<SessionRecord> {
    return this.#group.run(() => this.#insert(key, start, this.#now())).then(made);
  }

  visit(key: SessionKey): Promise<SessionRecord | Absent> {
    return this.#group.run(() => {
      const now = this.#now();
      const counted = this.#counter.count(key, now);
      if (counted !== undefined) return counted;
      return this.#find(key, now) === 'moved' ? 'moved' : 'unknown';
    });
  }

  read(key: SessionKey): Promise<SessionRecord | Absent> {
    return this.#group.run(() => {
      const now = this.#now();
      const found = this.#find(key, now);
      if (typeof found === 'string') return found;
      const { record } = found;
      if (!record.provisional) return record;
      const expiresAt = expiry(now, record.idleMs, record.absoluteExpiresAt);
      return this.#save(found.id, { ...record, provisional: false, expiresAt });
    });
  }

  rotate(from: SessionKey, to: SessionKey, user: string | null): Promise<SessionRecord | Absent> {
    return this.#group
      .run(() => {
        const now = this.#now();
        const found = this.#find(from, now);
        if (typeof found === 'string') return found;
        const { count, createdAt } = found.record;
        const made = this.#insert(to, { count, user, provisional: false }, now, createdAt);
        const forgetAt = now + this.#policy.movedMs;
        if (made !== null) this.#sql.move.run(now, forgetAt, forgetAt, found.id);
        return made;
      })
      .then((found) => (typeof found === 'string' ? found : made(found)));
  }

  setIdle(key: SessionKey, idleMs: number): Promise<SessionRecord | Absent> {
    return this.#group.run(() => {
      const now = this.#now();
      const found = this.#find(key, now);
      if (typeof found === 'string') return found;
      const expiresAt = expiry(now, idleMs, found.record.absoluteExpiresAt);
      this.#sql.setIdle.run(idleMs, expiresAt, found.id);
      return this.#save(found.id, { ...found.record, idleMs, provisional: false, expiresAt });
    });
  }

  end(key: SessionKey): Promise<'ended' | Absent> {
    return this.#group.run(() => {
      const found = this.#find(key, this.#now());
      if (typeof found === 'string') return found;
      this.#sql.remove.run(found.id);
      return 'ended';
    });
  }

  list(user: string): Promise<SessionRecord[]> {
    return this.#group.run(() => {
      const rows = this.#sql.list.all(user, ...live(this.#now())) as unknown as SQLOutputValue[][];
      return rows.map((row) => toFound(row).record);
    });
  }

  sweep(limit: number): Promise<SweepResult> {
    return this.#group.run(() => {
      const now = this.#now();
      const due = this.#sql.due.all(now, limit);
      let removed = 0;
      for (const row of due) {
        if (Number(row['expires_at']) <= now) {
          this.#sql.remove.run(Number(row['id']));
          removed += 1;
        } else {
          this.#sql.postpone.run(Number(row['expires_at']), Number(row['id']));
        }
      }
      return { removed, more: due.length === limit };
    });
  }

  async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.exec(`PRAGMA busy_timeout = ${LAST_BUSY_TIMEOUT_MS}`);
    this.#group.flush();
    await this.#endCheckpoints();
    if (this.#database.isOpen) this.#database.close();
  }

  #insert(key: SessionKey, start: SessionStart, now: number, createdAt = now): SessionRecord | null {
    const { idleMs, absoluteMs, provisionalMs, mostProvisional } = this.#policy;
    const absoluteExpiresAt = now + absoluteMs;
    const expiresAt = expiry(now, start.provisional ? Math.min(provisionalMs, idleMs) : idleMs, absoluteExpiresAt);
    const { count, user, provisional } = start;
    const place = provisional ? this.#nextPlace() : 0;
    const times = [createdAt, now, idleMs, expiresAt, absoluteExpiresAt];
    const { changes } = this.#sql.insert.run(rowNumber(key), key, count, ...times, place, user, expiresAt);
    if (changes === 0) return null;
    if (place > mostProvisional) this.#sql.removeOldest.run(place - mostProvisional);
    return { key, count, createdAt, lastSeenAt: now, idleMs, expiresAt, absoluteExpiresAt, provisional, user };
  }

  /** Looks a live session up; the transaction around it keeps others from changing it in between. */
  #find(key: SessionKey, now: number): Found | Absent {
    const row = this.#sql.find.get(rowNumber(key), ...live(now)) as readonly SQLOutputValue[] | undefined;
    if (row === undefined || row[1] !== key) return 'unknown';
    const found = toFound(row);
    return found.moved ? 'moved' : found;
  }

  /** The place after the youngest provisional session. */
  #nextPlace(): number {
    return Number(this.#sql.youngest.get()?.['provisional'] ?? 0) + 1;
  }

  /** Keeps a record that a cookie has settled. */
  #save(id: number, record: SessionRecord): SessionRecord {
    this.#sql.save.run(record.expiresAt, id);
    return record;
  }

  #rollback(): void {
    // SQLite has already rolled back by itself after some errors (full disk, for one).
    if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
  }
}

/** A new session, or the refusal of one whose row number another live session has: the next try gets another id. */
function made(record: SessionRecord | null): SessionRecord {
  if (record === null) {
    throw new StoreUnavailableError('two session ids fell on the same row number: try again.', 'unchanged');
  }
  return record;
}

type Statements = ReturnType<typeof prepareStatements>;

function prepareStatements(database: DatabaseSync) {
  const sql = (text: string): StatementSync => database.prepare(text);
  const find = sql(`SELECT ${COLUMNS} FROM sessions WHERE id = ? AND ${LIVE}`);
  const list = sql(`SELECT ${COLUMNS} FROM sessions WHERE user = ? AND ${LIVE} AND moved = 0 ORDER BY created_at, id`);
  // Arrays instead of objects: a third of the cost of a visit.
  find.setReturnArrays(true);
  list.setReturnArrays(true);
  return {
    begin: sql('BEGIN IMMEDIATE'),
    commit: sql('COMMIT'),
    find,
    list,
    insert:
      sql(`INSERT OR IGNORE INTO sessions (id, key, count, created_at, last_seen_at, idle_ms, expires_at, absolute_expires_at,
      provisional, user, sweep_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    youngest: sql('SELECT provisional FROM sessions WHERE provisional > 0 ORDER BY provisional DESC LIMIT 1'),
    removeOldest: sql('DELETE FROM sessions WHERE provisional > 0 AND provisional <= ?'),
    save: sql('UPDATE sessions SET expires_at = ?, provisional = 0 WHERE id = ?'),
    move: sql(`UPDATE sessions SET moved = 1, user = NULL, provisional = 0, last_seen_at = ?, expires_at = ?, sweep_at = ?
      WHERE id = ?`),
    setIdle: sql('UPDATE sessions SET idle_ms = ?, sweep_at = min(sweep_at, ?) WHERE id = ?'),
    due: sql('SELECT id, expires_at FROM sessions WHERE sweep_at <= ? ORDER BY sweep_at LIMIT ?'),
    remove: sql('DELETE FROM sessions WHERE id = ?'),
    postpone: sql('UPDATE sessions SET sweep_at = ? WHERE id = ?'),
  };
}

type Found = { readonly id: number; readonly moved: boolean; readonly record: SessionRecord };

/** What is true of a row that is neither over nor from the future, and whose count is exact; takes what `live` makes. */
const LIVE = `expires_at > ? AND last_seen_at <= ? AND count <= ${MAX_VISITS}`;
const live = (now: number): [number, number] => [now, now + CLOCK_TOLERANCE_MS];

const COLUMNS =
  'id, key, count, created_at, last_seen_at, idle_ms, expires_at, absolute_expires_at, provisional, moved, user';

/** Reads a row of `COLUMNS`, in their order. */
function toFound(row: readonly SQLOutputValue[]): Found {
  return {
    id: row[0] as number,
    moved: row[9] === 1,
    record: {
      key: row[1] as SessionKey,
      count: row[2] as number,
      createdAt: row[3] as number,
      lastSeenAt: row[4] as number,
      idleMs: row[5] as number,
      expiresAt: row[6] as number,
      absoluteExpiresAt: row[7] as number,
      provisional: row[8] !== 0,
      user: row[10] as string | null,
    },
  };
}
