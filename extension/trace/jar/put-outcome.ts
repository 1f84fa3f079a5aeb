import type { ApiSameSite, BrowserCookie } from '../../cookies/browser-cookie.ts';

/** One thing that the browser made of a cookie, where that is not what was asked. */
export type Outcome =
  | { readonly what: 'value' | 'made-session' | 'made-persistent' | 'capped' | 'prolonged' }
  | { readonly what: 'secure' | 'http-only'; readonly on: boolean }
  | { readonly what: 'same-site'; readonly sameSite: ApiSameSite }
  | { readonly what: 'path'; readonly path: string };

/** Browsers round to their own clock's grain: a difference of a second is no news. */
const GRAIN = 1;

/** What the browser made of a cookie; nothing where it kept it as it was asked to. */
export function outcomesOf(wanted: BrowserCookie, stored: BrowserCookie): Outcome[] {
  const differences: Outcome[] = [];
  if (stored.value !== wanted.value) differences.push({ what: 'value' });
  if (stored.secure !== wanted.secure) differences.push({ what: 'secure', on: stored.secure });
  if (stored.httpOnly !== wanted.httpOnly) differences.push({ what: 'http-only', on: stored.httpOnly });
  if (stored.sameSite !== wanted.sameSite) differences.push({ what: 'same-site', sameSite: stored.sameSite });
  if (stored.path !== wanted.path) differences.push({ what: 'path', path: stored.path });
  if (stored.session !== wanted.session)
    differences.push({ what: stored.session ? 'made-session' : 'made-persistent' });
  else if (stored.expirationDate !== undefined && wanted.expirationDate !== undefined) {
    const less = wanted.expirationDate - stored.expirationDate;
    if (less > GRAIN) differences.push({ what: 'capped' });
    else if (less < -GRAIN) differences.push({ what: 'prolonged' });
  }
  return differences;
}
