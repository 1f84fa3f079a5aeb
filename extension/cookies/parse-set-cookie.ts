import type { BrowserRules } from './browser-rules.ts';
import { parseCookieDate } from './cookie-date.ts';
import { headerTextLength } from './octets.ts';
import type { StoreReason, Warning, WarningCode } from './reason-codes.ts';
import {
  type AttributeName,
  knownAttribute,
  type PriorityValue,
  readMaxAge,
  readPriority,
  readSameSite,
  type SameSiteValue,
  type SetCookieAttribute,
} from './set-cookie-attributes.ts';
import { asciiLowerCase, trimmedBounds, trimmedSlice } from './whitespace.ts';

/** A set-cookie-string read by RFC 6265bis §5.6, before any question of who sent it. */
export interface ParsedSetCookie {
  readonly raw: string;
  /** As in the header's text; see `jarText` for how the jar shows it. */
  readonly name: string;
  readonly value: string;
  /** Octets of name and value. */
  readonly size: number;
  /** Every attribute in order, the unknown and the ignored too. */
  readonly attributes: readonly SetCookieAttribute[];
  /** Seconds as written, 0 and below mean "delete"; absent when not given or ignored. */
  readonly maxAge?: number;
  /** ms since 1970 as written; -Infinity for a date before 1601 where the browser takes it as past. */
  readonly expires?: number;
  /** ms since 1970: when it ends, Max-Age before Expires, capped; absent: with the browser session. */
  readonly expiryTime?: number;
  /** Lower case, without one leading dot; empty: given but empty, as good as absent. */
  readonly domain?: string;
  /** As written; absent when not given or not starting with `/` (then the default-path counts). */
  readonly path?: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  /** Absent: not given, or unknown. Never a default. */
  readonly sameSite?: SameSiteValue;
  readonly partitioned: boolean;
  readonly priority?: PriorityValue;
  /** What makes the line unreadable; with any of these nothing is stored. */
  readonly errors: readonly StoreReason[];
  readonly warnings: readonly Warning[];
}

