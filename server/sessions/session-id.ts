import { hash, randomBytes } from 'node:crypto';

/** 256 bits from the CSPRNG, as 43 characters of base64url: what the browser keeps in its cookie. */
export type SessionId = string & { readonly __sessionId: unique symbol };

/** SHA-256 of a session id, base64url: all that the store and the rest of the server ever see of it. */
export type SessionKey = string & { readonly __sessionKey: unique symbol };

// The last of 43 characters carries four bits of the id, so only every fourth letter of the alphabet can stand there.
const WELL_FORMED = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/** A new session id (ASVS 5.0 7.2.3 and 11.5.1 ask for 128 bits at least; this has 256). */
export function newSessionId(): SessionId {
  return randomBytes(32).toString('base64url') as SessionId;
}

/** Whether foreign text could be an id made by `newSessionId`. Says nothing about whether the session exists. */
export function isSessionId(text: string): text is SessionId {
  return WELL_FORMED.test(text);
}

/**
 * The store's key for an id. A copy of the database lets nobody in, since the id cannot be found from its hash; no salt
 * is needed, since the ids are random and as long as the hash.
 */
export function sessionKey(id: SessionId): SessionKey {
  return hash('sha256', id, 'base64url') as SessionKey;
}

/** The public name of a session in lists: says which one, opens nothing. The hash of its key, 72 bits of it. */
export function sessionHandle(key: SessionKey): string {
  return hash('sha256', `handle:${key}`, 'base64url').slice(0, 12);
}
