import { decodeBase64, decodeBase64Text, isRecord, readBase64Object, readJson } from '../base64.ts';
import type { ValuePart, ValueRule } from '../value-format.ts';
import { base62Time, itsdangerousTime, part, payloadPart, signature } from './read-parts.ts';

function readJwt(value: string): readonly ValuePart[] | null {
  const match = /^([A-Za-z0-9_-]{4,})\.([A-Za-z0-9_-]*)\.([A-Za-z0-9_-]*)$/.exec(value);
  if (match === null) return null;
  const [, head = '', body = '', sealed = ''] = match;
  const header = readBase64Object(head);
  if (header === undefined || typeof header.alg !== 'string') return null;
  const claims = readBase64Object(body);
  const parts: ValuePart[] = [{ kind: 'header', text: head, json: header }];
  parts.push({ kind: 'payload', text: body, ...(claims !== undefined && { json: claims }) });
  for (const [claim, kind] of [
    ['iat', 'time'],
    ['exp', 'expires'],
  ] as const) {
    const seconds = claims?.[claim];
    if (typeof seconds === 'number') parts.push({ kind, text: String(seconds), time: seconds * 1000 });
  }
  parts.push(signature(sealed));
  return parts;
}

/** Values that are the session itself, signed or sealed. The more particular before the more general. */
export const CLIENT_SIDE_RULES: readonly ValueRule[] = [
  {
    format: 'jwt',
    label: 'a JSON Web Token',
    clientSide: true,
    signed: true,
    random: true,
    read: (value) => {
      const parts = readJwt(value);
      return parts === null ? null : { parts };
    },
  },
  {
    format: 'jwe',
    label: 'an encrypted JSON Web Token (JWE)',
    clientSide: true,
    signed: true,
    random: true,
    read: (value) => {
      const match = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]*)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/.exec(
        value,
      );
      if (match === null) return null;
      const [, head = '', , , body = ''] = match;
      const json = readBase64Object(head);
      if (json === undefined || typeof json.enc !== 'string') return null;
      return { parts: [{ kind: 'header', text: head, json }, part('encrypted', body)] };
    },
  },
  {
    format: 'paseto',
    label: 'a PASETO token',
    clientSide: true,
    signed: true,
    random: true,
    read: (value) => {
      const match = /^(v[1-4]\.(?:local|public)\.)([A-Za-z0-9_-]+)(\.[A-Za-z0-9_-]+)?$/.exec(value);
      if (match === null) return null;
      const [, head = '', body = ''] = match;
      return { parts: [part('header', head), part(head.includes('public') ? 'payload' : 'encrypted', body)] };
    },
  },
  {
    format: 'phoenix',
    label: 'a Phoenix (Plug) session',
    clientSide: true,
    signed: true,
    random: true,
    read: (value) => {
      const match = /^(SFMyNTY)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})$/.exec(value);
      if (match === null) return null;
      const [, , body = '', sealed = ''] = match;
      return { parts: [part('payload', body), signature(sealed)] };
    },
  },
  {
    format: 'fernet',
    label: 'a Fernet token (aiohttp and other Python servers)',
    clientSide: true,
    signed: true,
    random: true,
    read: (value) => {
      if (!/^gAAAAA[A-Za-z0-9_-]{60,}={0,2}$/.test(value)) return null;
      const octets = decodeBase64(value);
      if (octets === null) return null;
      let seconds = 0;
      for (const octet of octets.subarray(1, 9)) seconds = seconds * 256 + octet;
      return { parts: [{ kind: 'time', text: value.slice(0, 12), time: seconds * 1000 }, part('encrypted', value)] };
    },
  },
  {
    format: 'iron',
    label: 'a sealed session (iron-session, hapi)',
    clientSide: true,
    signed: true,
    random: true,
    read: (value) => (/^Fe26\.2\*[^*]*(?:\*[^*]*){6}/.test(value) ? { parts: [part('encrypted', value)] } : null),
  },
  {
    format: 'laravel',
    label: 'a cookie that Laravel encrypted',
    clientSide: true,
    signed: true,
    random: true,
    read: (value) => {
      if (!value.startsWith('eyJpdi')) return null;
      const json = readBase64Object(value);
      if (json === undefined || typeof json.iv !== 'string' || typeof json.value !== 'string') return null;
      return { parts: [{ kind: 'encrypted', text: value, json }] };
    },
  },
  {
    format: 'rails-encrypted',
    label: 'a session that Rails encrypted',
    clientSide: true,
    signed: true,
    random: true,
    read: (value) => {
      const match = /^([A-Za-z0-9+/=]+)--([A-Za-z0-9+/]{16})--([A-Za-z0-9+/]{22}==)$/.exec(value);
      if (match === null) return null;
      const [, data = '', nonce = '', tag = ''] = match;
      return { parts: [part('encrypted', data), part('nonce', nonce), signature(tag)] };
    },
  },
  {
    format: 'rails-signed',
    label: 'a session that Rails or Rack signed',
    clientSide: true,
    signed: true,
    random: true,
    read: (value) => {
      const match = /^([A-Za-z0-9+/=_-]+)--([0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/.exec(value);
      if (match === null) return null;
      const [, data = '', sealed = ''] = match;
      const payload = payloadPart(data);
      return payload === null ? null : { parts: [payload, signature(sealed)] };
    },
  },
  {
    format: 'aspnet-core',
    label: 'a value that ASP.NET Core protected',
    clientSide: true,
    signed: true,
    random: true,
    read: (value) => (/^CfDJ8[A-Za-z0-9_-]{20,}$/.test(value) ? { parts: [part('encrypted', value)] } : null),
  },
  {
    format: 'express-json',
    label: 'a JSON cookie of Express',
    clientSide: true,
    signed: false,
    random: false,
    read: (value) => {
      if (!value.startsWith('j:')) return null;
      const json = readJson(value.slice(2));
      return json === undefined ? null : { parts: [{ kind: 'payload', text: value.slice(2), json }] };
    },
  },
  {
    format: 'django-signed',
    label: 'a session that Django signed (signed_cookies)',
    clientSide: true,
    signed: true,
    random: true,
    read: (value) => {
      const match = /^(\.?[A-Za-z0-9_-]+):([0-9A-Za-z]{6}):([A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{27})$/.exec(value);
      if (match === null) return null;
      const [, data = '', time = '', sealed = ''] = match;
      const payload = payloadPart(data);
      if (payload === null) return null;
      return { parts: [payload, { kind: 'time', text: time, time: base62Time(time) }, signature(sealed)] };
    },
  },
  {
    format: 'starlette',
    label: 'a session that Starlette or FastAPI signed',
    clientSide: true,
    signed: true,
    random: true,
    read: (value) => {
      const match = /^([A-Za-z0-9+/]{4,}={0,2})\.([A-Za-z0-9_-]{4,8})\.([A-Za-z0-9_-]{27})$/.exec(value);
      if (match === null) return null;
      const [, data = '', time = '', sealed = ''] = match;
      const payload = payloadPart(data);
      const issued = itsdangerousTime(time);
      // Starlette pads and writes JSON with spaces; Flask does neither.
      if (issued === null || !isRecord(payload?.json)) return null;
      if (!data.endsWith('=') && !/[:,] /.test(payload.decoded ?? '')) return null;
      return { parts: [payload, { kind: 'time', text: time, time: issued }, signature(sealed)] };
    },
  },
  {
    format: 'flask',
    label: 'a session that Flask signed (itsdangerous)',
    clientSide: true,
    signed: true,
    random: true,
    read: (value) => {
      const match =
        /^(\.?[A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{4,8})\.([A-Za-z0-9_-]{27}|[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{86})$/.exec(
          value,
        );
      if (match === null) return null;
      const [, data = '', time = '', sealed = ''] = match;
      const payload = payloadPart(data);
      const issued = itsdangerousTime(time);
      if (payload === null || issued === null || (payload.json === undefined && payload.zlib === undefined))
        return null;
      return { parts: [payload, { kind: 'time', text: time, time: issued }, signature(sealed)] };
    },
  },
  {
    format: 'tornado',
    label: 'a value that Tornado signed',
    clientSide: true,
    signed: true,
    random: true,
    read: (value) => {
      const match = /^2\|1:\d\|10:(\d{10})\|\d+:([^|]*)\|\d+:([^|]*)\|([0-9a-f]{64})$/.exec(value);
      if (match === null) return null;
      const [, time = '', , data = '', sealed = ''] = match;
      const decoded = decodeBase64Text(data);
      return {
        parts: [
          { kind: 'payload', text: data, ...(decoded !== null && { decoded }) },
          { kind: 'time', text: time, time: Number(time) * 1000 },
          signature(sealed),
        ],
      };
    },
  },
  {
    format: 'gorilla',
    label: 'a session that gorilla/securecookie (Go) signed',
    clientSide: true,
    signed: true,
    random: true,
    read: (value) => {
      if (!/^MT[A-Za-z0-9_-]{60,}={0,2}$/.test(value)) return null;
      const octets = decodeBase64(value);
      if (octets === null) return null;
      const time = /^(\d{10})\|/.exec(String.fromCharCode(...octets.subarray(0, 11)))?.[1];
      if (time === undefined) return null;
      return { parts: [{ kind: 'time', text: time, time: Number(time) * 1000 }, part('payload', value)] };
    },
  },
];
