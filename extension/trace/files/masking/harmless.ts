import { readsAsWord } from './letter-pairs.ts';

/** How much may stay of a text that could be a secret. */
interface Bounds {
  /** Pieces in all. */
  readonly pieces: number;
  /** Letters of one word. */
  readonly letters: number;
  /** Letters in all of short pieces that read as no word. */
  readonly oddLetters: number;
  /** Digits in all. */
  readonly digits: number;
  /** Words with a number at their end, such as `oauth2`. */
  readonly numbered: number;
  /** What may stand between two pieces. */
  readonly joints: RegExp;
}

/** Values: of a parameter, a cookie, a fragment. Three short words at most. */
const VALUE: Bounds = { pieces: 3, letters: 14, oddLetters: 4, digits: 8, numbered: 1, joints: /[-_., +:/]+/ };

/** Names, segments of paths and words of a message: any number of words. */
const NAMES: Bounds = {
  pieces: 40,
  letters: 20,
  oddLetters: 8,
  digits: 8,
  numbered: 2,
  joints: /[-_.~+$ ()[\]*!]+|^@/,
};

/** Longest value that can be harmless, in characters. */
const LONGEST_VALUE = 32;
const LONGEST_NAME = 200;

/** Digits of a number that gives nothing away: a year, a page, a port of four digits. */
const MAX_DIGITS = 4;

/** Names with a number in them that everybody knows. */
const NUMBERED_TERMS =
  /^(?:2fa|3ds2?|aal[1-3]|utf(?:8|16|32)|s256|es(?:3|5|6|20\d\d|256)|rs256|hs256|p256|sha(?:1|256|384|512)|md5|mp[34]|h[23]|http[123]|oauth[12]?|saml2|ipv[46]|x(?:86|64|509)|i18n|l10n|a11y|k8s|s3|ec2|b2[bc]|v\d{1,3}|base64|woff2|iso8859|win(?:32|64))$/;

/** What a flag says, and what stands for no value: it is no secret, whatever its name. */
const FLAG =
  /^(?:|""|"?-"?|deleted?|remove|expired?|delete_?me|_?delete_?me_?|null|none|undefined|nan|\[object object\]|%5Bobject(?:%20|\+)object%5D|true|false|yes|no|on|off|logged[-_]?(?:off|out)|0|1)$/i;

/** Times as HTTP and cookies write them (RFC 9110 section 5.6.7), and what is left of one that was cut at its comma. */
const DATE =
  /^(?:[A-Za-z]{3,9}, ?)?\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}(?: \d{1,2}:\d\d(?::\d\d)?)?(?: (?:GMT|UTC|[A-Z]{2,4}|[+-]\d{4}))?$/;

/** Whether a text is one word: small, capital or capitalised letters, or several joined as in `returnTo`. */
function lettersOf(text: string): readonly string[] {
  if (/^(?:[a-z]+|[A-Z]+|[A-Z][a-z]+)$/.test(text)) return [text.toLowerCase()];
  const humps = text.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? [];
  // Each hump of random letters is one or two letters long.
  return humps.length * 3 <= text.length ? humps.map((hump) => hump.toLowerCase()) : [text];
}

/** How many letters of a piece are in no word. */
function oddLettersOf(text: string, longest: number): number {
  let odd = 0;
  for (const word of lettersOf(text)) {
    if (word.length > longest || !readsAsWord(word)) odd += word.length <= 4 ? word.length : 100;
    else if (word.length <= 2) odd += word.length / 2;
  }
  return odd;
}

function fits(text: string, { pieces, letters, oddLetters, digits, numbered, joints }: Bounds): boolean {
  const parts = text.split(joints).filter((part) => part !== '');
  if (parts.length > pieces) return false;
  let [odd, figures, withNumber] = [0, 0, 0];
  for (const part of parts) {
    if (/^\d+$/.test(part)) {
      if (part.length > MAX_DIGITS) return false;
      figures += part.length;
    } else if (/^[A-Za-z]+$/.test(part)) odd += oddLettersOf(part, letters);
    else if (!NUMBERED_TERMS.test(part.toLowerCase())) {
      const word = /^([A-Za-z]{3,})\d{1,2}$/.exec(part)?.[1];
      if (word === undefined || oddLettersOf(word, letters) > 0) return false;
      withNumber += 1;
    }
  }
  return odd <= oddLetters && figures <= digits && withNumber <= numbered;
}

/**
 * True for a value that gives nothing away: at most three short words and small numbers. Everything else may be a
 * secret.
 */
export function isHarmless(value: string): boolean {
  if (value.length > LONGEST_VALUE) return false;
  // A word with a number at its end is what people take for a password.
  return fits(value, { ...VALUE, numbered: 0 });
}

/** True for text that is made of words and small numbers, as names, paths and messages are. */
export function isPlain(text: string): boolean {
  return text.length <= LONGEST_NAME && fits(text, NAMES);
}

/** True for what says yes, no or nothing. */
export function isFlag(value: string): boolean {
  return value.length <= 24 && FLAG.test(value);
}

/** True for a time that is written as HTTP writes it. */
export function isDate(value: string): boolean {
  return value.length <= 60 && DATE.test(value.trim());
}
