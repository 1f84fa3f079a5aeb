/** Words that nobody gives a cookie as its value. */
const ALWAYS = /^(?:redacted|sanitized|sanitised|obfuscated|anonymized|anonymised|scrubbed)$/i;

/** Words that could be a value, unless brackets or the like stand around them. */
const BETWEEN_MARKS = /^(?:removed|masked|hidden|secret|private|filtered|omitted|stripped|elided|censored|sensitive)$/i;

/** `[sid redacted]`, as the HAR sanitizers of Google and Cloudflare write; Chrome's `[44 bytes were stripped]`. */
const IN_BRACKETS =
  /^[[<({].{0,200}\b(?:redacted|removed|sanitized|masked|hidden|obfuscated|scrubbed|stripped)\b.{0,200}[\]>)}]$/i;

/** Nothing but the characters that tools put in a secret's place. */
const FILLED = /^(?:\*{3,}|•{3,}|x{6,}|#{6,}|\.{3}|…)$/i;

const LONGEST = 400;

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * True for what stands in the place of a value that somebody took out before the file was shared: `[redacted]`, `***`.
 * Such a value is not known, and two that are equal need not have been equal.
 */
export function isRedacted(value: string): boolean {
  if (value.length < 3 || value.length > LONGEST) return false;
  const text = decoded(value).trim();
  if (FILLED.test(text) || IN_BRACKETS.test(text)) return true;
  const word = text.replace(/^[^a-z]+|[^a-z]+$/gi, '');
  if (ALWAYS.test(word)) return word.length + 12 >= text.length;
  return word !== text && /^[[<({*_-]/.test(text) && BETWEEN_MARKS.test(word);
}
