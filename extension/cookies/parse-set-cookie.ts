import type { BrowserRules } from './browser-rules.ts';
import { readZone } from './date-zone.ts';
import { effectiveExpiry } from './effective-expiry.ts';
import { joinedParts } from './joined-lines.ts';
import { lineErrors } from './line-errors.ts';
import { headerTextLength } from './octets.ts';
import { piecesOf } from './pieces.ts';
import { type AttributeEffects, readAttributes } from './read-attributes.ts';
import type { StoreReason, Warning } from './reason-codes.ts';
import {
  type PriorityValue,
  type SameSiteValue,
  type SetCookieAttribute,
  swallowedAttribute,
} from './set-cookie-attributes.ts';
import { trimmedSlice } from './whitespace.ts';

/** A set-cookie-string read by RFC 6265bis §5.6, before any question of who sent it. */
export interface ParsedSetCookie {
  readonly raw: string;
  /** As in the header's text; see `jarText` for how the jar shows it. */
  readonly name: string;
  readonly value: string;
  /** Octets of name and value. */
  readonly size: number;
  /** The attributes in order, the unknown and the ignored too, up to `MAX_ATTRIBUTES`. */
  readonly attributes: readonly SetCookieAttribute[];
  /** How many more there are, which have their effect but are not listed; absent: none. */
  readonly moreAttributes?: number;
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

/**
 * Parses one set-cookie-string (RFC 6265bis §5.6). Never throws, takes linear time, keeps the raw text beside every reading.
 * @param setCookieString one Set-Cookie field value as this browser's webRequest shows it
 * @param now ms since 1970, for Max-Age and the cap
 * @param source `serverTime`: the response's Date in ms, by whose distance from `now` browsers shift Expires;
 *   `fromScript`: the text was written to document.cookie, where no browser cuts it at a CR
 */
export function parseSetCookie(
  setCookieString: string,
  rules: BrowserRules,
  now: number,
  { serverTime = now, fromScript = false }: { readonly serverTime?: number; readonly fromScript?: boolean } = {},
): ParsedSetCookie {
  const warnings: Warning[] = [];
  const line = fromScript ? setCookieString : cutAtCarriageReturn(setCookieString, rules, warnings);
  const pieces = piecesOf(line);
  const [first = ''] = pieces;
  const equals = first.indexOf('=');
  const { name, value } = nameAndValue(first, equals, rules, warnings);

  const effects: AttributeEffects = {};
  const { attributes, more } = readAttributes(pieces, line, rules, effects, warnings);
  const expiryTime = effectiveExpiry(effects, rules, now, serverTime, warnings);
  const size = headerTextLength(name, rules) + headerTextLength(value, rules);
  const { expiresAttribute: _expires, maxAgeAttribute: _maxAge, ...effective } = effects;
  noteZone(attributes, rules, warnings);
  noteSwallowed(first, attributes, warnings);
  noteOddities(name, value, line, warnings);
  return {
    raw: setCookieString,
    name,
    value,
    size,
    attributes,
    ...(more > 0 && { moreAttributes: more }),
    ...effective,
    ...(expiryTime !== undefined && { expiryTime }),
    secure: effects.secure ?? false,
    httpOnly: effects.httpOnly ?? false,
    partitioned: effects.partitioned ?? false,
    errors: lineErrors({ line, pieces, attributes, equals, name, value, size }, rules),
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
  warnings.push({ code: 'nameless-read-as-value', params: { value: text } });
  return { name: '', value: text };
}

const NON_ASCII = /[^\x00-\x7F]/;

/** A time zone is heeded by some browsers and ignored by others: the same Expires ends at different times. */
function noteZone(attributes: readonly SetCookieAttribute[], rules: BrowserRules, warnings: Warning[]): void {
  const attribute = attributes.findIndex(({ known, reading }) => known === 'expires' && reading === 'applied');
  const reading = readZone(attributes[attribute]?.value ?? '', rules.dates);
  if (reading === undefined) return;
  const { zone, minutes, honoured, byNone } = reading;
  const params = { zone, minutes, byNone: byNone ? 1 : 0 };
  warnings.push({ code: honoured ? 'zone-honoured' : 'zone-ignored', attribute, params });
}

/** Attributes that are part of what stands before them, and the header's own name at the beginning of its value. */
function noteSwallowed(pair: string, attributes: readonly SetCookieAttribute[], warnings: Warning[]): void {
  if (/^\s*(?:set-)?cookie2?\s*:/i.test(pair))
    warnings.push({ code: 'header-named', params: { name: pair.split('=', 1)[0] ?? '' } });
  const inPair = swallowedAttribute(pair.slice(pair.indexOf('=') + 1), true);
  if (inPair !== undefined) warnings.push({ code: 'semicolon-missing', params: { name: inPair } });
  for (const [attribute, { raw }] of attributes.entries()) {
    const name = swallowedAttribute(raw, false);
    if (name !== undefined) warnings.push({ code: 'semicolon-missing', attribute, params: { name } });
  }
}

function noteOddities(name: string, value: string, line: string, warnings: Warning[]): void {
  if (NON_ASCII.test(name) || NON_ASCII.test(value)) warnings.push({ code: 'non-ascii' });
  if (value.length > 1 && value.startsWith('"') && value.endsWith('"')) warnings.push({ code: 'quoted-value' });
  const parts = joinedParts(line);
  if (parts.length === 1) return;
  // Behind an attribute a comma ends a line; behind a bare pair it may be part of the value.
  const isSure = parts.slice(0, -1).every((part) => part.includes(';'));
  warnings.push({ code: 'joined-lines', params: { parts: parts.length, ...(!isSure && { maybe: 1 }) } });
}
