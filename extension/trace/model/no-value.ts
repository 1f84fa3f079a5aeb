/** What code writes where a variable holds nothing: `String(undefined)`, `"" + {}`, `String(NaN)`. No secret, and no id. */
const NO_VALUE = /^(?:undefined|null|nan|\[object object\])$/i;

/** No such text is longer, encoded included. */
const LONGEST = 24;

/**
 * The text that a cookie holds by mistake in the place of a value: `undefined`, `null`, `NaN`, `[object Object]`, also
 * between quotes or percent-encoded. Undefined for every other value.
 */
export function noValueIn(value: string): string | undefined {
  if (value.length > LONGEST) return undefined;
  const text = value
    .replace(/^"(.*)"$/, '$1')
    .replace(/^%5B/i, '[')
    .replace(/(?:%20|\+)/, ' ')
    .replace(/%5D$/i, ']');
  return NO_VALUE.test(text) ? text : undefined;
}
