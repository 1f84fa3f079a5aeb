import type { Warning, WarningCode } from './reason-codes.ts';

type Say = (params: Readonly<Record<string, string | number>>) => string;
const say =
  (sentence: string): Say =>
  () =>
    sentence;

const WARNINGS: Readonly<Record<WarningCode, Say>> = {
  'attribute-unknown': ({ name }) => `The browser knows no attribute "${name}" and ignores it.`,
  'attribute-too-long': ({ name }) =>
    `The value of ${name} is longer than 1024 octets, so the browser ignores this attribute.`,
  'attribute-superseded': ({ name }) => `${name} stands more than once, and the last one counts.`,
  'attribute-unsupported': ({ name }) => `This browser does not know ${name} and ignores it.`,
  'attribute-empty': say('There is nothing between two semicolons.'),
  'flag-has-value': ({ name, value }) => `${name} is on whatever its value: "${value}" does not turn it off.`,
  'max-age-invalid': ({ value }) => `Max-Age "${value}" is no whole number of seconds, so it is ignored.`,
  'expires-invalid': ({ value }) =>
    `Expires "${value}" is no date that cookies know, so it is ignored. Write it as Wed, 21 Oct 2026 07:28:00 GMT.`,
  'expires-unused': say('Max-Age is given, so Expires does not count.'),
  'expiry-capped': ({ days }) => `The browser keeps no cookie longer than ${days} days and shortens this one.`,
  'samesite-invalid': ({ value }) => `SameSite "${value}" is none of Strict, Lax and None, so it counts as absent.`,
  'priority-invalid': ({ value }) => `Priority "${value}" is none of Low, Medium and High, so it is ignored.`,
  'path-invalid': say('Path does not start with "/", so the directory of the request counts instead.'),
  'domain-empty': say('Domain is empty, so the cookie belongs to this host alone.'),
  'domain-leading-dot': say('The dot before the domain has no meaning and is taken away.'),
  'domain-made-host-only': ({ domain }) =>
    `Domain=${domain} cannot have subdomains that share it, so the cookie belongs to this host alone.`,
  nameless: say('There is no name before a "=", so this is a cookie without a name.'),
  'nameless-read-as-name': ({ name }) =>
    `There is no "=", so this browser takes "${name}" for the name of an empty cookie. Others take it for the value.`,
  truncated: ({ at }) => `The line is cut at a line break in position ${at}.`,
  'folded-list': say(
    'This looks like two cookies joined by a comma, as a proxy makes them. The browser reads one cookie.',
  ),
  'non-ascii': say('Characters outside of ASCII are read differently by browsers and servers: percent-encode them.'),
  'quoted-value': say('The quotes are part of the value for the browser, though some servers take them away.'),
  'already-expired': say('The expiry is in the past: this line deletes the cookie.'),
  'path-does-not-match-request': ({ path }) => `The cookie is for ${path}, so this very URL will not get it back.`,
  'default-path': ({ path }) => `No Path is given, so the cookie is for ${path} and below, not for the whole site.`,
  'samesite-defaulted': ({ as }) =>
    `SameSite is not given, and this browser treats the cookie as ${as}. Others may differ: say it.`,
  'evicts-others': ({ held, limit }) =>
    `The site has ${held} cookies and the limit is ${limit}, so older ones are thrown away.`,
  shadows: ({ count }) =>
    `${count === 1 ? 'Another cookie' : `${count} other cookies`} of this name can go along in the same request.`,
  'sent-by-two-minutes': say(
    'A cookie without SameSite goes along on cross-site posts for its first two minutes, then no more.',
  ),
  shadowed: ({ path }) =>
    `Another cookie of this name, for ${path}, comes first in the header, and most servers read the first.`,
};

/** What is odd about a cookie that was kept or sent, in one sentence. English. */
export function explainWarning(warning: Warning): string {
  return WARNINGS[warning.code](warning.params ?? {});
}
