import { decodeOctets } from '../../../cookies/octets.ts';

/** Escapes are undone this often; what is still escaped then is hidden whole. */
const DEEPEST = 8;

const PERCENT = /(?:%[0-9a-f]{2})+/gi;

function decodeRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    // Octets that are no UTF-8: as Latin-1, one character each.
    return run.replace(/%[0-9a-f]{2}/gi, (octet) => String.fromCharCode(Number.parseInt(octet.slice(1), 16)));
  }
}

/** Percent-decodes once whatever is well written; a lone `%` stays. */
export function percentDecoded(text: string): string {
  return text.includes('%') ? text.replace(PERCENT, decodeRun) : text;
}

/** encodeURIComponent, but for lone surrogates, which it refuses. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/**
 * The form in which two writings of one value are equal: without the quotes of a quoted-string, percent-decoded as
 * often as it was encoded, octets read as UTF-8.
 */
export function canonical(value: string): string {
  let text = decodeOctets(value);
  if (text.includes('\ufffd')) text = value;
  for (let level = 0; level < DEEPEST; level += 1) {
    const decoded = percentDecoded(text);
    if (decoded === text) break;
    text = decoded;
  }
  return unquoted(text);
}

/** Without the double quotes around it (RFC 6265bis section 4.1.1 allows them around a cookie-value). */
export function unquoted(text: string): string {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}

/** A text with its escapes undone, and where each of its code units came from. */
export interface Unescaped {
  readonly text: string;
  /** For each code unit the range of the source: from `starts[i]` up to `ends[i]`. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Percent-encoding, escapes of JSON and JavaScript, character references of HTML. */
const ESCAPE =
  /(?:%[0-9a-f]{2})+|\\u\{[0-9a-f]{1,6}\}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\[^ux\s]|&#x[0-9a-f]{1,6};|&#\d{1,7};|&(?:amp|lt|gt|quot|apos|sol|equals|num);/gi;

const REFERENCES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&sol;': '/',
  '&equals;': '=',
  '&num;': '#',
};

function characterOf(codePoint: number): string {
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '\ufffd';
}

function unescapeOne(sequence: string): string {
  if (sequence.startsWith('%')) return decodeRun(sequence);
  if (sequence.startsWith('&#x')) return characterOf(Number.parseInt(sequence.slice(3), 16));
  if (sequence.startsWith('&#')) return characterOf(Number.parseInt(sequence.slice(2), 10));
  if (sequence.startsWith('&')) return REFERENCES[sequence.toLowerCase()] ?? sequence;
  if (/^\\u\{/i.test(sequence)) return characterOf(Number.parseInt(sequence.slice(3), 16));
  if (/^\\[ux]/i.test(sequence)) return characterOf(Number.parseInt(sequence.slice(2), 16));
  return sequence.slice(1);
}

function unescapedOnce({ text, starts, ends }: Unescaped): Unescaped {
  const out: string[] = [];
  const [from, to]: [number[], number[]] = [[], []];
  let at = 0;
  const keep = (until: number): void => {
    out.push(text.slice(at, until));
    for (; at < until; at += 1) {
      from.push(starts[at] ?? 0);
      to.push(ends[at] ?? 0);
    }
  };
  for (const match of text.matchAll(ESCAPE)) {
    keep(match.index);
    const plain = unescapeOne(match[0]);
    at = match.index + match[0].length;
    out.push(plain);
    // Of a run of escapes each character is known by the whole run: what is hidden takes it along.
    for (let unit = 0; unit < plain.length; unit += 1) {
      from.push(starts[match.index] ?? 0);
      to.push(ends[at - 1] ?? 0);
    }
  }
  keep(text.length);
  return { text: out.join(''), starts: from, ends: to };
}

/** Undoes every escape of a text, up to eight deep. */
export function unescaped(source: string): Unescaped {
  let read: Unescaped = {
    text: source,
    starts: Array.from({ length: source.length }, (_, at) => at),
    ends: Array.from({ length: source.length }, (_, at) => at + 1),
  };
  if (!/[%&\\]/.test(source)) return read;
  for (let level = 0; level < DEEPEST; level += 1) {
    const next = unescapedOnce(read);
    if (next.text === read.text) break;
    read = next;
  }
  return read;
}
