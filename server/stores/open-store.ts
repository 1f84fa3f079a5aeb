import type { SessionPolicy, SessionStore } from './session-store.ts';
import { SqliteStore } from './sqlite-store.ts';

/** Opens the store that `--store` names: `sqlite:PATH`. Throws one sentence for people. */
export async function openStore(address: string, policy: SessionPolicy): Promise<SessionStore> {
  if (address.startsWith('sqlite:')) return new SqliteStore(address.slice('sqlite:'.length), policy);
  throw new Error(`--store ${address} names no store: use sqlite:PATH.`);
}
