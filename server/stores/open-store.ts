import type { SessionPolicy, SessionStore } from '../sessions/session-store.ts';
import { MemoryStore } from './memory-store.ts';
import { RedisStore } from './redis/redis-store.ts';
import { SqliteStore } from './sqlite/sqlite-store.ts';

/**
 * Opens the store that `--store` names: `sqlite:PATH`, `memory` or `redis://host:port/database`. Throws one sentence for
 * people where that cannot be. A Redis that does not answer yet is no error: the server answers 503 until it does.
 * @param onTrouble hears of connection errors, of which there may be many in a row
 */
export async function openStore(
  address: string,
  policy: SessionPolicy,
  onTrouble: (error: Error) => void = () => {},
): Promise<SessionStore> {
  if (address === 'memory') return new MemoryStore(policy);
  if (/^(redis|rediss|valkey):\/\//.test(address)) {
    const store = new RedisStore(address, policy, onTrouble);
    await store.ready().catch(onTrouble);
    return store;
  }
  const file = /^sqlite:(.+)$/.exec(address)?.[1];
  if (file !== undefined) return new SqliteStore(file, policy);
  throw new Error(`--store ${address} names no store: use sqlite:PATH, memory or redis://host:port/database.`);
}
