import { scanValue } from './value-rules/scan-value.ts';
import type { ValueFormatName } from './value-rules/value-format-name.ts';
import type { ValueLabel, ValuePart } from './value-rules/value-rule.ts';

/** What a value looks like. A likeness, no proof: many things are 32 hex digits. */
export interface ValueFormat {
  readonly format: ValueFormatName;
  /** What the words for it are made of; absent for a format that many write. */
  readonly label?: ValueLabel;
  /** Bits that the format's maker draws from a random source; absent where that is not known. */
  readonly designBits?: number;
  readonly parts: readonly ValuePart[];
  /** The part that stays the same as long as the session does. Absent for client-side formats and where all of it is the id. */
  readonly idPart?: string;
  /** The value may be written anew, and differ, while the session lives. */
  readonly clientSide: boolean;
  /** What is known to be inside: data, or what is sealed and may as well be an id. Absent: neither is known. */
  readonly holds?: 'data' | 'sealed';
  /** Carries a signature or is sealed. Never checked: that needs the server's key. */
  readonly signed: boolean;
  /** Looks as if it could not be guessed. */
  readonly random: boolean;
  /** The value was percent-encoded, and is read decoded. */
  readonly percentEncoded: boolean;
}

/** Recognises the format of a cookie's value and reads what needs no key. Never throws; linear in the value's length. */
export function valueFormat(raw: string): ValueFormat {
  const { format, rule, match, idPart, random, percentEncoded, masked } = scanValue(raw);
  const bits = typeof rule?.designBits === 'function' ? rule.designBits(match) : rule?.designBits;
  const designBits = masked === true ? undefined : bits;
  return {
    format,
    ...(rule?.label !== undefined && { label: rule.label }),
    ...(designBits !== undefined && { designBits }),
    parts: masked === true ? [] : (rule?.parts?.(match) ?? []),
    ...(idPart !== undefined && { idPart }),
    clientSide: rule?.clientSide === true,
    ...(rule?.holds !== undefined && { holds: rule.holds }),
    signed: typeof rule?.signed === 'function' ? masked === true || rule.signed(match) : rule?.signed === true,
    random,
    percentEncoded,
  };
}
