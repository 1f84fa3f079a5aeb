import { decodeBase64, decodeBase64Text, decodeUtf8, encodeBase64, readBase64Object, readJson } from './base64.ts';
import { decodePercent, encodePercent } from './percent.ts';

export type ValueCodec = 'url' | 'base64' | 'base64url' | 'json' | 'jwt';

/** Text, or one sentence on why there is none. */
export type Coded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly error: string };

const ok = (text: string): Coded => ({ ok: true, text });
const no = (error: string): Coded => ({ ok: false, error });

interface Codec {
  readonly decode: (value: string) => Coded;
  /** Absent: not possible without the server's key. */
  readonly encode?: (text: string) => Coded;
}

/** Reads and writes values in the ways that people look at them. JSON is laid out for reading and packed for writing. */
const CODECS: Readonly<Record<ValueCodec, Codec>> = {
  url: {
    decode: (value) => {
      const text = decodePercent(value);
      return text === null
        ? no('This is no percent-encoding: a % is not followed by two hexadecimal digits of UTF-8.')
        : ok(text);
    },
    encode: (text) => ok(encodePercent(text)),
  },
  base64: { decode: decodeAnyBase64, encode: (text) => ok(encodeBase64(new TextEncoder().encode(text))) },
  base64url: { decode: decodeAnyBase64, encode: (text) => ok(encodeBase64(new TextEncoder().encode(text), 'url')) },
  json: {
    decode: (value) => {
      const json = readJson(value);
      return json === undefined ? no('This is no JSON.') : ok(JSON.stringify(json, null, 2));
    },
    encode: (text) => {
      const json = readJson(text);
      return json === undefined ? no('This is no JSON: check quotes, commas and brackets.') : ok(JSON.stringify(json));
    },
  },
  jwt: { decode: decodeJwt },
};

/** Decodes a value; never throws. */
export function decodeValue(value: string, codec: ValueCodec): Coded {
  return CODECS[codec].decode(value);
}

/** Encodes a text as a value; never throws. */
export function encodeValue(text: string, codec: ValueCodec): Coded {
  return CODECS[codec].encode?.(text) ?? no('A JSON Web Token cannot be made without the key of its server.');
}

function decodeAnyBase64(value: string): Coded {
  const octets = decodeBase64(value);
  if (octets === null) return no('This is no base64: it holds another character, or a character is missing.');
  const text = decodeUtf8(octets);
  if (text !== null) return ok(text);
  const hex = Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join(' ');
  return ok(hex);
}

/** Header and claims, laid out. The signature is not checked: that needs the key. */
function decodeJwt(value: string): Coded {
  const [head = '', body = '', ...rest] = value.split('.', 4);
  const header = readBase64Object(head);
  if (header === undefined || rest.length !== 1)
    return no('This is no JSON Web Token: it has three base64url parts with dots between.');
  const claims = readBase64Object(body) ?? decodeBase64Text(body);
  return ok(JSON.stringify({ header, claims, signature: 'not checked' }, null, 2));
}