/** What the attributes say, while they are read. */
interface Effects {
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

/**
 * Parses one set-cookie-string (RFC 6265bis §5.6). Never throws, takes linear time, keeps the raw text beside every reading.
 * @param setCookieString one Set-Cookie field value as this browser's webRequest shows it
 * @param now ms since 1970, for Max-Age and the cap
 * @param serverTime the response's Date in ms: browsers shift Expires by the difference of the clocks
 */
export function parseSetCookie(
  setCookieString: string,
  rules: BrowserRules,
  now: number,
  serverTime: number = now,
): ParsedSetCookie {
  const warnings: Warning[] = [];
  const line = cutAtCarriageReturn(setCookieString, rules, warnings);
  const pieces = line.split(';');
  const first = pieces[0] ?? '';
  const equals = first.indexOf('=');
  const { name, value } = nameAndValue(first, equals, rules, warnings);

  const effects: Effects = {};
  const attributes = readAttributes(pieces, line, rules, effects, warnings);
  const expiryTime = effectiveExpiry(effects, rules, now, serverTime, warnings);
  const size = headerTextLength(name, rules) + headerTextLength(value, rules);
  const { expiresAttribute: _expires, maxAgeAttribute: _maxAge, ...effective } = effects;
  noteOddities(name, value, warnings);
  return {
    raw: setCookieString,
    name,
    value,
    size,
    attributes,
    ...effective,
    ...(expiryTime !== undefined && { expiryTime }),
    secure: effects.secure ?? false,
    httpOnly: effects.httpOnly ?? false,
    partitioned: effects.partitioned ?? false,
    errors: lineErrors({ line, pieces, equals, name, value, size }, rules),
    warnings,
  };
}

function cutAtCarriageReturn(text: string, rules: BrowserRules, warnings: Warning[]): string {
  const cut = rules.truncatesAtCarriageReturn ? text.indexOf('\r') : -1;
  if (cut < 0) return text;
  warnings.push({ code: 'truncated', params: { at: cut } });
  return text.slice(0, cut);
}

/** Steps 2 to 4. */
function nameAndValue(
  first: string,
  equals: number,
  rules: BrowserRules,
  warnings: Warning[],
): { name: string; value: string } {
  if (equals >= 0) {
    const name = trimmedSlice(first, 0, equals);
    const value = trimmedSlice(first, equals + 1, first.length);
    if (name === '' && value !== '') warnings.push({ code: 'nameless' });
    return { name, value };
  }
  const text = trimmedSlice(first, 0, first.length);
  if (text === '') return { name: '', value: '' };
  if (rules.withoutEquals === 'name') {
    warnings.push({ code: 'nameless-read-as-name', params: { name: text } });
    return { name: text, value: '' };
  }
  warnings.push({ code: 'nameless' });
  return { name: '', value: text };
}

/** Steps 1, 5 and the empty pair: each that applies. */
function lineErrors(
  read: {
    readonly line: string;
    readonly pieces: readonly string[];
    readonly equals: number;
    readonly name: string;
    readonly value: string;
    readonly size: number;
  },
  rules: BrowserRules,
): StoreReason[] {
  const errors: StoreReason[] = [];
  if (read.name === '' && read.value === '') errors.push({ code: 'empty' });
  if (read.size > rules.maxNameValueSize) {
    errors.push({ code: 'too-large', params: { octets: read.size, limit: rules.maxNameValueSize } });
  }
  const control = findControl(read.line) ?? findInnerTab(read.pieces, read.equals, rules);
  if (control !== null) errors.push({ code: 'control-character', params: control });
  if (read.name === '' && read.value !== '') {
    if (rules.emptyName === 'refused') errors.push({ code: 'empty-name' });
    else if (rules.namelessWithEquals === 'refused' && read.value.includes('=')) {
      errors.push({ code: 'nameless-with-equals' });
    }
  }
  return errors;
}

function findControl(line: string): { octet: string; at: number } | null {
  for (let i = 0; i < line.length; i++) {
    const unit = line.charCodeAt(i);
    if ((unit < 0x20 && unit !== 0x09) || unit === 0x7f) return { octet: hexOctet(unit), at: i };
  }
  return null;
}

/** A TAB that trimming of name, value and attribute values leaves in place. */
function findInnerTab(
  pieces: readonly string[],
  equals: number,
  rules: BrowserRules,
): { octet: string; at: number } | null {
  if (rules.tabIsControl === 'nowhere') return null;
  let offset = 0;
  for (const [index, piece] of pieces.entries()) {
    if (piece.includes('\t') && (rules.tabIsControl === 'everywhere' || (index > 0 && isPath(piece)))) {
      const split = index === 0 ? equals : piece.indexOf('=');
      const parts =
        split < 0 ? [[0, piece.length] as const] : [[0, split] as const, [split + 1, piece.length] as const];
      for (const [start, end] of parts) {
        const [from, to] = trimmedBounds(piece, start, end);
        const tab = piece.indexOf('\t', from);
        if (tab >= 0 && tab < to) return { octet: '09', at: offset + tab };
      }
    }
    offset += piece.length + 1;
  }
  return null;
}

function isPath(piece: string): boolean {
  const [name = ''] = piece.split('=', 1);
  return asciiLowerCase(name).trim() === 'path';
}

function hexOctet(unit: number): string {
  return unit.toString(16).toUpperCase().padStart(2, '0');
}

function readAttributes(
  pieces: readonly string[],
  line: string,
  rules: BrowserRules,
  effects: Effects,
  warnings: Warning[],
): SetCookieAttribute[] {
  const attributes: SetCookieAttribute[] = [];
  const lastOfName = new Map<AttributeName, number>();
  let offset = (pieces[0] ?? '').length + 1;
  for (let i = 1; i < pieces.length; i++) {
    const raw = pieces[i] ?? '';
    const index = attributes.length;
    const pair = splitAttribute(raw);
    const known = knownAttribute(asciiLowerCase(pair.name));
    const { supersedes, ...outcome } = applyAttribute(known, pair, index, rules, effects);
    if (supersedes && known !== null) {
      const earlier = lastOfName.get(known);
      if (earlier !== undefined) supersede(attributes, earlier, warnings);
      lastOfName.set(known, index);
    }
    attributes.push({ raw, offset, name: pair.name, value: pair.value, known, ...outcome });
    if (outcome.warning !== undefined) {
      warnings.push({ code: outcome.warning, attribute: index, params: { name: pair.name, value: pair.value ?? '' } });
    }
    offset += raw.length + 1;
  }
  if (offset - 1 !== line.length) throw new RangeError('attribute offsets do not add up to the line');
  return attributes;
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

function applyAttribute(
  known: AttributeName | null,
  pair: Pair,
  index: number,
  rules: BrowserRules,
  effects: Effects,
): Outcome {
  const value = pair.value ?? '';
  if (value.length > rules.maxAttributeSize || headerTextLength(value, rules) > rules.maxAttributeSize) {
    const flag = known === 'secure' || known === 'httponly' || known === 'partitioned';
    if (!flag || rules.overLongFlag === 'ignored') return ignored('attribute-too-long');
  }
  if (known === null) return ignored(pair.name === '' && pair.value === null ? 'attribute-empty' : 'attribute-unknown');
  return APPLY[known](value, effects, rules, index);
}

type Apply = (value: string, effects: Effects, rules: BrowserRules, index: number) => Outcome;

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
    const seconds = readMaxAge(value, rules.maxAgePlusSign);
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
    if (read === null) return ignored('priority-invalid');
    effects.priority = read;
    return APPLIED;
  },
};

/** §5.7 step 6 and the cap of §5.5. */
function effectiveExpiry(
  effects: Effects,
  rules: BrowserRules,
  now: number,
  serverTime: number,
  warnings: Warning[],
): number | undefined {
  const cap = now + rules.maxLifetime * 1000;
  const capped = (time: number, attribute: number | undefined): number => {
    if (time <= cap) return time;
    const params = { days: rules.maxLifetime / 86_400 };
    warnings.push({ code: 'expiry-capped', params, ...(attribute !== undefined && { attribute }) });
    return cap;
  };
  if (effects.maxAge !== undefined) {
    if (effects.expiresAttribute !== undefined) {
      warnings.push({ code: 'expires-unused', attribute: effects.expiresAttribute });
    }
    if (effects.maxAge <= 0) return Number.NEGATIVE_INFINITY;
    return capped(now + effects.maxAge * 1000, effects.maxAgeAttribute);
  }
  if (effects.expires !== undefined) return capped(effects.expires + (now - serverTime), effects.expiresAttribute);
  return undefined;
}

const NON_ASCII = /[^\x00-\x7F]/;
/** Two cookies in one line, as a proxy makes them that folds Set-Cookie like other headers: `a=1, b=2`. */
const FOLDED = /, *[^\s=,;"]+=/;

function noteOddities(name: string, value: string, warnings: Warning[]): void {
  if (NON_ASCII.test(name) || NON_ASCII.test(value)) warnings.push({ code: 'non-ascii' });
  if (value.length > 1 && value.startsWith('"') && value.endsWith('"')) warnings.push({ code: 'quoted-value' });
  else if (FOLDED.test(value)) warnings.push({ code: 'folded-list' });
}
