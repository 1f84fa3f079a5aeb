import type { BrowserCookie } from '../../../extension/cookies/browser-cookie.ts';
import { identityKey } from '../../../extension/cookies/cookie-identity.ts';
import { byIdentity, type CookieChange, type JarEdit } from '../../../extension/trace/jar/jar-edit.ts';

/** A jar without rules: what edits do to it, and what they changed. */
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

  apply(edits: readonly JarEdit[]): CookieChange[] {
    return edits.map((edit) => {
      const key = identityKey(edit.kind === 'put' ? edit.cookie : edit.identity);
      const before = this.#cookies.get(key);
      if (edit.kind === 'put') this.#cookies.set(key, edit.cookie);
      else this.#cookies.delete(key);
      return { ...(before !== undefined && { before }), ...(edit.kind === 'put' && { after: edit.cookie }) };
    });
  }
}
