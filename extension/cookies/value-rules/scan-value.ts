import { FRAMEWORK_NAMES } from '../names/data/frameworks.ts';
import { decodePercent } from '../percent.ts';
import { bareValue } from './bare-value.ts';
import { looksRandom } from './looks-random.ts';
import { type ReadMask, readMask } from './mask-form.ts';
import { namesUser } from './names-user.ts';
import { PLAIN_RULES } from './plain-rules.ts';
import { SESSION_ID_RULES } from './session-id-rules.ts';
import { TOKEN_RULES } from './token-rules.ts';
import type { ValueFormatName } from './value-format-name.ts';
import type { ValueMatch, ValueRule } from './value-rule.ts';

/** A rule with a name that `ValueFormatName` holds. */
type NamedRule = ValueRule & { readonly format: ValueFormatName };

const FRAMEWORK_RULES = FRAMEWORK_NAMES.flatMap((group): readonly NamedRule[] =>
  'values' in group ? group.values.map((rule) => ({ ...rule, framework: group.framework })) : [],
);

/** All formats, the more particular before the more general; the first that fits a value names it. */
export const VALUE_RULES: readonly NamedRule[] = [
  ...TOKEN_RULES,
  ...FRAMEWORK_RULES,
  ...SESSION_ID_RULES,
  ...PLAIN_RULES,
];

/** Longest value that is looked at, in characters; browsers keep no longer ones. */
const LONGEST = 8192;

/** What a value is by its form. */
export interface ScannedValue {
  readonly format: ValueFormatName;
  /** Absent for a value of no known format. */
  readonly rule?: ValueRule;
  readonly match: ValueMatch;
  /** The part that stays the same as long as the session does; absent where the whole value does, or none of it. */
  readonly idPart?: string;
  readonly random: boolean;
  /** It could prove who asks: nobody can guess it, or, where everybody can read it, it names a user. */
  readonly proves: boolean;
  /** The value was percent-encoded, and is read decoded. */
  readonly percentEncoded: boolean;
  /** It is the mask of a value: nothing in it can be read. */
  readonly masked?: true;
}

/** Finds the format of a cookie's value. Never throws; takes time in proportion to the value's length. */
export function scanValue(raw: string): ScannedValue {
  const nothing = { match: [], random: false, proves: false, percentEncoded: false };
  if (raw === '') return { ...nothing, format: 'empty' };
  if (raw.length > LONGEST) return { ...nothing, format: 'long-text' };
  const mask = readMask(bareValue(raw));
  if (mask !== undefined) return maskedValue(mask);
  const decoded = raw.includes('%') ? decodePercent(raw) : null;
  const percentEncoded = decoded !== null && decoded !== raw;
  const value = bareValue(decoded ?? raw);
  for (const rule of VALUE_RULES) {
    const match = rule.pattern.exec(value);
    if (match === null || rule.accepts?.(match) === false) continue;
    const idPart = rule.idGroup === undefined ? undefined : match[rule.idGroup];
    const random = isRandom(rule, match, idPart ?? value);
    return {
      format: rule.format,
      rule,
      match,
      ...(idPart !== undefined && { idPart }),
      random,
      proves: rule.readable === undefined ? random : namesUser(rule.readable(match)),
      percentEncoded,
    };
  }
  const random = looksRandom(value);
  return { format: 'text', match: [], random, proves: random, percentEncoded };
}

/** What the mask of a value says of it. Its parts are hidden. */
function maskedValue({ format, random: shown, id, holdsId, namesUser: named }: ReadMask): ScannedValue {
  const rule = VALUE_RULES.find((one) => one.format === format);
  const random = typeof rule?.random === 'boolean' ? rule.random : shown;
  return {
    format: rule?.format ?? 'text',
    ...(rule !== undefined && { rule }),
    match: [],
    // An id that is shown inside a value of another form is no more than that.
    ...(holdsId && rule?.idGroup !== undefined && { idPart: id }),
    random,
    proves: rule?.readable === undefined ? random : named,
    percentEncoded: false,
    masked: true,
  };
}

function isRandom({ random }: ValueRule, match: ValueMatch, id: string): boolean {
  if (random === undefined) return looksRandom(id);
  return typeof random === 'boolean' ? random : random(match);
}
