import { DatabaseSync } from 'node:sqlite';
import session, { type SessionData } from 'express-session';

const ONE_DAY_MS = 86_400_000;

/**
 * A store for express-session on node:sqlite, as its stores are written: one statement a call, whole sessions as JSON.
 * Of our own, since the well-known ones on npm bring a native addon or are for another driver; WAL and NORMAL as in the
 * companion, so that the difference is in the design and not in the settings.
 */
export class SqliteSessionStore extends session.Store {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    super();
    this.#database = new DatabaseSync(file);
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    this.#database.exec('CREATE TABLE IF NOT EXISTS sessions (sid TEXT PRIMARY KEY, data TEXT, expires INTEGER)');
    this.#get = this.#database.prepare('SELECT data FROM sessions WHERE sid = ? AND expires > ?');
    this.#set = this.#database.prepare('INSERT OR REPLACE INTO sessions (sid, data, expires) VALUES (?, ?, ?)');
    this.#destroy = this.#database.prepare('DELETE FROM sessions WHERE sid = ?');
  }

  readonly #get;
  readonly #set;
  readonly #destroy;

  override get(sid: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    attempt(callback, () => {
      const data = this.#get.get(sid, Date.now())?.['data'];
      return typeof data === 'string' ? (JSON.parse(data) as SessionData) : null;
    });
  }

  override set(sid: string, data: SessionData, callback: (error?: unknown) => void = () => {}): void {
    attempt(callback, () => void this.#set.run(sid, JSON.stringify(data), Date.now() + ONE_DAY_MS));
  }

  override destroy(sid: string, callback: (error?: unknown) => void = () => {}): void {
    attempt(callback, () => void this.#destroy.run(sid));
  }

  override touch(sid: string, data: SessionData, callback: () => void = () => {}): void {
    this.set(sid, data, callback);
  }
}

function attempt<T>(callback: (error: unknown, value?: T) => void, step: () => T): void {
  let value: T;
  try {
    value = step();
  } catch (error) {
    setImmediate(callback, error);
    return;
  }
  setImmediate(callback, null, value);
}
