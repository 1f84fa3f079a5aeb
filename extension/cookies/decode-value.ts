import { decodeBase64, decodeBase64Text, decodeUtf8, encodeBase64, readBase64Object, readJson } from './base64.ts';
import { decodePercent, encodePercent } from './percent.ts';

export type ValueCodec = 'url' | 'base64' | 'base64url' | 'json' | 'jwt';

/** Why a value cannot be decoded, or a text not encoded. */
export type CodecFault = 'no-percent-encoding' | 'no-json' | 'typed-no-json' | 'no-base64' | 'no-jwt' | 'jwt-needs-key';

/** Text, or why there is none. */
export type Coded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: CodecFault };

const ok = (text: string): Coded => ({ ok: true, text });
const no = (fault: CodecFault): Coded => ({ ok: false, fault });

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
      return text === null ? no('no-percent-encoding') : ok(text);
    },
    encode: (text) => ok(encodePercent(text)),
  },
  base64: { decode: decodeAnyBase64, encode: (text) => ok(encodeBase64(new TextEncoder().encode(text))) },
  base64url: { decode: decodeAnyBase64, encode: (text) => ok(encodeBase64(new TextEncoder().encode(text), 'url')) },
  json: {
    decode: (value) => {
      const json = readJson(value);
      return json === undefined ? no('no-json') : ok(JSON.stringify(json, null, 2));
    },
    encode: (text) => {
      const json = readJson(text);
      return json === undefined ? no('typed-no-json') : ok(JSON.stringify(json));
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
  return CODECS[codec].encode?.(text) ?? no('jwt-needs-key');
}

function decodeAnyBase64(value: string): Coded {
  const octets = decodeBase64(value);
  if (octets === null) return no('no-base64');
  const text = decodeUtf8(octets);
  if (text !== null) return ok(text);
  const hex = Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join(' ');
  return ok(hex);
}

/** Header and claims, laid out. The signature is not checked: that needs the key. */
function decodeJwt(value: string): Coded {
  const [head = '', body = '', ...rest] = value.split('.', 4);
  const header = readBase64Object(head);
  if (header === undefined || rest.length !== 1) return no('no-jwt');
  const claims = readBase64Object(body) ?? decodeBase64Text(body);
  return ok(JSON.stringify({ header, claims }, null, 2));
}
