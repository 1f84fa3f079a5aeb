import type { CookieRole } from '../../../cookies/names/cookie-role.ts';
import { knownCookieName } from '../../../cookies/names/known-cookie-name.ts';

/** Words that a name for a secret is made of (OAuth 2.0, OpenID Connect, SAML, presigned URLs, forms). */
const SECRET_WORDS = new Set(
  (
    'code state nonce sid sig key pin otp totp hotp mfa tan pwd pw pass auth jwt ticket cvv cvc ssn hash hmac mac salt ' +
    'seed verifier challenge assertion saml bearer apikey credential credentials cred creds proof license serial invite ' +
    'invitation reset magic hint cookie cookies wresult sess answer opaque response cnonce sso secret private policy'
  ).split(' '),
);

/** Parts that make a secret of a name wherever they stand in it. */
const SECRET_PARTS =
  /token|secret|passw|passwd|passphrase|passcode|session|sessid|csrf|xsrf|credential|signature|apikey|accesskey|authoriz|samlre|wresult|verification/;

/** Last words by which a name speaks of a secret and holds none: `token_type`, `expires_in`. */
const ABOUT = new Set(
  'type types mode method methods expires expiry expiration in scope scopes count age length'.split(' '),
);

const LONGEST_NAME = 300;

const answers = new Map<string, boolean>();
const MAX_ANSWERS = 2_000;

function holdsSecret(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
  const last = words.at(-1);
  if (last === undefined) return false;
  if (words.length > 1 && ABOUT.has(last)) return false;
  return words.some((word) => SECRET_WORDS.has(word)) || SECRET_PARTS.test(words.join(''));
}

/** True for the name of a parameter, header or member whose value is hidden even where it is a short word. */
export function isSecretName(name: string): boolean {
  if (name.length > LONGEST_NAME) return true;
  const before = answers.get(name);
  if (before !== undefined) return before;
  const answer = holdsSecret(name);
  if (answers.size >= MAX_ANSWERS) answers.clear();
  answers.set(name, answer);
  return answer;
}

/** Roles of cookies whose values nobody else may have. */
const SECRET_ROLES: ReadonlySet<CookieRole> = new Set([
  'session',
  'sign-in',
  'access-token',
  'refresh-token',
  'remember-me',
  'device',
  'csrf',
  'state',
  'signature',
  'firewall',
  'waiting-room',
  'cart',
  'payment',
]);

/** True for a cookie whose value is hidden even where it is a short word. */
export function isSecretCookie(name: string): boolean {
  const role = knownCookieName(name)?.role;
  return (role !== undefined && SECRET_ROLES.has(role)) || isSecretName(name);
}
