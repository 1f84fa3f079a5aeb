import { isRedacted } from '../../redacted.ts';
import { readMask } from '../../value-rules/mask-form.ts';

/** Whether a value was hidden before its text was shared, by a log, a tool or Sidtrail itself: nobody has such a cookie. */
export function isHidden(value: string): boolean {
  const bare = value.replace(/^"(.*)"$/s, '$1');
  return isRedacted(bare) || readMask(bare) !== undefined;
}
