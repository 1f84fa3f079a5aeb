import { looksRandom } from './entropy.ts';
import { decodePercent } from './percent.ts';
import { CLIENT_SIDE_RULES } from './value-rules/client-side-rules.ts';
import { PLAIN_RULES } from './value-rules/plain-rules.ts';
import { SESSION_ID_RULES } from './value-rules/session-id-rules.ts';

/** What a part of a value is. */
export type ValuePartKind =
  | 'id'
  | 'payload'
  | 'time'
  | 'expires'
  | 'signature'
  | 'route'
  | 'header'
  | 'encrypted'
  | 'user'
  | 'nonce';

/** A part of a value that can be told apart, and read where that needs no key. */
export interface ValuePart {
  readonly kind: ValuePartKind;
  /** As it stands in the value. */
  readonly text: string;
  /** What it says in plain text, where that needs no key. */
  readonly decoded?: string;
  /** What it says, where it is JSON. */
  readonly json?: unknown;
  /** ms since 1970, for a time. */
  readonly time?: number;
  /** Deflated (zlib) octets that `inflatePayload` can read. */
  readonly zlib?: Uint8Array<ArrayBuffer>;
}

export type ValueFormatName =
  | 'jwt'
  | 'jwe'
  | 'paseto'
  | 'phoenix'
  | 'fernet'
  | 'iron'
  | 'laravel'
  | 'rails-encrypted'
  | 'rails-signed'
  | 'aspnet-core'
  | 'aspnet-session'
  | 'express-session'
  | 'signed-id'
  | 'express-json'
  | 'django-signed'
  | 'django-id'
  | 'flask'
  | 'starlette'
  | 'itsdangerous-id'
  | 'tornado'
  | 'gorilla'
  | 'wordpress'
  | 'php-26'
  | 'tomcat'
  | 'jetty'
  | 'spring-session'
  | 'uuid-v4'
  | 'uuid-v7'
  | 'uuid-time'
  | 'uuid'
  | 'routed-uuid'
  | 'ulid'
  | 'object-id'
  | 'google-analytics'
  | 'base64-json'
  | 'json'
  | 'timestamp'
  | 'number'
  | 'hex'
  | 'base64'
  | 'text'
  | 'empty';

/** What a value looks like. A likeness, no proof: many things are 32 hex digits. */
export interface ValueFormat {
  readonly format: ValueFormatName;
  /** Completes "looks like …". */
  readonly label: string;
  /** Bits that the format's maker draws from a random source; absent where that is not known. */
  readonly designBits?: number;
  readonly parts: readonly ValuePart[];
  /** The part that stays the same as long as the session does. Absent for client-side formats and where all of it is the id. */
  readonly idPart?: string;
  /** The value is the session's data itself, so it changes while the session lives. */
  readonly clientSide: boolean;
  /** Carries a signature or is sealed. Never checked: that needs the server's key. */
  readonly signed: boolean;
  /** Looks as if it could not be guessed. */
  readonly random: boolean;
  /** The value was percent-encoded, and is read decoded. */
  readonly percentEncoded: boolean;
}

/** What a rule tells about a value that it recognises. */
export interface ValueReading {
  readonly parts?: readonly ValuePart[];
  readonly idPart?: string;
  readonly designBits?: number;
  readonly label?: string;
  /** Overrides the rule's. */
  readonly random?: boolean;
}

/** One recognisable form. `read` gives null for anything else, and never throws. */
export interface ValueRule {
  readonly format: ValueFormatName;
  readonly label: string;
  readonly clientSide: boolean;
  readonly signed: boolean;
  /** Absent: judged by its characters. */
  readonly random?: boolean;
  readonly read: (value: string) => ValueReading | null;
}

/** All forms, the more particular before the more general; the first that reads a value names it. */
const VALUE_RULES: readonly ValueRule[] = [...CLIENT_SIDE_RULES, ...SESSION_ID_RULES, ...PLAIN_RULES];

/** Longest value that is taken apart; browsers keep no longer ones. */
const LONGEST = 8192;

/** Recognises the form of a cookie's value and reads what needs no key. Never throws; linear in the value's length. */
export function valueFormat(raw: string): ValueFormat {
  const plain: Omit<ValueFormat, 'format' | 'label'> = {
    parts: [],
    clientSide: false,
    signed: false,
    random: false,
    percentEncoded: false,
  };
  if (raw === '') return { ...plain, format: 'empty', label: 'nothing: it is empty' };
  if (raw.length > LONGEST) return { ...plain, format: 'text', label: 'a long text' };
  const decoded = raw.includes('%') ? decodePercent(raw) : null;
  const percentEncoded = decoded !== null && decoded !== raw;
  const value = unquote(decoded ?? raw);
  for (const rule of VALUE_RULES) {
    const reading = rule.read(value);
    if (reading === null) continue;
    return {
      format: rule.format,
      label: reading.label ?? rule.label,
      ...(reading.designBits !== undefined && { designBits: reading.designBits }),
      parts: reading.parts ?? [],
      ...(reading.idPart !== undefined && { idPart: reading.idPart }),
      clientSide: rule.clientSide,
      signed: rule.signed,
      random: reading.random ?? rule.random ?? looksRandom(reading.idPart ?? value),
      percentEncoded,
    };
  }
  return { ...plain, format: 'text', label: 'plain text', random: looksRandom(value), percentEncoded };
}

/** A quoted-string as Java and Python servers write values that hold special characters. */
function unquote(value: string): string {
  return value.length >= 2 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}
