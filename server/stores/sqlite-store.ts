import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import type { SessionKey } from '../sessions/session-id.ts';
import { GroupCommit } from './group-commit.ts';
import {
  type Absent,
  expiry,
  type SessionPolicy,
  type SessionRecord,
  type SessionStart,
  type SessionStore,
  StoreUnavailableError,
  type SweepResult,
} from './session-store.ts';
import { isBusy, sqliteTrouble } from './sqlite-errors.ts';
import { prepareDatabase } from './sqlite-schema.ts';

type Row = Record<string, SQLOutputValue>;

const COLUMNS =
  'key, count, created_at, last_seen_at, idle_ms, expires_at, absolute_expires_at, provisional, moved, user';

/** Waiting inside SQLite blocks the event loop, so it is short; the group commit then tries again without blocking. */
const BUSY_TIMEOUT_MS = 10;

/** Sessions in one SQLite file, shared by any number of processes of one machine. */
export class SqliteStore implements SessionStore {
  readonly description: string;
  readonly #database: DatabaseSync;
  readonly #group: GroupCommit;
  readonly #policy: SessionPolicy;
  readonly #now: () => number;
  readonly #sql: Statements;

  /**
   * Opens or makes the file. Throws an Error with one sentence for people when it cannot be used.
   * @param file a path, or `:memory:`
   */
  constructor(file: string, policy: SessionPolicy, now: () => number = Date.now) {
    this.description = `SQLite in ${file}`;
    this.#policy = policy;
    this.#now = now;
    try {
      if (file !== ':memory:') mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
      this.#database = new DatabaseSync(file, { timeout: 5_000 });
      prepareDatabase(this.#database);
      this.#database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
      this.#sql = prepareStatements(this.#database);
    } catch (error) {
      throw sqliteTrouble(file, error);
    }
    this.#group = new GroupCommit({
      begin: () => this.#sql.begin.run(),
      commit: () => this.#sql.commit.run(),
      rollback: () => this.#rollback(),
      isBusy,
      explain: (error) => new StoreUnavailableError(sqliteTrouble(file, error).message, { cause: error }),
    });
  }

  create(key: SessionKey, start: SessionStart): Promise<SessionRecord> {
    return this.#group.run(() => this.#insert(key, start, this.#now()));
  }

  visit(key: SessionKey): Promise<SessionRecord | Absent> {
    return this.#group.run(() => {
      const now = this.#now();
      const row = this.#sql.visit.get(now, now, key, now);
      return row === undefined ? this.#absent(key, now) : toRecord(row);
    });
  }

  read(key: SessionKey): Promise<SessionRecord | Absent> {
    return this.#group.run(() => {
      const now = this.#now();
      const row = this.#sql.settle.get(now, key, now) ?? this.#sql.read.get(key, now);
      return row === undefined ? this.#absent(key, now) : toRecord(row);
    });
  }

  rotate(from: SessionKey, to: SessionKey, user: string | null): Promise<SessionRecord | Absent> {
    return this.#group.run(() => {
      const now = this.#now();
      const old = this.#sql.read.get(from, now);
      if (old === undefined) return this.#absent(from, now);
      const forgetAt = now + this.#policy.movedMs;
      this.#sql.move.run(forgetAt, forgetAt, from);
      const record = toRecord(old);
      return this.#insert(to, { count: record.count, user, provisional: false }, now, record.createdAt);
    });
  }

  setIdle(key: SessionKey, idleMs: number): Promise<SessionRecord | Absent> {
    return this.#group.run(() => {
      const now = this.#now();
      const row = this.#sql.setIdle.get(idleMs, now, idleMs, now, idleMs, key, now);
      return row === undefined ? this.#absent(key, now) : toRecord(row);
    });
  }

  end(key: SessionKey): Promise<boolean> {
    return this.#group.run(() => Number(this.#sql.end.run(key, this.#now()).changes) > 0);
  }

  list(user: string): Promise<SessionRecord[]> {
    return this.#group.run(() => this.#sql.list.all(user, this.#now()).map(toRecord));
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

  close(): Promise<void> {
    this.#group.flush();
    if (this.#database.isOpen) this.#database.close();
    return Promise.resolve();
  }

  #insert(key: SessionKey, start: SessionStart, now: number, createdAt = now): SessionRecord {
    const { idleMs, absoluteMs, provisionalMs } = this.#policy;
    const absoluteExpiresAt = now + absoluteMs;
    const expiresAt = expiry(now, start.provisional ? Math.min(provisionalMs, idleMs) : idleMs, absoluteExpiresAt);
    const { count, user, provisional } = start;
    const flag = provisional ? 1 : 0;
    this.#sql.insert.run(key, count, createdAt, now, idleMs, expiresAt, absoluteExpiresAt, flag, user, expiresAt);
    return { key, count, createdAt, lastSeenAt: now, idleMs, expiresAt, absoluteExpiresAt, provisional, user };
  }

  #absent(key: SessionKey, now: number): Absent {
    return this.#sql.isMoved.get(key, now) === undefined ? 'unknown' : 'moved';
  }

  #rollback(): void {
    // SQLite has already rolled back by itself after some errors (full disk, for one).
    if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
  }
}

