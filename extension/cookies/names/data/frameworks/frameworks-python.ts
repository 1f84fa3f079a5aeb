import { decodeBase64Text, isRecord } from '../../../base64.ts';
import {
  base62Time,
  itsdangerousTime,
  part,
  payloadPart,
  signature,
  timePart,
} from '../../../value-rules/read-parts.ts';
import type { ValueMatch, ValuePart } from '../../../value-rules/value-rule.ts';
import type { NameGroupOf } from '../../name-record.ts';

/** Payload, time and signature, as itsdangerous joins them. */
function itsdangerousParts([, data = '', time = '', sealed]: ValueMatch): readonly ValuePart[] {
  const payload = payloadPart(data);
  return [
    ...(payload === null ? [] : [payload]),
    timePart('time', time, itsdangerousTime(time) ?? -1),
    signature(sealed),
  ];
}

/** Names and values that Python’s frameworks write. */
export const PYTHON_NAMES = [
  // Django's ids are letters and digits: hexadecimal ones are of somebody else.
  { names: { sessionid: { role: 'session', when: 'hex-32' } } },
  { names: { sessionid: { role: 'session', when: 'object-id' } } },
  { names: { sessionid: { role: 'session', when: 'hex' } } },
  {
    product: 'Django',
    framework: 'django',
    names: {
      sessionid: { role: 'session', format: 'django-id' },
      session: { role: 'session', when: 'django-signed' },
      csrftoken: 'csrf',
      messages: { role: 'message', certainty: 'generic' },
      django_language: 'preference',
    },
    values: [
      {
        format: 'django-signed',
        label: { kind: 'signed', maker: 'Django' },
        pattern: /^(\.?[A-Za-z0-9_-]+):([0-9A-Za-z]{6}):([A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{27})$/,
        accepts: ([, data = '']) => payloadPart(data) !== null,
        clientSide: true,
        holds: 'data',
        signed: true,
        random: true,
        parts: ([, data = '', time = '', sealed]) => [
          payloadPart(data) ?? part('payload', data),
          timePart('time', time, base62Time(time)),
          signature(sealed),
        ],
      },
    ],
  },
  {
    // Before Flask: its values look alike, and fit Flask’s pattern, too.
    product: 'Starlette',
    framework: 'starlette',
    names: { session: { role: 'session', when: 'starlette' } },
    values: [
      {
        format: 'starlette',
        label: { kind: 'signed', maker: 'Starlette (FastAPI)' },
        pattern: /^([A-Za-z0-9+/]{4,}={0,2})\.([A-Za-z0-9_-]{4,8})\.([A-Za-z0-9_-]{27})$/,
        // Starlette pads and writes JSON with spaces; Flask does neither.
        accepts: ([, data = '', time = '']) => {
          const payload = payloadPart(data);
          if (itsdangerousTime(time) === null || !isRecord(payload?.json)) return false;
          return data.endsWith('=') || /[:,] /.test(payload.decoded ?? '');
        },
        clientSide: true,
        holds: 'data',
        signed: true,
        random: true,
        parts: itsdangerousParts,
      },
    ],
  },
  {
    product: 'Flask',
    framework: 'flask',
    names: {
      session: { role: 'session', when: 'flask' },
      remember_token: { role: 'remember-me', certainty: 'generic' },
    },
    values: [
      {
        format: 'flask',
        label: { kind: 'signed', maker: 'Flask' },
        pattern: /^(\.?[A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{4,8})\.([A-Za-z0-9_-]{27}|[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{86})$/,
        accepts: ([, data = '', time = '']) => {
          const payload = payloadPart(data);
          return itsdangerousTime(time) !== null && (payload?.json !== undefined || payload?.zlib !== undefined);
        },
        clientSide: true,
        holds: 'data',
        signed: true,
        random: true,
        parts: itsdangerousParts,
      },
    ],
  },
  { product: 'Flask-Session', framework: 'flask', names: { session: { role: 'session', when: 'itsdangerous-id' } } },
  {
    product: 'FastAPI Users',
    framework: 'fastapi-users',
    names: { fastapiusersauth: { role: 'sign-in', format: 'jwt' } },
  },
  {
    product: 'Tornado',
    framework: 'tornado',
    names: { _xsrf: 'csrf' },
    values: [
      {
        format: 'tornado',
        label: { kind: 'signed', maker: 'Tornado' },
        pattern: /^2\|1:\d\|10:(\d{10})\|\d+:[^|]*\|\d+:([^|]*)\|([0-9a-f]{64})$/,
        clientSide: true,
        signed: true,
        random: true,
        parts: ([, time = '', data = '', sealed]) => {
          const decoded = decodeBase64Text(data);
          return [
            { kind: 'payload', text: data, ...(decoded !== null && { decoded }) },
            timePart('time', time, Number(time) * 1000),
            signature(sealed),
          ];
        },
      },
    ],
  },
  {
    product: 'aiohttp-session',
    framework: 'aiohttp',
    names: { AIOHTTP_SESSION: { role: 'session', format: 'fernet' } },
  },
  { product: 'Beaker', framework: 'beaker', names: { 'beaker.session.id': { role: 'session', format: 'hex' } } },
  { product: 'Pyramid', names: { auth_tkt: { role: 'sign-in', certainty: 'generic' } } },
  { product: 'web.py', names: { webpy_session_id: 'session' } },
  { product: 'web2py', names: { 'session_id_*': { role: 'session', certainty: 'generic' } } },
] as const satisfies readonly NameGroupOf<string>[];
