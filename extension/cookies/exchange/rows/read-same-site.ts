import type { ApiSameSite } from '../../browser-cookie.ts';
import { asciiLowerCase } from '../../whitespace.ts';
import { shown, shownValue } from '../exchange-codes.ts';
import { type Fault, fault } from './row-fault.ts';
import { isTrue, type RowFields } from './row-fields.ts';

/** In small letters, without blanks and marks. */
const SAME_SITE: ReadonlyMap<string, ApiSameSite> = new Map([
  ['strict', 'strict'],
  ['lax', 'lax'],
  ['none', 'no_restriction'],
  ['norestriction', 'no_restriction'],
  ['unspecified', 'unspecified'],
  ['default', 'unspecified'],
  ['unset', 'unspecified'],
  ['notset', 'unspecified'],
  ['null', 'unspecified'],
  ['undefined', 'unspecified'],
  ['', 'unspecified'],
  // The browsers' databases: Chrome's -1, Firefox's 256 and 3 are "not set".
  ['2', 'strict'],
  ['1', 'lax'],
  ['-1', 'unspecified'],
  ['3', 'unspecified'],
  ['256', 'unspecified'],
]);

/** SameSite in any of the words and numbers that tools write. */
export function readSameSite({ name, sameSite, secure }: RowFields): ApiSameSite | Fault {
  if (sameSite === undefined || sameSite === null) return 'unspecified';
  const key = typeof sameSite === 'number' ? String(sameSite) : sameSite;
  // 0 is None in Chrome's database, and "not set" in that of older Firefoxes; None without Secure cannot be.
  if (key === '0') return isTrue(secure) ? 'no_restriction' : 'unspecified';
  const known = typeof key === 'string' ? SAME_SITE.get(sameSiteWord(key)) : undefined;
  if (known !== undefined) return known;
  return fault('same-site', { name: shown(String(name)), value: shownValue(sameSite) });
}

/** The word alone of `No Restriction`, `SAMESITE_LAX`, `SameSite=Lax`, `SameSiteLaxMode`. */
function sameSiteWord(text: string): string {
  const word = asciiLowerCase(text.slice(0, 40)).replace(/[\s_.=]+|(?<=[a-z])-/g, '');
  return word.replace(/^(?:http\.?|cookie)?samesite(?=.)/, '').replace(/mode$/, '');
}
