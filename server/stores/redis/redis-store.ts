import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ClientClosedError, ClientOfflineError, createClient, ErrorReply } from 'redis';
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

const SCRIPT = readFileSync(new URL('redis-session.lua', import.meta.url), 'utf8');
const SCRIPT_SHA1 = hash('sha1', SCRIPT, 'hex');

/** How long a request waits for Redis before it is answered 503, ms. */
const PATIENCE_MS = 1_000;
/** Commands kept while Redis is silent; beyond that, requests are refused at once instead of filling the memory. */
const MAX_UNANSWERED = 10_000;

type Client = ReturnType<typeof connection>;

/** The operations of redis-session.lua. */
type Operation = 'create' | 'peek' | 'read' | 'visit' | 'idle' | 'settle' | 'move' | 'end' | 'drop';

/** Operations that change nothing for anybody, even if they are carried out: nobody has learned the id of a session yet. */
const HARMLESS: ReadonlySet<Operation> = new Set(['create', 'peek']);

/** Keys of sessions that began as provisional ones, oldest first; not all of them still are. */
const PROVISIONAL = 'sidtrail:provisional';

/** Sessions in Redis 7 or Valkey: any number of processes on any number of machines. Redis itself lets them expire. */
export class RedisStore implements SessionStore {
  readonly description: string;
  readonly #client: Client;
  readonly #policy: SessionPolicy;
  readonly #patienceMs: number;
  /** This process's own clock, ms; it never steps. */
  readonly #elapsed: () => number;
  /** How far Redis's clock is ahead of it, ms: at least so far when the last answer came. Not known before the first. */
  #lead = Number.NEGATIVE_INFINITY;
  /** Commands that Redis has not answered yet, also those that nobody waits for any more. */
  #unanswered = 0;

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
    elapsed = () => performance.now(),
  ) {
    this.#client = connection(url);
    const { host, pathname } = new URL(url);
    this.description = `Redis at ${host}${pathname}`;
    this.#policy = policy;
    this.#patienceMs = patienceMs;
    this.#elapsed = elapsed;
    this.#client.on('error', onTrouble);
    this.#client.connect().catch(onTrouble);
  }

  /** Settles when Redis answers, or rejects with `StoreUnavailableError` after the patience of one request. */
  async ready(): Promise<void> {
    if (this.#client.isReady) return;
    await this.#patiently(() => new Promise<void>((resolve) => this.#client.once('ready', resolve)), 'unchanged');
  }

  create(key: SessionKey, start: SessionStart): Promise<SessionRecord> {
    return this.#begin(key, start, 0);
  }

  visit(key: SessionKey): Promise<SessionRecord | Absent> {
    return this.#operate(key, 'visit');
  }

  read(key: SessionKey): Promise<SessionRecord | Absent> {
    return this.#operate(key, 'read');
  }

  /**
   * Several operations, since the two ids may live on different nodes of a cluster. Should Redis fail before `from` ends, it
   * goes on living and nothing was changed: nobody has learned the id of `to`, which ends as provisional sessions do. Two
   * ids of one session that anybody knows there can never be.
   */
  async rotate(from: SessionKey, to: SessionKey, user: string | null): Promise<SessionRecord | Absent> {
    const before = await this.#operate(from, 'peek');
    if (typeof before === 'string') return before;
    const made = await this.#begin(to, { count: before.count, user, provisional: true }, before.createdAt);
    const moved = await this.#operate(from, 'move', this.#policy.movedMs);
    if (typeof moved === 'string') {
      // Another login or a logout was faster. Should this fail, the session ends as provisional ones do.
      await this.#operate(to, 'end').catch(() => {});
      return moved;
    }
    const missed = moved.count - made.count;
    try {
      return await this.#operate(to, 'settle', missed);
    } catch (error) {
      // It stands, and its count is right; its cookie will settle it.
      if (missed === 0) return made;
      throw unavailable(error, 'unknown');
    }
  }

  setIdle(key: SessionKey, idleMs: number): Promise<SessionRecord | Absent> {
    return this.#operate(key, 'idle', idleMs);
  }

  async end(key: SessionKey): Promise<'ended' | Absent> {
    const found = await this.#operate(key, 'end');
    return typeof found === 'string' ? found : 'ended';
  }

  /** From a set of keys beside the sessions: members that have expired since are taken out on the way. */
  async list(user: string): Promise<SessionRecord[]> {
    const index = userIndex(user);
    const keys = (await this.#patiently(() => this.#client.sMembers(index), 'unchanged')) as SessionKey[];
    const found = await Promise.all(keys.map((key) => this.#operate(key, 'peek')));
    const gone = keys.filter((_key, position) => typeof found[position] === 'string');
    if (gone.length > 0) await this.#patiently(() => this.#client.sRem(index, gone), 'unchanged');
    return found.filter((record) => typeof record !== 'string').sort((a, b) => a.createdAt - b.createdAt);
  }

  /** Nothing to do: the engine expires keys by itself. */
  async sweep(): Promise<SweepResult> {
    return { removed: 0, more: false };
  }

  async close(): Promise<void> {
    const { isReady, isOpen } = this.#client;
    if (isReady) await this.#patiently(() => this.#client.close(), 'unchanged').catch(() => this.#client.destroy());
    else if (isOpen) this.#client.destroy();
  }

  async #begin(key: SessionKey, start: SessionStart, createdAt: number): Promise<SessionRecord> {
    const { idleMs, absoluteMs, provisionalMs } = this.#policy;
    const { count, user, provisional } = start;
    const flag = provisional ? 1 : 0;
    const times = [idleMs, absoluteMs, provisionalMs, createdAt];
    const [made] = await Promise.all([
      this.#operate(key, 'create', count, user ?? '', flag, ...times),
      provisional ? this.#makeRoom(key) : undefined,
    ]);
    if (typeof made === 'string') throw new StoreUnavailableError('Redis did not make the session.', 'unchanged');
    if (user !== null) {
      const index = userIndex(user);
      const add = () => this.#client.multi().sAdd(index, key).pExpire(index, absoluteMs).exec();
      await this.#patiently(add, 'unchanged');
    }
    return made;
  }

  /** Ends the oldest provisional sessions where a new one is one too many. */
  async #makeRoom(key: SessionKey): Promise<void> {
    const { provisionalMs, mostProvisional } = this.#policy;
    const add = () =>
      this.#client
        .multi()
        .rPush(PROVISIONAL, key)
        .lRange(PROVISIONAL, 0, -(mostProvisional + 1))
        .lTrim(PROVISIONAL, -mostProvisional, -1)
        .pExpire(PROVISIONAL, provisionalMs)
        .exec();
    const [, tooMany] = await this.#patiently(add, 'unchanged');
    const drops = (tooMany as unknown as SessionKey[]).map((one) => this.#operate(one, 'drop'));
    // Those that cannot be reached now end by themselves, a little later.
    await Promise.allSettled(drops);
  }

  /**
   * Carries out one operation. It carries a deadline by Redis's clock: the moment at which the caller is answered 503. A
   * Redis that hung until then refuses the operations that are still waiting. An operation that Redis refused as late only because
   * its clock was changed, or is not known yet, is sent again.
   */
  async #operate(
    key: SessionKey,
    operation: Operation,
    ...args: readonly (string | number)[]
  ): Promise<SessionRecord | Absent> {
    const giveUpAt = this.#elapsed() + this.#patienceMs;
    const whenLost = HARMLESS.has(operation) ? 'unchanged' : 'unknown';
    for (;;) {
      const deadline = Math.max(0, Math.floor(giveUpAt + this.#lead));
      const call = { keys: [`sidtrail:session:${key}`], arguments: [operation, deadline, ...args].map(String) };
      const reply = await this.#patiently(() => this.#runScript(call), whenLost, giveUpAt);
      if (reply === 'unknown' || reply === 'moved') return reply;
      if (!Array.isArray(reply)) throw new StoreUnavailableError('Redis gave an answer of another script.', 'unknown');
      this.#lead = Number(reply.at(-1)) - this.#elapsed();
      if (reply[0] !== 'late') return toRecord(key, reply);
    }
  }

  async #runScript(call: { keys: string[]; arguments: string[] }): Promise<unknown> {
    try {
      return await this.#client.evalSha(SCRIPT_SHA1, call);
    } catch (error) {
      // A Redis that was restarted has forgotten the script; sent whole once, it is known again.
      if (error instanceof Error && error.message.startsWith('NOSCRIPT')) return this.#client.eval(SCRIPT, call);
      throw error;
    }
  }

  /**
   * Waits for Redis, but not for ever; whatever goes wrong is a `StoreUnavailableError` to the caller.
   * @param whenLost what is known when no answer comes
   * @param giveUpAt by this process's own clock
   */
  #patiently<T>(
    send: () => Promise<T>,
    whenLost: FailureOutcome,
    giveUpAt = this.#elapsed() + this.#patienceMs,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const give = (detail: string, outcome: FailureOutcome, cause?: unknown) =>
        reject(new StoreUnavailableError(`${this.description} cannot be used: ${detail}`, outcome, { cause }));
      if (this.#unanswered >= MAX_UNANSWERED) {
        give('too many commands wait for an answer.', 'unchanged');
        return;
      }
      const patienceMs = giveUpAt - this.#elapsed();
      if (patienceMs <= 0) {
        give(`no answer within ${this.#patienceMs} ms.`, 'unchanged');
        return;
      }
      this.#unanswered += 1;
      const timer = setTimeout(() => give(`no answer within ${this.#patienceMs} ms.`, whenLost), patienceMs);
      const settled = (): void => {
        clearTimeout(timer);
        this.#unanswered -= 1;
      };
      send().then(
        (answer) => {
          settled();
          resolve(answer);
        },
        (error: unknown) => {
          settled();
          give(
            error instanceof Error ? error.message : String(error),
            isKnownToFail(error) ? 'unchanged' : whenLost,
            error,
          );
        },
      );
    });
  }
}

/** Whether Redis has refused a command, or was never sent it. One whose answer is lost may have been carried out. */
function isKnownToFail(error: unknown): boolean {
  return [ErrorReply, ClientOfflineError, ClientClosedError].some((kind) => error instanceof kind);
}

/** The same trouble, of which less is known. */
function unavailable(error: unknown, outcome: FailureOutcome): StoreUnavailableError {
  return new StoreUnavailableError(error instanceof Error ? error.message : String(error), outcome, { cause: error });
}

function connection(url: string) {
  try {
    return createClient({
      url: url.replace(/^valkey/, 'redis'),
      disableOfflineQueue: true,
      socket: { connectTimeout: 2_000, reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 1_000) },
    });
  } catch {
    throw new Error('--store is no address of a Redis: write redis://host:port/database.');
  }
}

/** The user's name is foreign text, so it is hashed; the set lives on a node of its own in a cluster. */
function userIndex(user: string): string {
  return `sidtrail:user:${hash('sha256', user, 'base64url')}`;
}

function toRecord(key: SessionKey, reply: readonly unknown[]): SessionRecord {
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
