import type { ValueFormatName } from '../value-rules/value-format-name.ts';
import type { KnownCookie } from './known-cookie.ts';
import { candidatesForName } from './name-table.ts';

/**
 * What a cookie is by its name; undefined when nothing is known of it.
 *
 * @param formatOf gives the format of the cookie's value; asked only where several products share the name. Without it
 *   a name that only a value can settle is what most cookies of this name are.
 */
export function knownCookieName(name: string, formatOf?: () => ValueFormatName): KnownCookie | undefined {
  const candidates = candidatesForName(name);
  const [first] = candidates;
  if (first?.when === undefined) return first;
  const format = formatOf?.();
  return candidates.find(({ when }) => when === undefined || when === format);
}
