import { decodeBase64, readBase64Object } from '../base64.ts';
import { bigEndian, part, signature, timePart } from './read-parts.ts';
import type { ValueMatch, ValuePart, ValueRule } from './value-rule.ts';

/** Claims of a JSON Web Token that name a time in seconds (RFC 7519 section 4.1). */
const TIME_CLAIMS = [
  ['iat', 'time'],
  ['exp', 'expires'],
] as const;

/** JSON Web Tokens, whosever they are. */
const JWT = {
  pattern: /^([A-Za-z0-9_-]{4,})\.([A-Za-z0-9_-]*)\.([A-Za-z0-9_-]*)$/,
  accepts: ([, head = '']: ValueMatch): boolean => typeof readBase64Object(head)?.['alg'] === 'string',
  clientSide: true,
  // RFC 7519 section 6: one whose algorithm is none has no signature.
  signed: ([, head = '', , sealed]: ValueMatch): boolean =>
    sealed !== '' && !/^none$/i.test(String(readBase64Object(head)?.['alg'])),
  random: true,
  parts: ([, head = '', body = '', sealed]: ValueMatch): readonly ValuePart[] => {
    const claims = readBase64Object(body);
    const times = TIME_CLAIMS.flatMap(([claim, kind]): ValuePart[] => {
      const seconds = claims !== undefined && Object.hasOwn(claims, claim) ? claims[claim] : undefined;
      return typeof seconds === 'number' ? [timePart(kind, String(seconds), seconds * 1000)] : [];
    });
    return [
      { kind: 'header', text: head, json: readBase64Object(head) },
      { kind: 'payload', text: body, ...(claims !== undefined && { json: claims }) },
      ...times,
      signature(sealed),
    ];
  },
} as const;

/** Tokens that a standard or a library defines and many frameworks use. */
export const TOKEN_RULES = [
  {
    ...JWT,
    // Others put their tokens into a cookie of the same name, Firebase among them.
    format: 'clerk-jwt',
    accepts: (match) => {
      const claims = JWT.accepts(match) ? readBase64Object(match[2] ?? '') : undefined;
      if (claims === undefined) return false;
      const [sid, azp, issuer] = [claims['sid'], claims['azp'], claims['iss']];
      return (typeof sid === 'string' && typeof azp === 'string') || /\bclerk\./.test(String(issuer));
    },
  },
  {
    ...JWT,
    format: 'jwt',
  },
  {
    format: 'jwe',
    pattern: /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]*)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/,
    accepts: ([, head = '']) => typeof readBase64Object(head)?.['enc'] === 'string',
    clientSide: true,
    holds: 'sealed',
    signed: true,
    random: true,
    parts: ([, head = '', , , body]) => [
      { kind: 'header', text: head, json: readBase64Object(head) },
      part('encrypted', body),
    ],
  },
  {
    format: 'paseto',
    pattern: /^(v[1-4]\.(local|public)\.)([A-Za-z0-9_-]+)(?:\.[A-Za-z0-9_-]+)?$/,
    clientSide: true,
    signed: true,
    random: true,
    parts: ([, head, purpose, body]) => [
      part('header', head),
      part(purpose === 'public' ? 'payload' : 'encrypted', body),
    ],
  },
  {
    format: 'fernet',
    pattern: /^gAAAAA[A-Za-z0-9_-]{60,}={0,2}$/,
    accepts: ([value = '']) => decodeBase64(value) !== null,
    clientSide: true,
    holds: 'sealed',
    signed: true,
    random: true,
    parts: ([value = '']) => {
      const seconds = bigEndian(decodeBase64(value)?.subarray(1, 9) ?? new Uint8Array());
      return [timePart('time', value.slice(0, 12), seconds * 1000), part('encrypted', value)];
    },
  },
  {
    format: 'iron',
    pattern: /^Fe26\.2\*[^*]*(?:\*[^*]*){6}/,
    clientSide: true,
    holds: 'sealed',
    signed: true,
    random: true,
    parts: ([value]) => [part('encrypted', value)],
  },
] as const satisfies readonly ValueRule[];
