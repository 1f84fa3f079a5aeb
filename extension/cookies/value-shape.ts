import type { FrameworkId } from './names/framework-id.ts';
import { scanValue } from './value-rules/scan-value.ts';
import type { ValueFormatName } from './value-rules/value-format-name.ts';

/** As much of a value's format as following a session needs. */
export interface ValueShape {
  readonly format: ValueFormatName;
  /** What stays the same while a session lives: the id without its signature or route, or the whole value. */
  readonly id: string;
  /** The value holds the session's data itself, signed or sealed, and so changes while the session lives. */
  readonly clientSide: boolean;
  /** It looks as if it could not be guessed. */
  readonly random: boolean;
  /** It could prove who asks: nobody can guess it, or, where everybody can read it, it names a user. */
  readonly proves: boolean;
  /** The framework whose format it is, where that is one alone. */
  readonly framework?: FrameworkId;
}

/** The shape of a cookie's value; `valueFormat` takes it apart. Never throws; linear. */
export function valueShape(raw: string): ValueShape {
  const { format, rule, idPart, random, proves } = scanValue(raw);
  return {
    format,
    id: idPart ?? raw,
    clientSide: rule?.clientSide === true,
    random,
    proves,
    ...(rule?.framework !== undefined && { framework: rule.framework }),
  };
}