type Statements = ReturnType<typeof prepareStatements>;

const LIVE = 'key = ? AND expires_at > ? AND moved = 0';

function prepareStatements(database: DatabaseSync) {
  const sql = (text: string): StatementSync => database.prepare(text);
  return {
    begin: sql('BEGIN IMMEDIATE'),
    commit: sql('COMMIT'),
    insert: sql(`INSERT INTO sessions (key, count, created_at, last_seen_at, idle_ms, expires_at, absolute_expires_at,
      provisional, user, sweep_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    visit: sql(`UPDATE sessions SET count = count + 1, provisional = 0, last_seen_at = ?,
      expires_at = min(? + idle_ms, absolute_expires_at) WHERE ${LIVE} RETURNING ${COLUMNS}`),
    settle: sql(`UPDATE sessions SET provisional = 0, expires_at = min(? + idle_ms, absolute_expires_at)
      WHERE ${LIVE} AND provisional = 1 RETURNING ${COLUMNS}`),
    read: sql(`SELECT ${COLUMNS} FROM sessions WHERE ${LIVE}`),
    isMoved: sql('SELECT 1 FROM sessions WHERE key = ? AND expires_at > ? AND moved = 1'),
    move: sql('UPDATE sessions SET moved = 1, user = NULL, expires_at = ?, sweep_at = ? WHERE key = ?'),
    setIdle: sql(`UPDATE sessions SET idle_ms = ?, provisional = 0, expires_at = min(? + ?, absolute_expires_at),
      sweep_at = min(sweep_at, ? + ?) WHERE ${LIVE} RETURNING ${COLUMNS}`),
    end: sql(`DELETE FROM sessions WHERE ${LIVE}`),
    list: sql(
      `SELECT ${COLUMNS} FROM sessions WHERE user = ? AND expires_at > ? AND moved = 0 ORDER BY created_at, id`,
    ),
    due: sql('SELECT id, expires_at FROM sessions WHERE sweep_at <= ? ORDER BY sweep_at LIMIT ?'),
    remove: sql('DELETE FROM sessions WHERE id = ?'),
    postpone: sql('UPDATE sessions SET sweep_at = ? WHERE id = ?'),
  };
}

function toRecord(row: Row): SessionRecord {
  return {
    key: row['key'] as SessionKey,
    count: row['count'] as number,
    createdAt: row['created_at'] as number,
    lastSeenAt: row['last_seen_at'] as number,
    idleMs: row['idle_ms'] as number,
    expiresAt: row['expires_at'] as number,
    absoluteExpiresAt: row['absolute_expires_at'] as number,
    provisional: row['provisional'] === 1,
    user: row['user'] as string | null,
  };
}
