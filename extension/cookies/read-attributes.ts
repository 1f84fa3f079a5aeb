import type { BrowserRules } from './browser-rules.ts';
import { parseCookieDate } from './cookie-date.ts';
import { headerTextLength } from './octets.ts';
import type { Warning, WarningCode } from './reason-codes.ts';
import {
  type AttributeName,
  knownAttribute,
  meantAttribute,
  type PriorityValue,
  readMaxAge,
  readPriority,
  readSameSite,
  type SameSiteValue,
  type SetCookieAttribute,
} from './set-cookie-attributes.ts';
import { asciiLowerCase, trimmedSlice } from './whitespace.ts';

/** What the attributes say together. */
export interface AttributeEffects {
  maxAge?: number;
  expires?: number;
  expiresAttribute?: number;
  maxAgeAttribute?: number;
  domain?: string;
  path?: string;
  secure?: true;
  httpOnly?: true;
  sameSite?: SameSiteValue;
  partitioned?: true;
  priority?: PriorityValue;
}

interface Pair {
  readonly name: string;
  readonly value: string | null;
}

/** The most attributes of a line that are listed; every one has its effect. No server means to send so many. */
export const MAX_ATTRIBUTES = 50;

/**
 * Reads every attribute of a line in order (§5.6), says what each came to, and gathers what they say in `effects`.
 *
 * @returns the attributes, and how many more there are than are listed
 */
export function readAttributes(
  pieces: Iterable<string>,
  line: string,
  rules: BrowserRules,
  effects: AttributeEffects,
  warnings: Warning[],
): { readonly attributes: SetCookieAttribute[]; readonly more: number } {
  const attributes: SetCookieAttribute[] = [];
  const lastOfName = new Map<AttributeName, number>();
  let offset = 0;
  let index = -2;
  for (const raw of pieces) {
    index += 1;
    if (index < 0) {
      offset = raw.length + 1;
      continue;
    }
    const pair = splitAttribute(raw);
    const known = knownAttribute(asciiLowerCase(pair.name));
    const { supersedes, ...outcome } = applyAttribute(known, pair, index, rules, effects);
    if (supersedes && known !== null) {
      const earlier = lastOfName.get(known);
      if (earlier !== undefined) supersede(attributes, earlier, warnings);
      lastOfName.set(known, index);
    }
    offset += raw.length + 1;
    if (index >= MAX_ATTRIBUTES) continue;
    attributes.push({ raw, offset: offset - raw.length - 1, name: pair.name, value: pair.value, known, ...outcome });
    if (outcome.warning !== undefined) {
      const meant = known === null ? meantAttribute(pair.name) : undefined;
      const params = { name: pair.name, value: pair.value ?? '', ...(meant !== undefined && { meant }) };
      warnings.push({ code: outcome.warning, attribute: index, params });
    }
  }
  if (offset - 1 !== line.length) throw new RangeError('attribute offsets do not add up to the line');
  return { attributes, more: index + 1 - attributes.length };
}

function splitAttribute(raw: string): Pair {
  const equals = raw.indexOf('=');
  if (equals < 0) return { name: trimmedSlice(raw, 0, raw.length), value: null };
  return { name: trimmedSlice(raw, 0, equals), value: trimmedSlice(raw, equals + 1, raw.length) };
}

function supersede(attributes: SetCookieAttribute[], index: number, warnings: Warning[]): void {
  const earlier = attributes[index];
  if (earlier === undefined) return;
  const repeatsItself = earlier.value === null || earlier.known === 'secure' || earlier.known === 'httponly';
  attributes[index] = { ...earlier, reading: 'superseded', warning: 'attribute-superseded' };
  if (!repeatsItself) {
    warnings.push({ code: 'attribute-superseded', attribute: index, params: { name: earlier.name } });
  }
}

