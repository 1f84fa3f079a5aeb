import type { Clock } from '../sessions/clock.ts';
import type { SessionPolicy, SessionStore } from '../sessions/session-store.ts';
import { MemoryStore } from './memory-store.ts';
import { SqliteStore } from './sqlite/sqlite-store.ts';

/** What a store may need to know. */
export type StoreSettings = {
  readonly policy: SessionPolicy;
  /** For stores that have no clock of their own. */
  readonly now: Clock;
  /** Hears of connection errors, of which there may be many in a row. */
  readonly onTrouble: (error: Error) => void;
};

/** A kind of store that `--store` can name. */
export type StoreKind = {
  /** How it is written, for people. */
  readonly form: string;
  readonly address: RegExp;
  /** Whether several processes can keep their sessions in it together. */
  readonly shared: boolean;
  /** Opens it. Throws one sentence for people where that cannot be; none of them holds a password. */
  readonly open: (address: string, settings: StoreSettings) => SessionStore | Promise<SessionStore>;
};

/** Every kind of store: a new one is one more record. */
export const STORE_KINDS: readonly StoreKind[] = [
  {
    form: 'sqlite:PATH',
    address: /^sqlite:./,
    shared: true,
    open: (address, { policy, now }) => new SqliteStore(address.slice('sqlite:'.length), policy, now),
  },
  {
    form: 'memory',
    address: /^memory$/,
    shared: false,
    open: (_address, { policy, now }) => new MemoryStore(policy, now),
  },
  {
    form: 'redis://host:port/database',
    address: /^(redis|rediss|valkey):\/\//,
    shared: true,
    open: async (address, { policy, onTrouble }) => {
      // The client is half of what the companion loads, and most companions need none.
      const { RedisStore } = await import('./redis/redis-store.ts');
      return RedisStore.open(address, policy, onTrouble);
    },
  },
];

/** How `--store` may be written, for people. */
export const STORE_FORMS: string = new Intl.ListFormat('en', { type: 'disjunction' }).format(
  STORE_KINDS.map(({ form }) => form),
);

/**
 * The kind of store that an address names. Throws one sentence for people where it names none. The sentence holds the
 * address up to its first colon only, since what follows may be a password.
 */
export function storeKind(address: string): StoreKind {
  const kind = STORE_KINDS.find((one) => one.address.test(address));
  if (kind !== undefined) return kind;
  const [scheme] = address.split(':', 1);
  throw new Error(`--store ${scheme}${address === scheme ? '' : ':…'} names no store: use ${STORE_FORMS}.`);
}

/** Opens the store that an address names. Throws one sentence for people where that cannot be. */
export async function openStore(address: string, settings: StoreSettings): Promise<SessionStore> {
  return storeKind(address).open(address, settings);
}
