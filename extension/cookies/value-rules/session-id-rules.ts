import { decodeBase64Text, readJson } from '../base64.ts';
import { looksRandom } from './looks-random.ts';
import { part, routedParts, signature, signedParts, timePart, UUID, UUID_V4_BITS } from './read-parts.ts';
import type { ValueRule } from './value-rule.ts';

/** The JSON that a value of base64 holds; undefined where there is none. */
function jsonIn(base64 = ''): unknown {
  const text = decodeBase64Text(base64);
  return text === null ? undefined : readJson(text);
}

/** A JSON string that nobody could guess: Remix writes the id of a session in its store so. */
const isIdInJson = (json: unknown): json is string => typeof json === 'string' && looksRandom(json);

/** What is no name of a server: digits, small and capital letters mixed, or many hexadecimal digits. */
const LIKE_SIGNATURE = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])|[\da-f]{16}/;

/** Ids whose form says who made them. */
export const SESSION_ID_RULES = [
  {
    format: 'itsdangerous-id',
    label: { kind: 'signed-id', maker: 'Flask-Session' },
    pattern: /^([A-Za-z0-9_-]{16,64})\.([A-Za-z0-9_-]{27})$/,
    idGroup: 1,
    signed: true,
    parts: signedParts,
  },
  {
    // What Remix and React Router write, and whoever signs JSON with cookie-signature.
    format: 'signed-json',
    pattern: /^([A-Za-z0-9+/_-]+={0,2})\.([A-Za-z0-9+/_-]{43})=?$/,
    accepts: ([, data]) => {
      const json = jsonIn(data);
      return json !== undefined && !isIdInJson(json);
    },
    clientSide: true,
    holds: 'data',
    readable: ([, data]) => jsonIn(data),
    signed: true,
    random: false,
    parts: ([, data = '', sealed]) => [{ kind: 'payload', text: data, json: jsonIn(data) }, signature(sealed)],
  },
  {
    format: 'signed-id',
    pattern: /^([A-Za-z0-9_-]{16,64}|[A-Za-z0-9+/]{16,172}={0,2})\.([A-Za-z0-9+/]{43})=?$/,
    // Longer ids, and those with padding, are such where they are JSON.
    accepts: ([, id = '']) => /^[A-Za-z0-9_-]{16,64}$/.test(id) || isIdInJson(jsonIn(id)),
    idGroup: 1,
    signed: true,
    parts: signedParts,
  },
  {
    format: 'wordpress',
    label: { kind: 'sign-in', maker: 'WordPress' },
    pattern: /^([^|]{1,120})\|(\d{10})\|([A-Za-z0-9]{43})\|([0-9a-f]{64})$/,
    idGroup: 3,
    signed: true,
    random: true,
    designBits: 255,
    framework: 'wordpress',
    parts: ([, user, expires = '', token, sealed]) => [
      part('user', user),
      timePart('expires', expires, Number(expires) * 1000),
      part('id', token),
      signature(sealed),
    ],
  },
  {
    format: 'routed-uuid',
    pattern: /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w.-]{1,64})$/i,
    idGroup: 1,
    random: ([, id = '']) => ['4', '7'].includes(UUID.exec(id)?.[1] ?? ''),
    designBits: ([, id = '']) => (UUID.exec(id)?.[1] === '4' ? UUID_V4_BITS : undefined),
    parts: ([, id, route]) => routedParts(id, route),
  },
  {
    format: 'uuid-v4',
    pattern: UUID,
    accepts: ([, version]) => version === '4',
    random: true,
    designBits: UUID_V4_BITS,
  },
  {
    format: 'uuid-v7',
    pattern: UUID,
    accepts: ([, version]) => version === '7',
    random: true,
    designBits: 74,
    parts: ([value = '']) => {
      const head = value.slice(0, 13);
      return [timePart('time', head, Number.parseInt(head.replace('-', ''), 16))];
    },
  },
  { format: 'uuid-time', pattern: UUID, accepts: ([, version]) => version === '1', random: false },
  { format: 'uuid', pattern: UUID, random: false },
  {
    format: 'tomcat',
    label: { kind: 'id', maker: 'Tomcat' },
    pattern: /^([0-9A-F]{32})(?:\.([\w-]{1,64}))?$/,
    accepts: ([, id = '']) => /[A-F]/.test(id),
    idGroup: 1,
    designBits: 128,
    parts: ([, id, route]) => routedParts(id, route),
  },
  {
    // The servers that hold it stand behind an id of WebLogic (`!`), WebSphere (`:`) and Undertow (`.`).
    format: 'routed-id',
    pattern:
      /^(?:\d{4}(?=.{23}:))?([\w+/-]{23,128})((?:!-?\d{1,13}){1,4}|(?::[A-Za-z\d]{1,23}){1,4}|\.[A-Za-z][\w-]{0,30}(?::[\w-]{1,30})?)$/,
    accepts: ([value = '', id = '', route = '']) => {
      const isNamed = route[0] !== '.' || !LIKE_SIGNATURE.test(route);
      return isNamed && looksRandom(id) && (route[0] !== ':' || value.length > id.length + route.length);
    },
    idGroup: 1,
    parts: ([, id, route]) => routedParts(id, route),
  },
] as const satisfies readonly ValueRule[];
