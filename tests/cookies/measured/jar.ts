import type { BrowserCookie, JarCookie } from '../../../extension/cookies/browser-cookie.ts';
import type { BrowserRules } from '../../../extension/cookies/browser-rules.ts';
import { identityKey } from '../../../extension/cookies/cookie-identity.ts';
import { publicSuffixList } from '../../../extension/cookies/public-suffixes.ts';
import type { CookieRequest } from '../../../extension/cookies/site.ts';
import { judgeSetCookie, type StoreVerdict } from '../../../extension/cookies/store-cookie.ts';

/** A jar that is filled by the rules alone. */
export class PredictedJar {
  cookies: JarCookie[] = [];
  readonly #rules: BrowserRules;
  #now = Date.UTC(2026, 10, 22, 18, 0, 0);

  constructor(rules: BrowserRules) {
    this.#rules = rules;
  }

  get now(): number {
    return this.#now;
  }

  /** Judges one line, keeps what it stores, and lets a millisecond pass. */
  receive(line: string, request: CookieRequest, fromScript = false): StoreVerdict {
    const verdict = judgeSetCookie(line, {
      rules: this.#rules,
      now: this.#now++,
      suffixes: publicSuffixList,
      request,
      storeId: '0',
      jar: this.cookies,
      fromScript,
    });
    const { cookie, outcome } = verdict;
    if (cookie === undefined || outcome === 'refused') return verdict;
    this.cookies = this.cookies.filter((held) => identityKey(held) !== identityKey(cookie));
    if (outcome === 'stored') this.cookies.push(cookie);
    return verdict;
  }

  pass(ms: number): void {
    this.#now += ms;
  }
}

/** A visit by typing the address: top-level, started by the browser. */
export function visit(url: string): CookieRequest {
  return { url, method: 'GET', topLevelNavigation: true, initiator: null };
}

/** A cookie in one line: all that both browsers' cookies API reports, except for the exact expiry. */
export function describeCookie(cookie: BrowserCookie): string {
  const words = [`${cookie.name}=${cookie.value}`];
  words.push(`${cookie.hostOnly ? 'Host' : 'Domain'}=${cookie.domain}`, `Path=${cookie.path}`);
  if (cookie.secure) words.push('Secure');
  if (cookie.httpOnly) words.push('HttpOnly');
  if (cookie.sameSite !== 'unspecified') words.push(`SameSite=${cookie.sameSite}`);
  if (!cookie.session) words.push('Persistent');
  if (cookie.partitionKey?.topLevelSite !== undefined) words.push(`Partition=${cookie.partitionKey.topLevelSite}`);
  return words.join('; ');
}
