import { BRACKETS } from '../../scripts/pseudo-locale.ts';

const [open, close] = BRACKETS;

/** What stands outside the brackets of the pseudo-locale. Messages hold messages, so brackets nest. */
export function outsideBrackets(text: string): string {
  let depth = 0;
  let outside = '';
  for (const character of text) {
    if (character === open) depth++;
    if (depth === 0) outside += character;
    if (character === close) depth--;
  }
  return outside;
}

/** What stays as it is in every language: names of standards, attributes, headers, formats and products. */
export const NAMES = [
  'Sidtrail RFC 6265bis GET POST HTTP HTTPS http https URL JSON JWT CSRF HAR CHIPS',
  'Set-Cookie Cookie Domain Path Expires Max-Age Secure HttpOnly SameSite Partitioned Priority Lax Strict None',
  'Session-Count Visit count localhost Chrome Firefox base64 base64url header claims',
].join(' ');

/** A word with Latin letters. */
const words = /[\p{Script=Latin}\p{N}]*\p{Script=Latin}[\p{Script=Latin}\p{N}]*/gu;

/**
 * Words of no message: those outside brackets that the given data do not hold.
 * @param texts In the pseudo-locale.
 * @param data All that may stand untranslated: the recorded data, header names, product names.
 */
export function untranslated(texts: readonly string[], data: string): string[] {
  const known = new Set<string>(data.match(words));
  const found = texts.flatMap((text) => {
    const outside = outsideBrackets(text);
    const unknown = [...outside.matchAll(words)].filter(({ 0: word, index }) => {
      // An id is shortened in its middle: the data hold what is left of it as a part of a word.
      const shortened = outside[index - 1] === '…' || outside[index + word.length] === '…';
      return !known.has(word) && !(shortened && data.includes(word));
    });
    return unknown.length === 0 ? [] : [`${unknown.join(' ')} (in: ${text.trim().slice(0, 160)})`];
  });
  return [...new Set(found)];
}