interface Outcome extends Pick<SetCookieAttribute, 'reading' | 'warning'> {
  /** Earlier attributes of its name lose their effect. */
  readonly supersedes: boolean;
}
const APPLIED: Outcome = { reading: 'applied', supersedes: true };
const appliedWith = (warning: WarningCode): Outcome => ({ reading: 'applied', warning, supersedes: true });
const ignored = (warning: WarningCode, supersedes = false): Outcome => ({ reading: 'ignored', warning, supersedes });

/** Attributes that are flags, or one of a few words. */
const WORDS: ReadonlySet<AttributeName> = new Set(['secure', 'httponly', 'partitioned', 'samesite']);

function applyAttribute(
  known: AttributeName | null,
  pair: Pair,
  index: number,
  rules: BrowserRules,
  effects: AttributeEffects,
): Outcome {
  const value = pair.value ?? '';
  if (value.length > rules.maxAttributeSize || headerTextLength(value, rules) > rules.maxAttributeSize) {
    const isWord = known !== null && WORDS.has(known);
    if (!isWord || rules.overLongWord === 'ignored') return ignored('attribute-too-long');
  }
  if (known === null) return ignored(pair.name === '' && pair.value === null ? 'attribute-empty' : 'attribute-unknown');
  return APPLY[known](value, effects, rules, index);
}

type Apply = (value: string, effects: AttributeEffects, rules: BrowserRules, index: number) => Outcome;

/** §5.6.1 to §5.6.7, one record per attribute. */
const APPLY: Readonly<Record<AttributeName, Apply>> = {
  expires: (value, effects, rules, index) => {
    const date = parseCookieDate(value, rules.dates);
    if (date === null || (date === 'before-1601' && rules.expiresBefore1601 === 'ignored')) {
      if (rules.invalidExpiryWins) {
        delete effects.expires;
        delete effects.expiresAttribute;
      }
      return ignored('expires-invalid', rules.invalidExpiryWins);
    }
    effects.expires = date === 'before-1601' ? Number.NEGATIVE_INFINITY : date;
    effects.expiresAttribute = index;
    return APPLIED;
  },
  'max-age': (value, effects, rules, index) => {
    const seconds = readMaxAge(value, rules.maxAge);
    if (seconds === null) {
      if (rules.invalidExpiryWins) {
        delete effects.maxAge;
        delete effects.maxAgeAttribute;
      }
      return ignored('max-age-invalid', rules.invalidExpiryWins);
    }
    effects.maxAge = seconds;
    effects.maxAgeAttribute = index;
    return APPLIED;
  },
  domain: (value, effects, rules) => {
    const strip = value.startsWith('.') && (value !== '.' || rules.domainSingleDot === 'host-only');
    effects.domain = asciiLowerCase(strip ? value.slice(1) : value);
    if (effects.domain === '') return ignored('domain-empty', true);
    return strip ? appliedWith('domain-leading-dot') : APPLIED;
  },
  path: (value, effects) => {
    if (value.startsWith('/')) {
      effects.path = value;
      return APPLIED;
    }
    delete effects.path;
    return ignored('path-invalid', true);
  },
  secure: (value, effects) => {
    effects.secure = true;
    return value === '' ? APPLIED : appliedWith('flag-has-value');
  },
  httponly: (value, effects) => {
    effects.httpOnly = true;
    return value === '' ? APPLIED : appliedWith('flag-has-value');
  },
  samesite: (value, effects) => {
    const read = readSameSite(asciiLowerCase(value));
    if (read !== null) {
      effects.sameSite = read;
      return APPLIED;
    }
    delete effects.sameSite;
    return ignored('samesite-invalid', true);
  },
  partitioned: (value, effects, rules) => {
    if (!rules.partitioned) return ignored('attribute-unsupported');
    effects.partitioned = true;
    return value === '' ? APPLIED : appliedWith('flag-has-value');
  },
  priority: (value, effects, rules) => {
    if (!rules.priority) return ignored('attribute-unsupported');
    const read = readPriority(asciiLowerCase(value));
    if (read === null) {
      delete effects.priority; // as good as Medium, the default
      return ignored('priority-invalid', true);
    }
    effects.priority = read;
    return APPLIED;
  },
};
