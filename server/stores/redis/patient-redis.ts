import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ClientClosedError, ClientOfflineError, createClient, ErrorReply } from 'redis';
import type { SessionKey } from '../../sessions/session-id.ts';
import {
  type Absent,
  type FailureOutcome,
  type SessionRecord,
  StoreUnavailableError,
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

/** One Redis, as seen by this process: each answer is waited for, but not for ever. */
export class PatientRedis {
  readonly client: Client;
  /** For people; holds no password. */
  readonly description: string;
  readonly #patienceMs: number;
  /** This process's own clock, ms; it never jumps. */
  readonly #elapsed: () => number;
  /** How far Redis's clock is ahead of it, ms: at least so far when the last answer came. Not known before the first. */
  #lead = Number.NEGATIVE_INFINITY;
  /** Commands that Redis has not answered yet, also those that nobody waits for any more. */
  #unanswered = 0;

  /**
   * Begins to connect, and keeps trying for as long as the client is open. Throws one sentence for people where the
   * address is no address; it holds none of it, for it may hold a password.
   * @param onTrouble hears of each connection error
   */
  constructor(
    url: string,
    onTrouble: (error: Error) => void,
    patienceMs = PATIENCE_MS,
    elapsed = () => performance.now(),
  ) {
    this.client = connection(url);
    const { host, pathname } = new URL(url);
    this.description = `Redis at ${host}${pathname}`;
    this.#patienceMs = patienceMs;
    this.#elapsed = elapsed;
    this.client.on('error', onTrouble);
    this.client.connect().catch(onTrouble);
  }

  /** Settles when Redis answers, or rejects with `StoreUnavailableError` after the patience of one request. */
  async ready(): Promise<void> {
    if (this.client.isReady) return;
    await this.patiently(() => new Promise<void>((resolve) => this.client.once('ready', resolve)), 'unchanged');
  }

  async close(): Promise<void> {
    const { isReady, isOpen } = this.client;
    if (isReady) await this.patiently(() => this.client.close(), 'unchanged').catch(() => this.client.destroy());
    else if (isOpen) this.client.destroy();
  }

  /**
   * Carries out one operation. It carries a deadline by Redis's clock: the moment at which the caller is answered 503. A
   * Redis that hung until then refuses the operations that are still waiting. An operation that Redis refused as late only because
   * its clock was changed, or is not known yet, is sent again.
   */
  async operate(
    key: SessionKey,
    operation: Operation,
    ...args: readonly (string | number)[]
  ): Promise<SessionRecord | Absent> {
    const giveUpAt = this.#elapsed() + this.#patienceMs;
    const whenLost = HARMLESS.has(operation) ? 'unchanged' : 'unknown';
    for (;;) {
      const deadline = Math.max(0, Math.floor(giveUpAt + this.#lead));
      const call = { keys: [`sidtrail:session:${key}`], arguments: [operation, deadline, ...args].map(String) };
      const reply = await this.patiently(() => this.#runScript(call), whenLost, giveUpAt);
      if (reply === 'unknown' || reply === 'moved') return reply;
      if (!Array.isArray(reply)) throw new StoreUnavailableError('Redis gave an answer of another script.', 'unknown');
      this.#lead = Number(reply.at(-1)) - this.#elapsed();
      if (reply[0] !== 'late') return toRecord(key, reply);
    }
  }

  async #runScript(call: { keys: string[]; arguments: string[] }): Promise<unknown> {
    try {
      return await this.client.evalSha(SCRIPT_SHA1, call);
    } catch (error) {
      // A Redis that was restarted has forgotten the script; sent whole once, it is known again.
      if (error instanceof Error && error.message.startsWith('NOSCRIPT')) return this.client.eval(SCRIPT, call);
      throw error;
    }
  }

  /**
   * Waits for Redis, but not for ever; whatever goes wrong is a `StoreUnavailableError` to the caller.
   * @param whenLost what is known when no answer comes
   * @param giveUpAt by this process's own clock
   */
  patiently<T>(
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
