import { decodeBase64Text, readJson } from '../base64.ts';
import type { ValueRule } from '../value-format.ts';

/** Forms that many things have: the last resort, the more particular first. */
export const PLAIN_RULES: readonly ValueRule[] = [
  {
    format: 'timestamp',
    label: 'a point in time',
    clientSide: false,
    signed: false,
    random: false,
    read: (value) => {
      if (!/^1\d{9}(?:\d{3})?$/.test(value)) return null;
      const time = Number(value) * (value.length === 10 ? 1000 : 1);
      return { parts: [{ kind: 'time', text: value, time }] };
    },
  },
  {
    format: 'number',
    label: 'a number',
    clientSide: false,
    signed: false,
    random: false,
    read: (value) => (/^-?\d{1,18}(?:\.\d{1,18})?$/.test(value) ? {} : null),
  },
  {
    format: 'google-analytics',
    label: 'a Google Analytics client id',
    clientSide: false,
    signed: false,
    random: false,
    read: (value) => (/^G[AS]\d\.\d\.[\d.$a-z]{4,}/.test(value) ? {} : null),
  },
  {
    format: 'object-id',
    label: 'a MongoDB ObjectId, which holds a time and a counter and can be guessed',
    clientSide: false,
    signed: false,
    random: false,
    read: (value) => {
      if (!/^[0-9a-f]{24}$/.test(value)) return null;
      const time = Number.parseInt(value.slice(0, 8), 16) * 1000;
      // Any 24 hex digits have this form; one whose time lies between 2009 and 2100 is taken for one.
      if (time < 1_230_768_000_000 || time > 4_102_444_800_000) return null;
      return { parts: [{ kind: 'time', text: value.slice(0, 8), time }] };
    },
  },
  {
    format: 'hex',
    label: 'hexadecimal digits',
    clientSide: false,
    signed: false,
    read: (value) => {
      if (!/^(?:[0-9a-f]{16,512}|[0-9A-F]{16,512})$/.test(value)) return null;
      if (value.length === 32) return { label: '32 hexadecimal digits, as a PHP session id', designBits: 128 };
      return {};
    },
  },
  {
    format: 'aspnet-session',
    label: 'an ASP.NET session id',
    clientSide: false,
    signed: false,
    read: (value) => (/^[a-z0-5]{24}$/.test(value) && /[0-5]/.test(value) ? { designBits: 120 } : null),
  },
  {
    format: 'php-26',
    label: 'a PHP session id',
    clientSide: false,
    signed: false,
    read: (value) => (/^[0-9a-v]{26}$/.test(value) && /[0-9]/.test(value) ? { designBits: 130 } : null),
  },
  {
    format: 'django-id',
    label: 'a Django session id',
    clientSide: false,
    signed: false,
    read: (value) => (/^[a-z0-9]{32}$/.test(value) && /[0-9]/.test(value) ? { designBits: 165 } : null),
  },
  {
    format: 'ulid',
    label: 'a ULID, which begins with the time',
    clientSide: false,
    signed: false,
    read: (value) => {
      if (!/^0[1-9A-HJKMNP-TV-Z][0-9A-HJKMNP-TV-Z]{24}$/.test(value)) return null;
      let time = 0;
      for (const digit of value.slice(0, 10)) time = time * 32 + '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(digit);
      return { parts: [{ kind: 'time', text: value.slice(0, 10), time }], designBits: 80 };
    },
  },
  {
    format: 'base64-json',
    label: 'a session in the cookie itself, base64 JSON (cookie-session, Koa)',
    clientSide: true,
    signed: false,
    random: false,
    read: (value) => {
      if (!/^(?:ey|W1|e30|W3|e3)[A-Za-z0-9+/_-]*={0,2}$/.test(value)) return null;
      const decoded = decodeBase64Text(value);
      const json = decoded === null ? undefined : readJson(decoded);
      if (decoded === null || typeof json !== 'object' || json === null) return null;
      return { parts: [{ kind: 'payload', text: value, decoded, json }] };
    },
  },
  {
    format: 'json',
    label: 'JSON',
    clientSide: true,
    signed: false,
    random: false,
    read: (value) => {
      if (!value.startsWith('{') && !value.startsWith('[')) return null;
      const json = readJson(value);
      return json === undefined ? null : { parts: [{ kind: 'payload', text: value, json }] };
    },
  },
  {
    format: 'base64',
    label: 'random or encrypted octets in base64',
    clientSide: false,
    signed: false,
    read: (value) =>
      /^[A-Za-z0-9+/]{20,}={0,2}$|^[A-Za-z0-9_-]{20,}={0,2}$/.test(value) && /[0-9]/.test(value) && /[A-Z]/.test(value)
        ? {}
        : null,
  },
];
