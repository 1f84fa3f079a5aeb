import { type CookieRole, isSessionRole } from '../../cookies/names/cookie-role.ts';
import type { FrameworkId } from '../../cookies/names/framework-id.ts';
import type { KnownCookie } from '../../cookies/names/known-cookie.ts';
import { knownCookieName } from '../../cookies/names/known-cookie-name.ts';
import { isRedacted } from '../../cookies/redacted.ts';
import type { ValueFormatName } from '../../cookies/value-rules/value-format-name.ts';
import { isEmptyValue, readValue } from './session-value.ts';

/** Why a cookie is followed; all but `companion` are reasons to take it for a session, in rising order of trust. */
export type RecognisedBy = 'companion' | 'behaviour' | 'sent-back' | 'known-name' | 'counted' | 'chosen';

/** What a followed cookie is: the session, or one of those that stand beside it and live lives of their own. */
export type ThreadRole = 'session' | 'remember-me' | 'csrf' | 'load-balancer' | 'state';

/** What was seen of a cookie. */
export interface SessionEvidence {
  readonly value: string;
  /** The server set it (a Set-Cookie line was seen). */
  readonly issued: boolean;
  /** The browser sent it in a request. */
  readonly sent: boolean;
  readonly httpOnly: boolean;
  /** The response that set it, or answered it, reported a count for the session. */
  readonly counted: boolean;
  /** How long the server lets it live, in ms; absent: as long as the browser runs, or not known. */
  readonly lifetime?: number;
}

/** How surely a cookie carries a session. */
export interface Recognition {
  readonly trust: number;
  readonly why: RecognisedBy;
  readonly role: ThreadRole;
}

/** Trust by reason; only their order matters. */
const TRUST: Readonly<Record<RecognisedBy, number>> = {
  companion: 0,
  behaviour: 1,
  'sent-back': 2,
  'known-name': 4,
  counted: 6,
  chosen: 9,
};

/** What is added within a reason, less than the step to the next. */
const HTTP_ONLY = 0.5;
/** A name that one product alone uses says more than one that many have. */
const CERTAIN_NAME = 1;
/** Of the tokens of one sign-in, the one that each request needs is the main one. */
const ROLE_TRUST: Readonly<Partial<Record<CookieRole, number>>> = {
  session: 0.5,
  'sign-in': 0.5,
  'access-token': 0.25,
};

/** Shortest value that can be a session id by behaviour alone, in characters: scanners agree on 10 or more. */
const SHORTEST_ID = 16;

/** Parts of names that people give to what proves a sign-in. */
const NAMES_A_TOKEN =
  /^(?!.*(?:[cx]srf|forgery))(?:.*[._-])?(?:auth|authentication|jwt|sess|session|sessionid|sid|sso|ssoid|token|access|login|user)(?:$|[._-])/i;

/** Forms of values that are written for sessions and little else, under names that each application chooses. */
const SESSION_FORMS: ReadonlySet<ValueFormatName> = new Set([
  'express-session',
  'flask',
  'gorilla',
  'iron',
  'starlette',
]);
/** What such a value is for as well, by its name. */
const NO_SESSION = /[cx]srf|forgery|flash|state|nonce|message|consent|pref/i;

/** A name of several words, each begun by a capital letter, with a mark between them. */
const parted = (name: string): string => name.replaceAll(/[a-z\d](?=[A-Z])/g, '$&_');

/** Longest life, in ms, of a cookie that a script can read and that is taken for a session: visitor ids live for years. */
const LONGEST_LIFE = 100 * 24 * 60 * 60 * 1000;

/** The roles of cookies that are followed beside a session. */
const COMPANIONS: Readonly<Partial<Record<CookieRole, ThreadRole>>> = {
  'remember-me': 'remember-me',
  csrf: 'csrf',
  'load-balancer': 'load-balancer',
  // Without it a sign-in at another site breaks on its way back.
  state: 'state',
};

/** What is known of a cookie by its name, with its value where several products share the name. */
export function knownCookie(name: string, value: string): KnownCookie | undefined {
  return knownCookieName(name, () => readValue(value).format);
}

/** The framework that made a cookie, as its name or else the format of its value says; undefined where neither does. */
export function frameworkOf(name: string, value: string): FrameworkId | undefined {
  return knownCookie(name, value)?.framework ?? readValue(value).framework;
}

/**
 * Whether a cookie carries a session: by the user's choice, by its name, or by how it behaves; or stands beside one.
 * Undefined: neither.
 *
 * @param chosen the names that the user chose for this site, the main one first; they outrank everything
 */
export function recogniseSession(
  name: string,
  seen: SessionEvidence,
  chosen: readonly string[] | undefined,
): Recognition | undefined {
  if (isEmptyValue(seen.value) || (isRedacted(seen.value) && !seen.issued)) return undefined;
  const place = chosen?.indexOf(name) ?? -1;
  const session = (why: RecognisedBy, more = 0): Recognition => ({ trust: TRUST[why] + more, why, role: 'session' });
  if (place !== -1) return session('chosen', 1 / (1 + place));
  const known = knownCookie(name, seen.value);
  if (known !== undefined && !isSessionRole(known.role)) {
    const role = COMPANIONS[known.role];
    return role === undefined ? undefined : { trust: TRUST.companion, why: 'companion', role };
  }
  if (known !== undefined && (known.certainty !== 'vague' || looksLikeId(seen.value))) {
    const certain = known.certainty === 'certain' ? CERTAIN_NAME : 0;
    return session(seen.counted ? 'counted' : 'known-name', certain + (ROLE_TRUST[known.role] ?? 0));
  }
  // Merely carried, a cookie is taken for a session where its name or its form says so and its value could be one.
  if (!seen.issued && !(seen.sent && (NAMES_A_TOKEN.test(parted(name)) || isOfSession(name, seen.value))))
    return undefined;
  if (!looksLikeId(seen.value)) return undefined;
  if (!seen.httpOnly && (seen.lifetime ?? 0) > LONGEST_LIFE) return undefined;
  return session(seen.sent ? 'sent-back' : 'behaviour', seen.httpOnly ? HTTP_ONLY : 0);
}

const isOfSession = (name: string, value: string): boolean =>
  SESSION_FORMS.has(readValue(value).format) && !NO_SESSION.test(name);

/** True for a value that may be an id which nobody can guess. */
export function looksLikeId(value: string): boolean {
  return value.length >= SHORTEST_ID && readValue(value).proves;
}
