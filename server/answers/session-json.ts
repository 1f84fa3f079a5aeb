import type { SessionRecord } from '../sessions/session-store.ts';

/** A session as the JSON answers show it. Times in ISO 8601, durations in seconds. */
export type SessionJson = {
  readonly count: number;
  readonly created: string;
  readonly lastSeen: string;
  readonly expires: string;
  readonly absoluteExpires: string;
  readonly idleTimeout: number;
  readonly provisional: boolean;
  readonly user: string | null;
};

const iso = (time: number): string => new Date(time).toISOString();

export function sessionJson(record: SessionRecord): SessionJson {
  return {
    count: record.count,
    created: iso(record.createdAt),
    lastSeen: iso(record.lastSeenAt),
    expires: iso(record.expiresAt),
    absoluteExpires: iso(record.absoluteExpiresAt),
    idleTimeout: record.idleMs / 1_000,
    provisional: record.provisional,
    user: record.user,
  };
}
