import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { CLOCK_TOLERANCE_MS } from '../../sessions/clock.ts';
import type { SessionKey } from '../../sessions/session-id.ts';
import { expiry, MAX_VISITS, type SessionRecord } from '../../sessions/session-store.ts';
import { rowNumber } from './sqlite-schema.ts';

/** `expires_at` as `expiry` has it. Only a first visit with the cookie changes `provisional`, which an index is over. */
const countSql = (settle: string, which: string): string => `
UPDATE sessions
SET count = count + 1, last_seen_at = ?1, expires_at = min(?1 + idle_ms, absolute_expires_at)${settle}
WHERE id = ?2 AND expires_at > ?1 AND last_seen_at <= ?1 + ${CLOCK_TOLERANCE_MS} AND moved = 0
  AND count < ${MAX_VISITS} AND ${which}
  AND seen(key, count, created_at, idle_ms, absolute_expires_at, user)`;

/**
 * Counts a visit in one statement. The row that it changes is handed out by a function that SQLite calls for it: reading
 * it by a SELECT before, or by RETURNING, walks or copies it once more, which takes a quarter longer.
 */
export class VisitCounter {
  readonly #count: StatementSync;
  readonly #countFirst: StatementSync;
  /** Of the statement that is running: the key that is asked for, the moment, and what was seen. */
  #key = '';
  #now = 0;
  #seen: SessionRecord | undefined;

  /** @param database with the tables of sqlite-schema.ts */
  constructor(database: DatabaseSync) {
    // biome-ignore lint/complexity/useMaxParams: SQLite passes each column as an argument.
    database.function('seen', { directOnly: true }, (key, count, createdAt, idleMs, absoluteExpiresAt, user) => {
      // Two keys may share a row number.
      if (key !== this.#key) return 0;
      this.#seen = {
        key: key as SessionKey,
        count: (count as number) + 1,
        createdAt: createdAt as number,
        lastSeenAt: this.#now,
        idleMs: idleMs as number,
        expiresAt: expiry(this.#now, idleMs as number, absoluteExpiresAt as number),
        absoluteExpiresAt: absoluteExpiresAt as number,
        provisional: false,
        user: user as string | null,
      };
      return 1;
    });
    this.#count = database.prepare(countSql('', 'provisional = 0'));
    this.#countFirst = database.prepare(countSql(', provisional = 0', 'provisional > 0'));
  }

  /**
   * The session as it is after this visit, or undefined where none of this key is live. Throws what SQLite throws; call
   * it inside a transaction.
   * @param now ms since 1970
   */
  count(key: SessionKey, now: number): SessionRecord | undefined {
    this.#key = key;
    this.#now = now;
    this.#seen = undefined;
    const id = rowNumber(key);
    const counted = this.#count.run(now, id).changes !== 0 || this.#countFirst.run(now, id).changes !== 0;
    return counted ? this.#seen : undefined;
  }
}
