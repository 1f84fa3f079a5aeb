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

const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ...['Expires', 'Max-Age', 'Domain', 'Path', 'Secure', 'HttpOnly', 'SameSite'].map(
    (name) => [lettersOf(name), name] as const,
  ),
  ['expire', 'Expires'],
  ['expiry', 'Expires'],
]);

function lettersOf(name: string): string {
  return asciiLowerCase(name).replace(/[^a-z]+/g, '');
}

/** The attribute that an unknown name seems to mean: `Http-Only`, `max_age`, `Path:/`; undefined where it means none. */
export function meantAttribute(name: string): string | undefined {
  return SPELLINGS.get(lettersOf(name.slice(0, 20).replace(/:.*/s, '')));
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
