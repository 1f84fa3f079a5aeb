import type { ValueRule } from '../value-rules/value-rule.ts';
import type { CookieRole, NameCertainty } from './cookie-role.ts';
import type { FrameworkId } from './framework-id.ts';
import type { Product } from './sources.ts';

/** How a cookie that is too long for one is cut into several: what follows the name, with `n` for the number. */
export type ChunkStyle = '.n' | '-n' | '_n' | 'Cn' | 'n';

/** What is known of a name beyond its role. */
export interface NameDetails<Format extends string> {
  readonly role: CookieRole;
  /** Absent: `certain`. */
  readonly certainty?: NameCertainty;
  /** The format that the value usually has. */
  readonly format?: Format;
  /** The name means this only where the value has this format. */
  readonly when?: Format;
  /** How a long value is cut into several cookies. */
  readonly chunks?: ChunkStyle;
  /** Cookies of one product with the same family make one sign-in and live and die together. */
  readonly family?: string;
  /** Written in any mixture of capital and small letters. */
  readonly anyCase?: true;
}

/**
 * The names of one product, and the formats of its values. `Format` is what a value's format may be called: any text
 * where the names of the formats are read off the record itself.
 */
export interface NameGroupOf<Format extends string> {
  /** Whose names they are; absent for names that many use. */
  readonly product?: Product;
  readonly framework?: FrameworkId;
  /** What holds for each of the names unless it says something else. */
  readonly certainty?: NameCertainty;
  readonly anyCase?: true;
  /** By pattern: see `pattern.ts`. */
  readonly names: Readonly<Record<string, CookieRole | NameDetails<Format>>>;
  /** The formats that nobody else writes. `framework` of the group holds for each of them. */
  readonly values?: readonly ValueRule[];
}
