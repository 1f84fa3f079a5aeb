import type { FRAMEWORK_NAMES } from '../names/data/frameworks.ts';
import type { PLAIN_RULES } from './plain-rules.ts';
import type { SESSION_ID_RULES } from './session-id-rules.ts';
import type { TOKEN_RULES } from './token-rules.ts';
import type { ValueLabel } from './value-rule.ts';

type FrameworkRule = Extract<(typeof FRAMEWORK_NAMES)[number], { readonly values: unknown }>['values'][number];

type Rule =
  | FrameworkRule
  | (typeof PLAIN_RULES)[number]
  | (typeof SESSION_ID_RULES)[number]
  | (typeof TOKEN_RULES)[number];

/** What a value is called that no rule fits. */
export type FormatWithoutRule = 'text' | 'long-text' | 'empty';

/** All formats of values, read off the tables of rules. */
export type ValueFormatName = Rule['format'] | FormatWithoutRule;

/** The formats whose record has a label. */
export type LabelledFormat = Extract<Rule, { readonly label: ValueLabel }>['format'];
