/** Words that nobody gives a cookie as its value, alone or among others. */
const ALWAYS = /^(?:redact(?:ed)?|saniti[sz]ed|obfuscated|anonymi[sz]ed|scrubbed|placeholder)$/;

/** Words that could be a value, unless marks, capitals or a word such as "value" say what they mean. */
const MAYBE = /^(?:removed|masked|filtered|omitted|stripped|hidden|secret|private|dummy|fake|example)$/;

/** Words between marks: `[sid redacted]`, `[44 bytes were stripped]`, `<cookie>`, `{{session}}`, `${SID}`, `[entfernt]`. */
const BETWEEN_MARKS =
  /^(?:[[<]+|\*{2,}|\$?\{{1,2}|%)(?!object |true\b|false\b|null\b|none\b|undefined\b|empty\b)(?:\d+ )?\p{L}[\p{L} :_.-]{2,200}(?:\d+ \p{L}+)?[\]>*}%]+$/u;

/** Nothing but one character that tools put in a secret's place, perhaps in the groups of a UUID. */
const FILLED = /^(?:([*•●█■▇▓.?])\1{2,}|([#_-])\2{5,}|x[x-]{3,}|0[0-]{15,}|…)$/i;

/**
 * A value of which only a beginning was left: too little of it, or what all tokens begin with, to tell two apart. Dots at
 * the end of a short one may be its own.
 */
const CUT = /^(?:[^*•…]{0,5}(?:[*•]{3,}|…)|eyJ[\w-]{0,80}(?:\.[\w-]{0,20})?(?:[*•]{3,}|\.{3}|…|\[truncated\]))$/;

const LONGEST = 400;
/** Of more words somebody has made a value. */
const MOST_WORDS = 4;

/** Nearly all values are such: a digit stands among letters. */
const ID = /^(?![x0])(?=.*\d[a-z])[\w-]{16,}$/i;

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
  if (value.length === 0 || value.length > LONGEST || ID.test(value)) return false;
  const text = decoded(value).trim();
  if ([FILLED, BETWEEN_MARKS, CUT].some((form) => form.test(text))) return true;
  const bare = text.replace(/^[^a-z]+|[^a-z]+$/gi, '');
  if (text.length > bare.length + 12 || !/^[a-z]+(?:[ _-][a-z]+)*$/i.test(bare)) return false;
  const words = bare.toLowerCase().split(/[ _-]/, MOST_WORDS + 1);
  if (words.length > MOST_WORDS) return false;
  if (words.some((word) => ALWAYS.test(word))) return true;
  if (!words.some((word) => MAYBE.test(word))) return false;
  if (words.length > 1) return /value|cookie|token|session|data/i.test(bare);
  // `HIDDEN` may be a program's constant.
  return bare === text ? /^[A-Z]+ED$/.test(text) : /^[[<({*_-]/.test(text);
}
