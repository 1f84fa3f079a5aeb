import { decodeBase64Text, readJson } from '../base64.ts';
import { looksRandom } from './looks-random.ts';
import { part, timePart } from './read-parts.ts';
import type { ValueRule } from './value-rule.ts';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** JSON that is an object or a list, of base64 text; undefined when it is none. */
function base64Json(value: string): { readonly decoded: string; readonly json: object } | undefined {
  const decoded = decodeBase64Text(value);
  const json = decoded === null ? undefined : readJson(decoded);
  return decoded !== null && typeof json === 'object' && json !== null ? { decoded, json } : undefined;
}

/** The text that base64 stands for, where all of it can be read by people. */
function base64Words(value: string): string | undefined {
  const decoded = decodeBase64Text(value);
  return decoded !== null && /^[\t\r\n -~\u00A0-\u024F]+$/.test(decoded) ? decoded : undefined;
}

/** Supabase puts this before the base64 of its JSON. */
const SUPABASE = /^base64-/;

/** The server that a BIG-IP persistence cookie names: its address and port with their bytes turned round. */
function bigIpServer(address: string, port: string): string {
  const [host, service] = [Number(address), Number(port)];
  const bytes = [host & 255, (host >>> 8) & 255, (host >>> 16) & 255, (host >>> 24) & 255];
  return `${bytes.join('.')}:${((service & 255) << 8) | (service >>> 8)}`;
}

/** Formats that many things have: the last resort, the more particular first. */
export const PLAIN_RULES = [
  {
    format: 'timestamp',
    pattern: /^1\d{9}(?:\d{3})?$/,
    random: false,
    parts: ([value = '']) => [timePart('time', value, Number(value) * (value.length === 10 ? 1000 : 1))],
  },
  { format: 'number', pattern: /^-?\d{1,18}(?:\.\d{1,18})?$/, random: false },
  {
    // https://my.f5.com/manage/s/article/K6917
    format: 'big-ip',
    pattern: /^(\d{1,10})\.(\d{1,5})\.0000$/,
    accepts: ([, address, port]) => Number(address) < 2 ** 32 && Number(port) < 2 ** 16,
    random: false,
    parts: ([value = '', address = '', port = '']) => [
      { ...part('route', value), decoded: bigIpServer(address, port) },
    ],
  },
  {
    format: 'google-sid',
    label: { kind: 'sign-in', maker: 'Google' },
    pattern: /^g\.a000[A-Za-z0-9_-]{30,}$/,
    random: true,
  },
  { format: 'google-analytics', pattern: /^G[AS]\d\.\d\.[\d.$a-z]{4,}/, random: false },
  {
    format: 'object-id',
    pattern: /^([0-9a-f]{8})[0-9a-f]{16}$/,
    // Any 24 hex digits have this form: one that was made since 2009, and not in the future, may be one.
    accepts: ([, head = '']) => {
      const seconds = Number.parseInt(head, 16);
      return seconds >= 1_230_768_000 && seconds <= Date.now() / 1000 + 86_400;
    },
    random: false,
    parts: ([, head = '']) => [timePart('time', head, Number.parseInt(head, 16) * 1000)],
  },
  { format: 'hex-32', pattern: /^(?:[0-9a-f]{32}|[0-9A-F]{32})$/, designBits: 128 },
  { format: 'hex', pattern: /^(?:[0-9a-f]{16,512}|[0-9A-F]{16,512})$/ },
  {
    format: 'aspnet-session',
    label: { kind: 'id', maker: 'ASP.NET' },
    pattern: /^(?=[a-z]*[0-5])[a-z0-5]{24}$/,
    designBits: 120,
  },
  { format: 'php-26', label: { kind: 'id', maker: 'PHP' }, pattern: /^(?=[a-v]*[0-9])[0-9a-v]{26}$/, designBits: 130 },
  {
    format: 'django-id',
    label: { kind: 'id', maker: 'Django' },
    pattern: /^(?=[a-z]*[0-9])[a-z0-9]{32}$/,
    designBits: 165,
  },
  {
    format: 'ulid',
    pattern: /^(0[1-9A-HJKMNP-TV-Z][0-9A-HJKMNP-TV-Z]{8})[0-9A-HJKMNP-TV-Z]{16}$/,
    designBits: 80,
    parts: ([, head = '']) => {
      let time = 0;
      for (const digit of head) time = time * 32 + CROCKFORD.indexOf(digit);
      return [timePart('time', head, time)];
    },
  },
  {
    format: 'base64-json',
    pattern: /^(?:base64-)?(?:ey|e30|W[1-3sy])[A-Za-z0-9+/_-]*={0,2}$/,
    accepts: ([value = '']) => base64Json(value.replace(SUPABASE, '')) !== undefined,
    clientSide: true,
    holds: 'data',
    readable: ([value = '']) => base64Json(value.replace(SUPABASE, ''))?.json,
    random: false,
    parts: ([value = '']) => [{ kind: 'payload', text: value, ...base64Json(value.replace(SUPABASE, '')) }],
  },
  {
    format: 'json',
    pattern: /^[[{].*$/s,
    accepts: ([value = '']) => readJson(value) !== undefined,
    clientSide: true,
    holds: 'data',
    readable: ([value = '']) => readJson(value),
    random: false,
    parts: ([value = '']) => [{ kind: 'payload', text: value, json: readJson(value) }],
  },
  {
    format: 'base64-text',
    pattern: /^(?:[A-Za-z0-9+/]{20,}|[A-Za-z0-9_-]{20,})={0,2}$/,
    accepts: ([value = '']) => base64Words(value) !== undefined,
    // A user's name and a token, joined by colons, is what nobody can guess.
    random: ([value = '']) =>
      base64Words(value)
        ?.split(/[^\w-]+/)
        .some(looksRandom) === true,
    parts: ([value = '']) => [{ kind: 'payload', text: value, decoded: base64Words(value) ?? '' }],
  },
  {
    format: 'base64',
    pattern: /^(?=[^0-9]*[0-9])(?=[^A-Z]*[A-Z])(?:[A-Za-z0-9+/]{20,}|[A-Za-z0-9_-]{20,})={0,2}$/,
  },
] as const satisfies readonly ValueRule[];
