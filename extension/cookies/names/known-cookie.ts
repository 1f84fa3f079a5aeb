import type { ValueFormatName } from '../value-rules/value-format-name.ts';
import type { NameCertainty } from './cookie-role.ts';
import type { FrameworkId } from './framework-id.ts';
import type { NameDetails, NameGroupOf } from './name-record.ts';
import type { Product } from './sources.ts';

/** The names of one product, each with a format that there is. */
export type NameGroup = NameGroupOf<ValueFormatName>;

/** What is known of a cookie by its name. */
export interface KnownCookie extends NameDetails<ValueFormatName> {
  readonly product?: Product;
  /** The framework that writes it, for remedies in that framework's words. */
  readonly framework?: FrameworkId;
  readonly certainty: NameCertainty;
  readonly pattern: string;
}
