import { createHmac, timingSafeEqual } from 'node:crypto';

const LIFETIME_MS = 3_600_000;

/**
 * Proof that a request was made by one of the lab's own pages: a moment, signed. Other sites cannot read our pages, so
 * they cannot have one; a cookie would be no proof, since the lab works across sites, where cookies are withheld.
 */
export class LabTokens {
  readonly #secret: string;
  readonly #now: () => number;

  constructor(secret: string, now: () => number = Date.now) {
    this.#secret = secret;
    this.#now = now;
  }

  /** A token for a page that is made now. */
  issue(): string {
    const until = String(this.#now() + LIFETIME_MS);
    return `${until}.${this.#sign(until)}`;
  }

  /** Whether this is a token of ours that has not run out. */
  isValid(token: string): boolean {
    const [until = '', signature = ''] = token.split('.', 2);
    const expected = this.#sign(until);
    if (signature.length !== expected.length) return false;
    return timingSafeEqual(Buffer.from(signature), Buffer.from(expected)) && Number(until) > this.#now();
  }

  #sign(until: string): string {
    return createHmac('sha256', this.#secret).update(`lab:${until}`).digest('base64url');
  }
}
