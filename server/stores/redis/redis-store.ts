import { hash } from 'node:crypto';
import type { SessionKey } from '../../sessions/session-id.ts';
import {
  type Absent,
  type FailureOutcome,
  type SessionPolicy,
  type SessionRecord,
  type SessionStart,
  type SessionStore,
  StoreUnavailableError,
  type SweepResult,
} from '../../sessions/session-store.ts';
import { PatientRedis } from './patient-redis.ts';

/** Keys of sessions that began as provisional ones, oldest first; not all of them still are. */
const PROVISIONAL = 'sidtrail:provisional';

/** Sessions in Redis 7 or Valkey: any number of processes on any number of machines. Redis itself lets them expire. */
export class RedisStore implements SessionStore {
  readonly description: string;
  readonly #redis: PatientRedis;
  readonly #policy: SessionPolicy;

  /**
   * Opens the store that an address names. A Redis that does not answer yet is no error: the server answers 503 until it
   * does. Throws one sentence for people where the address is no address.
   */
  static async open(url: string, policy: SessionPolicy, onTrouble: (error: Error) => void): Promise<RedisStore> {
    const store = new RedisStore(url, policy, onTrouble);
    await store.ready().catch(onTrouble);
    return store;
  }

  /**
   * Begins to connect, and keeps trying for as long as the store is open: until Redis answers, every call rejects with
   * `StoreUnavailableError`. Throws one sentence for people where the address is no address; it holds none of it, for it
   * may hold a password.
   * @param onTrouble hears of each connection error
   */
  constructor(
    url: string,
    policy: SessionPolicy,
    onTrouble: (error: Error) => void = () => {},
    patienceMs?: number,
    elapsed?: () => number,
  ) {
    this.#redis = new PatientRedis(url, onTrouble, patienceMs, elapsed);
    this.description = this.#redis.description;
    this.#policy = policy;
  }

  /** Settles when Redis answers, or rejects with `StoreUnavailableError` after the patience of one request. */
  ready(): Promise<void> {
    return this.#redis.ready();
  }

  create(key: SessionKey, start: SessionStart): Promise<SessionRecord> {
    return this.#begin(key, start, 0);
  }

  visit(key: SessionKey): Promise<SessionRecord | Absent> {
    return this.#redis.operate(key, 'visit');
  }

  read(key: SessionKey): Promise<SessionRecord | Absent> {
    return this.#redis.operate(key, 'read');
  }

  /**
   * Several operations, since the two ids may live on different nodes of a cluster. Should Redis fail before `from` ends, it
   * goes on living and nothing was changed: nobody has learned the id of `to`, which ends as provisional sessions do. Two
   * ids of one session that anybody knows there can never be.
   */
  async rotate(from: SessionKey, to: SessionKey, user: string | null): Promise<SessionRecord | Absent> {
    const before = await this.#redis.operate(from, 'peek');
    if (typeof before === 'string') return before;
    const made = await this.#begin(to, { count: before.count, user, provisional: true }, before.createdAt);
    const moved = await this.#redis.operate(from, 'move', this.#policy.movedMs);
    if (typeof moved === 'string') {
      // Another login or a logout was faster. Should this fail, the session ends as provisional ones do.
      await this.#redis.operate(to, 'end').catch(() => {});
      return moved;
    }
    const missed = moved.count - made.count;
    try {
      return await this.#redis.operate(to, 'settle', missed);
    } catch (error) {
      // It stands, and its count is right; its cookie will settle it.
      if (missed === 0) return made;
      throw unavailable(error, 'unknown');
    }
  }

  setIdle(key: SessionKey, idleMs: number): Promise<SessionRecord | Absent> {
    return this.#redis.operate(key, 'idle', idleMs);
  }

  async end(key: SessionKey): Promise<'ended' | Absent> {
    const found = await this.#redis.operate(key, 'end');
    return typeof found === 'string' ? found : 'ended';
  }

  /** From a set of keys beside the sessions: members that have expired since are taken out on the way. */
  async list(user: string): Promise<SessionRecord[]> {
    const index = userIndex(user);
    const keys = (await this.#redis.patiently(() => this.#redis.client.sMembers(index), 'unchanged')) as SessionKey[];
    const found = await Promise.all(keys.map((key) => this.#redis.operate(key, 'peek')));
    const gone = keys.filter((_key, position) => typeof found[position] === 'string');
    if (gone.length > 0) await this.#redis.patiently(() => this.#redis.client.sRem(index, gone), 'unchanged');
    return found.filter((record) => typeof record !== 'string').sort((a, b) => a.createdAt - b.createdAt);
  }

  /** Nothing to do: the engine expires keys by itself. */
  async sweep(): Promise<SweepResult> {
    return { removed: 0, more: false };
  }

  close(): Promise<void> {
    return this.#redis.close();
  }

  async #begin(key: SessionKey, start: SessionStart, createdAt: number): Promise<SessionRecord> {
    const { idleMs, absoluteMs, provisionalMs } = this.#policy;
    const { count, user, provisional } = start;
    const flag = provisional ? 1 : 0;
    const times = [idleMs, absoluteMs, provisionalMs, createdAt];
    const [made] = await Promise.all([
      this.#redis.operate(key, 'create', count, user ?? '', flag, ...times),
      provisional ? this.#makeRoom(key) : undefined,
    ]);
    if (typeof made === 'string') throw new StoreUnavailableError('Redis did not make the session.', 'unchanged');
    if (user !== null) {
      const index = userIndex(user);
      const add = () => this.#redis.client.multi().sAdd(index, key).pExpire(index, absoluteMs).exec();
      await this.#redis.patiently(add, 'unchanged');
    }
    return made;
  }

  /** Ends the oldest provisional sessions where a new one is one too many. */
  async #makeRoom(key: SessionKey): Promise<void> {
    const { provisionalMs, mostProvisional } = this.#policy;
    const add = () =>
      this.#redis.client
        .multi()
        .rPush(PROVISIONAL, key)
        .lRange(PROVISIONAL, 0, -(mostProvisional + 1))
        .lTrim(PROVISIONAL, -mostProvisional, -1)
        .pExpire(PROVISIONAL, provisionalMs)
        .exec();
    const [, tooMany] = await this.#redis.patiently(add, 'unchanged');
    const drops = (tooMany as unknown as SessionKey[]).map((one) => this.#redis.operate(one, 'drop'));
    // Those that cannot be reached now end by themselves, a little later.
    await Promise.allSettled(drops);
  }
}

/** The same trouble, of which less is known. */
function unavailable(error: unknown, outcome: FailureOutcome): StoreUnavailableError {
  return new StoreUnavailableError(error instanceof Error ? error.message : String(error), outcome, { cause: error });
}

/** The user's name is foreign text, so it is hashed; the set lives on a node of its own in a cluster. */
function userIndex(user: string): string {
  return `sidtrail:user:${hash('sha256', user, 'base64url')}`;
}
