import type { BrowserRules } from './browser-rules.ts';
import type { WarningCode } from './reason-codes.ts';
import { asciiLowerCase } from './whitespace.ts';

export type AttributeName =
  | 'expires'
  | 'max-age'
  | 'domain'
  | 'path'
  | 'secure'
  | 'httponly'
  | 'samesite'
  | 'partitioned'
  | 'priority';

export type SameSiteValue = 'strict' | 'lax' | 'none';
export type PriorityValue = 'low' | 'medium' | 'high';

/** One attribute of a Set-Cookie line: what stood there beside how it was read. */
export interface SetCookieAttribute {
  /** The text between two semicolons, untouched. */
  readonly raw: string;
  /** Where `raw` starts in the line. */
  readonly offset: number;
  /** Trimmed, in its own letter case. */
  readonly name: string;
  /** Trimmed; null when there was no `=`. */
  readonly value: string | null;
  /** Which attribute it is; null for an unknown one. */
  readonly known: AttributeName | null;
  /** `applied`: has effect; `superseded`: a later one of its name counts; `ignored`: none, `warning` says why. */
  readonly reading: 'applied' | 'superseded' | 'ignored';
  readonly warning?: WarningCode;
}

const NAMES: ReadonlyMap<string, AttributeName> = new Map(
  (['expires', 'max-age', 'domain', 'path', 'secure', 'httponly', 'samesite', 'partitioned', 'priority'] as const).map(
    (name) => [name, name],
  ),
);

/** The attribute that a lower-cased name stands for, or null. */
export function knownAttribute(lowerCaseName: string): AttributeName | null {
  return NAMES.get(lowerCaseName) ?? null;
}

const SPELLINGS: readonly (readonly [letters: string, name: string])[] = [
  ...['Expires', 'Max-Age', 'Domain', 'Path', 'Secure', 'HttpOnly', 'SameSite', 'Partitioned'].map(
    (name) => [lettersOf(name), name] as const,
  ),
  ['expiry', 'Expires'],
  ['partition', 'Partitioned'],
];

function lettersOf(name: string): string {
  return asciiLowerCase(name).replace(/[^a-z]+/g, '');
}

/** True for two words of which one letter is missing, too many or another one, or two have changed places. */
function isNear(one: string, other: string): boolean {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [rest, otherRest] = [one.slice(at), other.slice(at)];
  const [next, otherNext] = [rest.slice(1), otherRest.slice(1)];
  const isSwapped = rest.slice(0, 2) === `${otherRest[1]}${otherRest[0]}` && rest.slice(2) === otherRest.slice(2);
  return next === otherNext || rest === otherNext || next === otherRest || isSwapped;
}

/** The attribute that an unknown name seems to mean: `Http-Only`, `max_age`, `Path:/`, `Exipres`; undefined where it means none. */
export function meantAttribute(name: string): string | undefined {
  const letters = lettersOf(name.slice(0, 20).replace(/:.*/s, ''));
  return SPELLINGS.find(([meant]) => isNear(letters, meant))?.[1];
}

/** An attribute behind a blank in what was to end before it. A query in a value may hold such words behind an `&`. */
const IN_VALUE =
  /[\s；](path(?==\/)|domain(?==\.?\w)|expires(?==\w{3})|max-age(?==\d)|samesite(?==(?:lax|strict|none)\b)|httponly\b)/i;
const IN_ATTRIBUTE =
  /^\s*(?:(?:path|samesite|domain|max-age)\s*=\s*[^\s,]+|httponly|secure|partitioned)[\s,]+(path(?==)|domain(?==)|expires(?==)|max-age(?==)|samesite(?==)|httponly|secure|partitioned)(?![\w-])/i;

/**
 * An attribute before which a line has no semicolon: `sid=abc Path=/`, `Path=/ HttpOnly`. undefined: there is none.
 *
 * @param text what stands between two semicolons; `isPair`: it is the first, the cookie's own
 */
export function swallowedAttribute(text: string, isPair: boolean): string | undefined {
  return (isPair ? IN_VALUE : IN_ATTRIBUTE).exec(text)?.[1];
}

const SAME_SITE: ReadonlyMap<string, SameSiteValue> = new Map([
  ['strict', 'strict'],
  ['lax', 'lax'],
  ['none', 'none'],
]);

/** §5.6.7: the SameSite value, or null for anything else (enforced as if absent). */
export function readSameSite(lowerCaseValue: string): SameSiteValue | null {
  return SAME_SITE.get(lowerCaseValue) ?? null;
}

const PRIORITIES: ReadonlyMap<string, PriorityValue> = new Map([
  ['low', 'low'],
  ['medium', 'medium'],
  ['high', 'high'],
]);

/** Chromium's Priority attribute (never standardised), or null. */
export function readPriority(lowerCaseValue: string): PriorityValue | null {
  return PRIORITIES.get(lowerCaseValue) ?? null;
}

const MAX_AGE: Readonly<Record<BrowserRules['maxAge'], RegExp>> = {
  digits: /^-?\d+$/,
  'plus-sign': /^[-+]?\d+$/,
  'any-minus': /^(?:-.*|\d+)$/s,
};

/** §5.6.2: Max-Age in seconds, or null when it must be ignored. Huge figures stay finite. */
export function readMaxAge(value: string, reading: BrowserRules['maxAge']): number | null {
  if (!MAX_AGE[reading].test(value)) return null;
  if (reading === 'any-minus' && value.startsWith('-')) return -Number.MAX_SAFE_INTEGER;
  const seconds = Number(value);
  return Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, seconds));
}
