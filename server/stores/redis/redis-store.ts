import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createClient } from 'redis';
import type { SessionKey } from '../../sessions/session-id.ts';
import {
  type Absent,
  type SessionPolicy,
  type SessionRecord,
  type SessionStart,
  type SessionStore,
  StoreUnavailableError,
  type SweepResult,
} from '../../sessions/session-store.ts';

const SCRIPT = readFileSync(new URL('redis-session.lua', import.meta.url), 'utf8');
const SCRIPT_SHA1 = hash('sha1', SCRIPT, 'hex');

/** How long a request waits for Redis before it is answered 503, ms. */
const PATIENCE_MS = 1_000;
/** Commands kept while Redis is silent; beyond that, requests are refused at once instead of filling the memory. */
const LONGEST_QUEUE = 10_000;

type Client = ReturnType<typeof connection>;

/** Sessions in Redis 7 or Valkey: any number of processes on any number of machines. Redis itself lets them expire. */
export class RedisStore implements SessionStore {
  readonly description: string;
  readonly #client: Client;
  readonly #policy: SessionPolicy;
  readonly #patienceMs: number;

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
    patienceMs = PATIENCE_MS,
  ) {
    if (!URL.canParse(url)) throw new Error('--store is no address of a Redis: write redis://host:port/database.');
    const { host, pathname } = new URL(url);
    this.description = `Redis at ${host}${pathname}`;
    this.#policy = policy;
    this.#patienceMs = patienceMs;
    this.#client = connection(url.replace(/^valkey/, 'redis'));
    this.#client.on('error', onTrouble);
    this.#client.connect().catch(onTrouble);
  }

  /** Settles when Redis answers, or rejects with `StoreUnavailableError` after the patience of one request. */
  async ready(): Promise<void> {
    if (this.#client.isReady) return;
    await this.#patiently(new Promise<void>((resolve) => this.#client.once('ready', resolve)));
  }

  create(key: SessionKey, start: SessionStart): Promise<SessionRecord> {
    return this.#begin(key, start, 0);
  }

  visit(key: SessionKey): Promise<SessionRecord | Absent> {
    return this.#step(key, 'visit');
  }

  read(key: SessionKey): Promise<SessionRecord | Absent> {
    return this.#step(key, 'read');
  }

  /**
   * Two steps, since the two ids may live on different nodes of a cluster. The old id ends first: should Redis fail in
   * between, the user logs in again; two live ids for one session there can never be.
   */
  async rotate(from: SessionKey, to: SessionKey, user: string | null): Promise<SessionRecord | Absent> {
    const old = await this.#step(from, 'move', this.#policy.movedMs);
    if (typeof old === 'string') return old;
    return this.#begin(to, { count: old.count, user, provisional: false }, old.createdAt);
  }

  setIdle(key: SessionKey, idleMs: number): Promise<SessionRecord | Absent> {
    return this.#step(key, 'idle', idleMs);
  }

  async end(key: SessionKey): Promise<boolean> {
    return typeof (await this.#step(key, 'end')) !== 'string';
  }

  /** From a set of keys beside the sessions: members that have expired since are taken out on the way. */
  async list(user: string): Promise<SessionRecord[]> {
    const index = userIndex(user);
    const keys = (await this.#patiently(this.#client.sMembers(index))) as SessionKey[];
    const found = await Promise.all(keys.map((key) => this.#step(key, 'peek')));
    const gone = keys.filter((_key, position) => typeof found[position] === 'string');
    if (gone.length > 0) await this.#patiently(this.#client.sRem(index, gone));
    return found.filter((record) => typeof record !== 'string').sort((a, b) => a.createdAt - b.createdAt);
  }

  /** Nothing to do: the engine expires keys by itself. */
  async sweep(): Promise<SweepResult> {
    return { removed: 0, more: false };
  }

  async close(): Promise<void> {
    if (this.#client.isReady) await this.#patiently(this.#client.close()).catch(() => this.#client.destroy());
    else if (this.#client.isOpen) this.#client.destroy();
  }

  async #begin(key: SessionKey, start: SessionStart, createdAt: number): Promise<SessionRecord> {
    const { idleMs, absoluteMs, provisionalMs } = this.#policy;
    const { count, user, provisional } = start;
    const flag = provisional ? 1 : 0;
    const times = [idleMs, absoluteMs, provisionalMs, createdAt];
    const made = await this.#step(key, 'create', count, user ?? '', flag, ...times);
    if (typeof made === 'string') throw new StoreUnavailableError('Redis did not make the session.');
    if (user !== null) {
      const index = userIndex(user);
      await this.#patiently(this.#client.multi().sAdd(index, key).pExpire(index, absoluteMs).exec());
    }
    return made;
  }

  async #step(key: SessionKey, ...args: readonly (string | number)[]): Promise<SessionRecord | Absent> {
    const call = { keys: [`sidtrail:session:${key}`], arguments: args.map(String) };
    const reply = await this.#patiently(
      this.#client.evalSha(SCRIPT_SHA1, call).catch((error: unknown) => {
        // A Redis that was restarted has forgotten the script; sent whole once, it is known again.
        if (error instanceof Error && error.message.startsWith('NOSCRIPT')) return this.#client.eval(SCRIPT, call);
        throw error;
      }),
    );
    if (reply === 'unknown' || reply === 'moved') return reply;
    return toRecord(key, reply);
  }

  /** Waits for Redis, but not for ever; whatever goes wrong is the same to the caller. */
  #patiently<T>(answer: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const give = (detail: string, cause?: unknown) =>
        reject(new StoreUnavailableError(`${this.description} cannot be used: ${detail}`, { cause }));
      const timer = setTimeout(() => give(`no answer within ${this.#patienceMs} ms.`), this.#patienceMs);
      answer.then(resolve, (error: unknown) => give(error instanceof Error ? error.message : String(error), error));
      answer.then(
        () => clearTimeout(timer),
        () => clearTimeout(timer),
      );
    });
  }
}

function connection(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: LONGEST_QUEUE,
    socket: { connectTimeout: 2_000, reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 1_000) },
  });
}

/** The user's name is foreign text, so it is hashed; the set lives on a node of its own in a cluster. */
function userIndex(user: string): string {
  return `sidtrail:user:${hash('sha256', user, 'base64url')}`;
}

function toRecord(key: SessionKey, reply: unknown): SessionRecord {
  if (!Array.isArray(reply)) throw new StoreUnavailableError('Redis gave an answer of another script.');
  const [count, createdAt, lastSeenAt, idleMs, expiresAt, absoluteExpiresAt, provisional] = reply.map(Number);
  const user: unknown = reply[7];
  return {
    key,
    count: count ?? 0,
    createdAt: createdAt ?? 0,
    lastSeenAt: lastSeenAt ?? 0,
    idleMs: idleMs ?? 0,
    expiresAt: expiresAt ?? 0,
    absoluteExpiresAt: absoluteExpiresAt ?? 0,
    provisional: provisional === 1,
    user: typeof user === 'string' && user !== '' ? user : null,
  };
}
