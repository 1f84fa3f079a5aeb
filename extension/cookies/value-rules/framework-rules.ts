import { decodeBase64, decodeBase64Text, isRecord, readBase64Object, readJson } from '../base64.ts';
import { base62Time, itsdangerousTime, part, payloadPart, signature, timePart } from './read-parts.ts';
import type { ValueMatch, ValuePart, ValueRule } from './value-rule.ts';

/** Payload, time and signature, as itsdangerous joins them. */
function itsdangerousParts([, data = '', time = '', sealed]: ValueMatch): readonly ValuePart[] {
  const payload = payloadPart(data);
  return [
    ...(payload === null ? [] : [payload]),
    timePart('time', time, itsdangerousTime(time) ?? -1),
    signature(sealed),
  ];
}

/** Values that one framework writes and that hold the session itself. The more particular before the more general. */
export const FRAMEWORK_RULES: readonly ValueRule[] = [
  {
    format: 'phoenix',
    pattern: /^SFMyNTY\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})$/,
    clientSide: true,
    signed: true,
    random: true,
    framework: 'phoenix',
    parts: ([, body, sealed]) => [part('payload', body), signature(sealed)],
  },
  {
    format: 'laravel',
    pattern: /^eyJpdi[A-Za-z0-9+/_-]*={0,2}$/,
    accepts: ([value = '']) => {
      const json = readBase64Object(value);
      return typeof json?.['iv'] === 'string' && typeof json['value'] === 'string';
    },
    clientSide: true,
    signed: true,
    random: true,
    framework: 'laravel',
    parts: ([value = '']) => [{ kind: 'encrypted', text: value, json: readBase64Object(value) }],
  },
  {
    format: 'cakephp',
    pattern: /^Q2FrZQ==\.([A-Za-z0-9+/]{20,}={0,2})$/,
    clientSide: true,
    signed: true,
    random: true,
    framework: 'cakephp',
    parts: ([, data]) => [part('encrypted', data)],
  },
  {
    format: 'rails-encrypted',
    pattern: /^([A-Za-z0-9+/=]+)--([A-Za-z0-9+/]{16})--([A-Za-z0-9+/]{22}==)$/,
    clientSide: true,
    signed: true,
    random: true,
    framework: 'rails',
    parts: ([, data, nonce, tag]) => [part('encrypted', data), part('nonce', nonce), signature(tag)],
  },
  {
    format: 'rails-signed',
    pattern: /^([A-Za-z0-9+/=_-]+)--([0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/,
    accepts: ([, data = '']) => payloadPart(data) !== null,
    clientSide: true,
    signed: true,
    random: true,
    framework: 'rails',
    parts: ([, data = '', sealed]) => [payloadPart(data) ?? part('payload', data), signature(sealed)],
  },
  {
    format: 'aspnet-core',
    pattern: /^CfDJ8[A-Za-z0-9_-]{20,}$/,
    clientSide: true,
    signed: true,
    random: true,
    framework: 'aspnetcore',
    parts: ([value]) => [part('encrypted', value)],
  },
  {
    // Windows Identity Foundation: a byte order mark and "<?xml", in base64.
    format: 'wif',
    pattern: /^77u\/PD94bWwg[A-Za-z0-9+/]*={0,2}$/,
    clientSide: true,
    signed: true,
    random: true,
    framework: 'aspnet',
    parts: ([value]) => [part('payload', value)],
  },
  {
    format: 'express-json',
    pattern: /^j:(.+)$/s,
    accepts: ([, data = '']) => readJson(data) !== undefined,
    clientSide: true,
    random: false,
    framework: 'express',
    parts: ([, data = '']) => [{ kind: 'payload', text: data, json: readJson(data) }],
  },
  {
    format: 'django-signed',
    pattern: /^(\.?[A-Za-z0-9_-]+):([0-9A-Za-z]{6}):([A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{27})$/,
    accepts: ([, data = '']) => payloadPart(data) !== null,
    clientSide: true,
    signed: true,
    random: true,
    framework: 'django',
    parts: ([, data = '', time = '', sealed]) => [
      payloadPart(data) ?? part('payload', data),
      timePart('time', time, base62Time(time)),
      signature(sealed),
    ],
  },
  {
    format: 'starlette',
    pattern: /^([A-Za-z0-9+/]{4,}={0,2})\.([A-Za-z0-9_-]{4,8})\.([A-Za-z0-9_-]{27})$/,
    // Starlette pads and writes JSON with spaces; Flask does neither.
    accepts: ([, data = '', time = '']) => {
      const payload = payloadPart(data);
      if (itsdangerousTime(time) === null || !isRecord(payload?.json)) return false;
      return data.endsWith('=') || /[:,] /.test(payload.decoded ?? '');
    },
    clientSide: true,
    signed: true,
    random: true,
    framework: 'starlette',
    parts: itsdangerousParts,
  },
  {
    format: 'flask',
    pattern: /^(\.?[A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{4,8})\.([A-Za-z0-9_-]{27}|[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{86})$/,
    accepts: ([, data = '', time = '']) => {
      const payload = payloadPart(data);
      return itsdangerousTime(time) !== null && (payload?.json !== undefined || payload?.zlib !== undefined);
    },
    clientSide: true,
    signed: true,
    random: true,
    framework: 'flask',
    parts: itsdangerousParts,
  },
  {
    format: 'tornado',
    pattern: /^2\|1:\d\|10:(\d{10})\|\d+:[^|]*\|\d+:([^|]*)\|([0-9a-f]{64})$/,
    clientSide: true,
    signed: true,
    random: true,
    framework: 'tornado',
    parts: ([, time = '', data = '', sealed]) => {
      const decoded = decodeBase64Text(data);
      return [
        { kind: 'payload', text: data, ...(decoded !== null && { decoded }) },
        timePart('time', time, Number(time) * 1000),
        signature(sealed),
      ];
    },
  },
  {
    format: 'gorilla',
    pattern: /^MT[A-Za-z0-9_-]{60,}={0,2}$/,
    accepts: ([value = '']) => gorillaTime(value) !== undefined,
    clientSide: true,
    signed: true,
    random: true,
    framework: 'gorilla',
    parts: ([value = '']) => {
      const time = gorillaTime(value) ?? '';
      return [timePart('time', time, Number(time) * 1000), part('payload', value)];
    },
  },
];

/** The seconds that a value of gorilla/securecookie begins with. */
function gorillaTime(value: string): string | undefined {
  const bytes = decodeBase64(value);
  return bytes === null ? undefined : /^(\d{10})\|/.exec(String.fromCharCode(...bytes.subarray(0, 11)))?.[1];
}
