import type { CookieSettings } from './sessions/session-cookie.ts';

type Rule = { readonly applies: (cookie: CookieSettings) => boolean; readonly says: string };

const prefixed = (cookie: CookieSettings, prefix: string): boolean => cookie.name.toLowerCase().startsWith(prefix);

/** Attribute combinations that browsers refuse, or keep in a way that surprises (RFC 6265bis section 5.7). */
const RULES: readonly Rule[] = [
  {
    applies: (cookie) => cookie.sameSite === 'None' && !cookie.secure,
    says: 'SameSite=None without Secure: browsers refuse the cookie, so every visit begins a new session. Add --secure.',
  },
  {
    applies: (cookie) => cookie.partitioned && !cookie.secure,
    says: 'Partitioned without Secure: browsers refuse the cookie, so every visit begins a new session. Add --secure.',
  },
  {
    applies: (cookie) => prefixed(cookie, '__secure-') && !cookie.secure,
    says: 'The prefix __Secure- without Secure: browsers refuse the cookie. Add --secure.',
  },
  {
    applies: (cookie) =>
      prefixed(cookie, '__host-') && (!cookie.secure || cookie.domain !== undefined || cookie.path !== '/'),
    says: 'The prefix __Host- needs Secure, Path=/ and no Domain: browsers refuse the cookie otherwise.',
  },
  {
    applies: (cookie) =>
      (prefixed(cookie, '__http-') || prefixed(cookie, '__host-http-')) && (!cookie.secure || !cookie.httpOnly),
    says: 'The prefixes __Http- and __Host-Http- need Secure and HttpOnly: browsers refuse the cookie otherwise.',
  },
  {
    applies: (cookie) => cookie.domain !== undefined && !/^\.?localhost$/i.test(cookie.domain),
    says: 'With --domain, browsers refuse the cookie on every host that is not that domain or below it.',
  },
  {
    applies: (cookie) => cookie.path !== '/',
    says: 'With --path other than /, browsers do not send the cookie to the counter at /, so every visit there begins a new session.',
  },
  {
    applies: (cookie) => cookie.maxAge !== undefined && cookie.maxAge <= 0,
    says: 'With a --max-age of 0, browsers drop the cookie at once.',
  },
  {
    applies: (cookie) => cookie.maxAge !== undefined && cookie.maxAge > 34_560_000,
    says: 'Browsers cut a --max-age of more than 400 days to 400 days.',
  },
  {
    applies: (cookie) => !cookie.httpOnly,
    says: 'Without HttpOnly, any script in the page can read the session id.',
  },
];

/** One sentence for each thing about these attributes that a browser will not take as it stands. */
export function cookieWarnings(cookie: CookieSettings): string[] {
  return RULES.filter((rule) => rule.applies(cookie)).map((rule) => rule.says);
}
