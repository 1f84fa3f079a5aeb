import type { ValueFormatName } from './value-format-name.ts';

// A mask stands for a value that was hidden before a trace was saved: `k3Fz...9Qw~1`. Where the form of the value decides
// how a session is followed, the mask names it: `eyJh...x2k~3~jwt~1795456932`, and when a
// token is valid. So a masked trace gives the same findings.

/** Stands in the place of a form where a value has none, looks random, and is too short to show its ends. */
export const RANDOM = 'random';

/** Behind the form of what everybody can read, where that names a user: `~json-user`. */
const OF_USER = '-user';

/** What a mask says of the value that it stands for. */
export interface ReadMask {
  /** One number for each distinct value. */
  readonly label: number;
  /** It stood for something that nobody could guess: it shows the ends of it, or says so. */
  readonly random: boolean;
  /** The part that stays the same while the session lives: the mask of the id, or this mask without its form. */
  readonly id: string;
  /** It is the mask of an id with a signature or a route around it, which have a label of their own. */
  readonly holdsId: boolean;
  readonly format?: ValueFormatName;
  /** What could be read in it names a user. */
  readonly namesUser: boolean;
  /** When the value says that it expires, in s since 1970. */
  readonly expires?: number;
  /** From when on the value says that it is valid. */
  readonly from?: ValidFrom;
}

/** The claim of a token that says from when on it is valid, and its time in s since 1970. */
export interface ValidFrom {
  readonly claim: 'nbf' | 'iat';
  readonly time: number;
}

/** What a mask is made of. */
export interface MaskParts {
  readonly label: number;
  /** The value's first four and last three characters; absent: none are shown. */
  readonly ends?: readonly [first: string, last: string];
  readonly format?: ValueFormatName | typeof RANDOM;
  /** What can be read in it names a user; said with the format alone. */
  readonly namesUser?: boolean;
  /** s since 1970. */
  readonly expires?: number;
  readonly from?: ValidFrom;
  /** The mask of the id inside the value, and whether the value begins with it. */
  readonly id?: { readonly mask: string; readonly first: boolean };
  /** How long the mask is made, in characters; a mask that is longer by itself stays as it is. */
  readonly length?: number;
}

const PLAIN = String.raw`(?:[\w-]{4}\.{3,5000}[\w-]{3}|\.{3,5000})~\d{1,7}`;
const MASK = new RegExp(
  String.raw`^(?:(${PLAIN})|(?:\.{3})?(${PLAIN})\.{3,5000}~(\d{1,7}))(?:~([a-z][a-z\d-]{1,19}))?(?:~(\d{1,12})(?:~(\d{1,12})(nbf|iat))?)?$`,
);

/** No mask is longer: the longest cookie, and a label. */
const LONGEST = 5_200;

/** Reads a mask; undefined for what is none. */
export function readMask(text: string): ReadMask | undefined {
  if (text.length > LONGEST || !text.includes('...')) return undefined;
  const [, plain, inner, outerLabel, form, expires, from, claim] = MASK.exec(text) ?? [];
  const namesUser = form?.endsWith(OF_USER) === true;
  const format = namesUser ? form.slice(0, -OF_USER.length) : form;
  const id = plain ?? inner;
  if (id === undefined) return undefined;
  return {
    label: Number(outerLabel ?? id.slice(id.lastIndexOf('~') + 1)),
    random: !id.startsWith('.') || format === RANDOM,
    id,
    holdsId: inner !== undefined,
    namesUser,
    // Whoever reads it looks the format up, and knows none that is no format.
    ...(format !== undefined && format !== RANDOM && { format: format as ValueFormatName }),
    ...(expires !== undefined && { expires: Number(expires) }),
    ...(claim !== undefined && { from: { claim: claim === 'nbf' ? 'nbf' : 'iat', time: Number(from) } }),
  };
}

/** Writes a mask. Its characters are cookie-octets (RFC 6265bis section 4.1.1) and stand unescaped in URLs. */
export function writeMask({ label, ends, format, namesUser, expires, from, id, length = 0 }: MaskParts): string {
  const times = from === undefined ? (expires ?? '') : `${expires ?? 0}~${from.time}${from.claim}`;
  const user = namesUser === true ? OF_USER : '';
  const form = `${format === undefined ? '' : `~${format}${user}`}${times === '' ? '' : `~${times}`}`;
  const tail = `~${label}${form}`;
  const room = Math.min(length, LONGEST - 200) - tail.length;
  if (id !== undefined) {
    const head = `${id.first ? '' : '...'}${id.mask}`;
    return `${head}${dots(room - head.length)}${tail}`;
  }
  const [first, last] = ends ?? ['', ''];
  return `${safe(first)}${dots(room - first.length - last.length)}${safe(last)}${tail}`;
}

function dots(count: number): string {
  return '.'.repeat(Math.max(3, count));
}

function safe(text: string): string {
  return text.replace(/[^\w-]/g, '_');
}
