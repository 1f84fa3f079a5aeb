import { isSessionRole } from '../../cookies/names/cookie-role.ts';
import { isSignIn, signInWorked } from '../model/answer-class.ts';
import { knownCookie } from '../model/recognise.ts';
import type { SiteView } from './site-view.ts';
import { type Trouble, troubleOf } from './trouble.ts';

// What there is to say of a site on which no session is known.

/** The last sign-in, where it failed and none worked after it. */
export function failedSignIn({ moments }: SiteView): Trouble | undefined {
  const last = moments.findLast(({ entry }) => isSignIn(entry) && entry.method !== 'OPTIONS')?.entry;
  return last === undefined || signInWorked(last) ? undefined : troubleOf(last);
}

/** The names of all cookies that were sent or set, where each is known to be no session; undefined: some may be one. */
export function cookiesOfOtherKinds({ moments }: SiteView): readonly string[] | undefined {
  const names = new Set<string>();
  for (const { entry } of moments) {
    const set = entry.setCookies.filter(({ intent }) => intent === 'set');
    for (const { name, value } of [...entry.cookies, ...set.map(({ identity, value }) => ({ ...identity, value }))]) {
      if (names.has(name)) continue;
      const known = knownCookie(name, value);
      if (known === undefined || known.certainty === 'vague' || isSessionRole(known.role)) return undefined;
      names.add(name);
    }
  }
  return names.size === 0 ? undefined : [...names];
}
