import type { KnownCookie } from './known-cookie.ts';
import { SOURCES } from './sources.ts';

/** Where what is known of a name is documented; undefined for names that many products use. Load it where it is shown. */
export function sourceOf({ product }: Pick<KnownCookie, 'product'>): string | undefined {
  return product === undefined ? undefined : SOURCES[product];
}
