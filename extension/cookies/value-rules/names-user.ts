import { isRecord } from '../base64.ts';

/** Members by which JSON says whose it is, or proves it. Ids of visitors and of visits stand in statistics, too. */
const NAMES_USER =
  /^_?(?:auth_?)?(?:user|usr|user_?(?:id|name)|login|log(?:ged)?_?in|is_?(?:logged_?in|auth(?:enticated)?)|authenticated|sub|account_?id|member_?id|(?:access|refresh|id|auth|session)_?token|jwt|passport)$/i;

const DEEPEST = 2;
const MOST_MEMBERS = 100;

/**
 * Whether JSON says who is signed in: a user, an account, a token. Without that it may be anything that a page keeps:
 * a message for the next page, a choice of colours.
 */
export function namesUser(json: unknown, depth = 0): boolean {
  if (!isRecord(json)) return false;
  return Object.entries(json)
    .slice(0, MOST_MEMBERS)
    .some(
      ([name, value]) =>
        (NAMES_USER.test(name) && saysSomething(value)) || (depth < DEEPEST && namesUser(value, depth + 1)),
    );
}

/** Nobody is signed in where the user is null, empty or false. */
function saysSomething(value: unknown): boolean {
  if (isRecord(value)) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== false && value !== '' && value !== 0;
}
