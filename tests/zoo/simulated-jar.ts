import type { JarCookie } from '../../extension/cookies/browser-cookie.ts';
import { BROWSER_RULES } from '../../extension/cookies/browser-rules.ts';
import { identityKey } from '../../extension/cookies/cookie-identity.ts';
import { bareDomain } from '../../extension/cookies/domain-match.ts';
import { publicSuffixList } from '../../extension/cookies/public-suffixes.ts';
import { retrieveCookies } from '../../extension/cookies/retrieve-cookies.ts';
import type { CookieRequest } from '../../extension/cookies/site.ts';
import { judgeSetCookie } from '../../extension/cookies/store-cookie.ts';
import type { ChangeCause } from '../../extension/trace/model/event.ts';

/** A change of the jar, as cookies.onChanged reports it in Chromium. */
export interface JarChange {
  readonly cookie: JarCookie;
  readonly removed: boolean;
  readonly cause: ChangeCause;
}

const RULES = BROWSER_RULES.chromium;

/** The jar of a browser that keeps to Chromium's rules: what `npm run ground-truth` holds against the real one. */
export class SimulatedJar {
  readonly #held = new Map<string, JarCookie>();
  readonly #used = new Map<string, number>();

  /** The Cookie header of a request; undefined where no cookie goes along. Also what had expired by then. */
  header(request: CookieRequest, now: number): { readonly header?: string; readonly changes: readonly JarChange[] } {
    const changes: JarChange[] = [];
    for (const [key, cookie] of this.#held) {
      if (cookie.expirationDate === undefined || cookie.expirationDate * 1000 > now) continue;
      this.#held.delete(key);
      changes.push({ cookie, removed: true, cause: 'expired' });
    }
    const context = { rules: RULES, now, suffixes: publicSuffixList, request };
    const sent = retrieveCookies([...this.#held.values()], context).filter((one) => one.sent);
    for (const { cookie } of sent) this.#used.set(identityKey(cookie), now);
    const header = sent.map(({ cookie: { name, value } }) => `${name}=${value}`).join('; ');
    return sent.length === 0 ? { changes } : { header, changes };
  }

  /** Takes in one Set-Cookie line or, from a script, one `document.cookie`. */
  take(line: string, request: CookieRequest, now: number, from: { script: boolean; serverTime?: number }): JarChange[] {
    const verdict = judgeSetCookie(line, {
      rules: RULES,
      now,
      suffixes: publicSuffixList,
      request,
      storeId: '0',
      jar: [...this.#held.values()],
      ...(from.script && { fromScript: true }),
      ...(from.serverTime !== undefined && { serverTime: from.serverTime }),
    });
    const { cookie, outcome } = verdict;
    if (cookie === undefined || outcome === 'refused') return [];
    const key = identityKey(cookie);
    const before = this.#held.get(key);
    this.#held.delete(key);
    if (outcome === 'deletion')
      return before === undefined ? [] : [{ cookie: before, removed: true, cause: 'expired_overwrite' }];
    this.#held.set(key, cookie);
    this.#used.set(key, now);
    const stored: JarChange = { cookie, removed: false, cause: 'explicit' };
    const replaced: JarChange[] = before === undefined ? [] : [{ cookie: before, removed: true, cause: 'overwrite' }];
    return [...replaced, stored, ...this.#evict(cookie)];
  }

  /** Empties the jar of a host: Clear-Site-Data. */
  clear(host: string): JarChange[] {
    const site = publicSuffixList.registrableDomain(host) ?? host;
    const gone = [...this.#held].filter(([, { domain }]) => siteOf(domain) === site);
    for (const [key] of gone) this.#held.delete(key);
    return gone.map(([, cookie]) => ({ cookie, removed: true, cause: 'explicit' }));
  }

  /** Above the bound of a domain the least used go, those without Secure first. */
  #evict({ domain }: JarCookie): JarChange[] {
    const site = siteOf(domain);
    const there = [...this.#held].filter(([, cookie]) => siteOf(cookie.domain) === site);
    if (there.length <= RULES.maxPerDomain) return [];
    const used = (key: string): number => this.#used.get(key) ?? 0;
    const gone = there
      .sort(([one, a], [other, b]) => Number(a.secure) - Number(b.secure) || used(one) - used(other))
      .slice(0, there.length - RULES.purgeTo);
    for (const [key] of gone) this.#held.delete(key);
    return gone.map(([, cookie]) => ({ cookie, removed: true, cause: 'evicted' }));
  }
}

function siteOf(domain: string): string {
  return publicSuffixList.registrableDomain(bareDomain(domain)) ?? bareDomain(domain);
}
