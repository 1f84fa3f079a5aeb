import type { BrowserCookie } from '../../../extension/cookies/browser-cookie.ts';
import { identityKey } from '../../../extension/cookies/cookie-identity.ts';
import { byIdentity, type CookieChange, type JarStep } from '../../../extension/trace/jar/jar-step.ts';

/** A jar without rules: what steps do to it, and what they changed. */
export class PlainJar {
  readonly #cookies: Map<string, BrowserCookie>;

  constructor(cookies: Iterable<BrowserCookie>) {
    this.#cookies = byIdentity(cookies);
  }

  get cookies(): BrowserCookie[] {
    return [...this.#cookies.values()];
  }

  get sorted(): BrowserCookie[] {
    return this.cookies.sort((a, b) => (identityKey(a) < identityKey(b) ? -1 : 1));
  }

  apply(steps: readonly JarStep[]): CookieChange[] {
    return steps.map((step) => {
      const key = identityKey(step.kind === 'put' ? step.cookie : step.identity);
      const before = this.#cookies.get(key);
      if (step.kind === 'put') this.#cookies.set(key, step.cookie);
      else this.#cookies.delete(key);
      return { ...(before !== undefined && { before }), ...(step.kind === 'put' && { after: step.cookie }) };
    });
  }
}
