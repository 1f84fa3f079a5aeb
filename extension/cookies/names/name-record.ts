import type { ValueFormatName } from '../value-rules/value-rule.ts';
import type { CookieRole, NameCertainty } from './cookie-role.ts';
import type { FrameworkId } from './framework-id.ts';
import type { Product } from './sources.ts';

/** How a cookie that is too long for one is cut into several: what follows the name, with `n` for the number. */
export type ChunkStyle = '.n' | '-n' | '_n' | 'Cn' | 'n';

/** What is known of a name beyond its role. */
export interface NameDetails {
  readonly role: CookieRole;
  /** Absent: `certain`. */
  readonly certainty?: NameCertainty;
  /** The format that the value usually has. */
  readonly format?: ValueFormatName;
  /** The name means this only where the value has this format. */
  readonly when?: ValueFormatName;
  /** How a long value is cut into several cookies. */
  readonly chunks?: ChunkStyle;
  /** Cookies of one product with the same family make one sign-in and live and die together. */
  readonly family?: string;
  /** Written in any mixture of capital and small letters. */
  readonly anyCase?: true;
}

/** The names of one product. Their keys are patterns: see `pattern.ts`. */
export interface NameGroup {
  /** Whose names they are; absent for names that many use. */
  readonly product?: Product;
  readonly framework?: FrameworkId;
  /** What holds for each of the names unless it says something else. */
  readonly certainty?: NameCertainty;
  readonly anyCase?: true;
  readonly names: Readonly<Record<string, CookieRole | NameDetails>>;
}

/** What is known of a cookie by its name. */
export interface KnownCookie extends NameDetails {
  readonly product?: Product;
  /** The framework that writes it, for remedies in that framework's words. */
  readonly framework?: FrameworkId;
  readonly certainty: NameCertainty;
  readonly pattern: string;
}
