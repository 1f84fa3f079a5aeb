import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../sessions/clock.ts';

const LIFETIME_MS = 3_600_000;

/**
 * Proof that a request was made by one of the lab's own pages: a moment and the page's origin, signed. Other sites cannot
 * read our pages, so they cannot have one; a cookie would be no proof, since the lab works across sites, where cookies
 * are not sent.
 */
export class LabTokens {
  readonly #secret: string;
  readonly #now: Clock;

  constructor(secret: string, now: Clock) {
    this.#secret = secret;
    this.#now = now;
  }

  /** A token for a page that is made now. @param origin of the page */
  issue(origin: string): string {
    const claim = `${this.#now() + LIFETIME_MS}.${Buffer.from(origin).toString('base64url')}`;
    return `${claim}.${this.#sign(claim)}`;
  }

  /** The origin of the page that a token was issued to; undefined where it is none of ours, or has run out. */
  originOf(token: string): string | undefined {
    const [until = '', origin = '', signature = ''] = token.split('.', 3);
    const given = Buffer.from(signature);
    const expected = Buffer.from(this.#sign(`${until}.${origin}`));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    return Number(until) > this.#now() ? Buffer.from(origin, 'base64url').toString() : undefined;
  }

  #sign(claim: string): string {
    return createHmac('sha256', this.#secret).update(`lab:${claim}`).digest('base64url');
  }
}
