import { isRedacted } from '../../redacted.ts';
import { readMask } from '../../value-rules/mask-form.ts';

/** A place that a template fills in: `{{token}}`, `{{$dotenv SID}}`, `${SID_2}`. */
const TEMPLATE = /\{\{[\w$][\w$ .:'"()-]{0,200}\}\}|^\$\{[^{};]{1,200}\}$/;

/** Whether a value is left to a program to fill in. */
export function isTemplate(value: string): boolean {
  return TEMPLATE.test(value);
}

/** Whether a value was hidden before its text was shared, by a log, a tool or Sidtrail itself: nobody has such a cookie. */
export function isHidden(value: string): boolean {
  const bare = value.replace(/^"(.*)"$/s, '$1');
  return isRedacted(bare) || readMask(bare) !== undefined;
}
