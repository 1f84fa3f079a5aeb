import { knownCookieName } from './known-cookie-name.ts';
import { chunksOf, withoutPrefix } from './name-table.ts';

/** What a cookie is within the cookies that make one sign-in. */
export type FamilyPart =
  /** Holds the value itself, or a token of its own. */
  | { readonly kind: 'value' }
  /** One piece of a value that is too long for one cookie. `number` counts as the framework counts. */
  | { readonly kind: 'chunk'; readonly number: number }
  /** Signs the value of `of`. */
  | { readonly kind: 'signature'; readonly of: string };

/** Where a cookie belongs. Cookies of one site with the same key live and die together. */
export interface FamilyMember {
  /** The same for all cookies of the family; means nothing else. */
  readonly key: string;
  readonly name: string;
  readonly part: FamilyPart;
}

/** What an ending says of a signature, the longest first. Keygrip (Koa, cookie-session) writes `.sig`. */
const SIGNATURE = '.sig';

/** Fewest pieces that make a set of pieces of a name that nothing is known of. */
const FEWEST_CHUNKS = 2;

/**
 * The cookies of one site that belong together: value and signature, the pieces of a long value, the access and refresh
 * tokens of one product. Only families of two and more are given.
 *
 * @param names the names that one site's cookies have, as they are in the jar or in a request
 */
export function cookieFamilies(names: Iterable<string>): ReadonlyMap<string, readonly FamilyMember[]> {
  const all = new Set(names);
  const families = new Map<string, FamilyMember[]>();
  for (const name of all) {
    const member = memberOf(name, all);
    const family = families.get(member.key);
    if (family === undefined) families.set(member.key, [member]);
    else family.push(member);
  }
  for (const [key, family] of families) if (family.length < 2) families.delete(key);
  return families;
}

function memberOf(name: string, all: ReadonlySet<string>): FamilyMember {
  const signed = name.endsWith(SIGNATURE) ? name.slice(0, -SIGNATURE.length) : undefined;
  if (signed !== undefined && all.has(signed)) {
    return { ...memberOf(signed, all), name, part: { kind: 'signature', of: signed } };
  }
  const chunk = chunkOf(name, all);
  const base = chunk?.base ?? name;
  const family = knownCookieName(base)?.family;
  const key = family === undefined ? `name ${base}` : `${prefixOf(base)}family ${family}`;
  return { key, name, part: chunk === undefined ? { kind: 'value' } : { kind: 'chunk', number: chunk.number } };
}

/** A name whose product cuts values in this way, or one that has brothers with other numbers. */
function chunkOf(
  name: string,
  all: ReadonlySet<string>,
): { readonly base: string; readonly number: number } | undefined {
  return chunksOf(name).find(({ base, style }) => {
    if (knownCookieName(base)?.chunks === style) return true;
    // A number without a mark before it is part of too many names.
    if (style === 'n' || style === '_n') return false;
    const mark = name.slice(base.length).replace(/\d+$/, '');
    const brothers = [0, 1, 2].filter((number) => all.has(`${base}${mark}${number}`));
    return brothers.length >= FEWEST_CHUNKS;
  });
}

/** `__Host-` and its like: a sign-in is not spread over two of them. */
function prefixOf(name: string): string {
  return name.slice(0, name.length - withoutPrefix(name).length);
}
