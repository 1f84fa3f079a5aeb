// Values here were made by the frameworks themselves (Flask 3.1, itsdangerous, Django 3.2, PHP 8.2, cookie-signature,
// jsonwebtoken) with a throw-away key.

import assert from 'node:assert/strict';
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { decodeValue, encodeValue, type ValueCodec } from '../../extension/cookies/decode-value.ts';
import { inflatePayload } from '../../extension/cookies/inflate-payload.ts';
import { type ValueFormat, valueFormat } from '../../extension/cookies/value-format.ts';
import { VALUE_RULES } from '../../extension/cookies/value-rules/scan-value.ts';
import type { ValueFormatName } from '../../extension/cookies/value-rules/value-format-name.ts';

const FLASK = 'eyJ2aXNpdHMiOjMsInVzZXIiOiJhbm4ifQ.awOfMQ.qItHIO_I-w-zRK6KefQOAMTu_qA';
const FLASK_DEFLATED =
  '.eJyrVirLLM4sKVayMtZRyixJzQWyopVKMlIVihNzUxXK84tSihUS0xMz8xQS81IgLCWdkaEgthYA_O1ibA.awOfMQ.lAHyxVyY4kndnC5-lMGFrTeSjY0';
const STARLETTE = 'eyJ2aXNpdHMiOiAzLCAidXNlciI6ICJhbm4ifQ==.awOfMQ.jCzvKMgMAx9pn1ed9thcNgENw1M';
const FLASK_SESSION = '0c9aRzXbqvNUbO5UWlxkM2F9oC2sOcZl-0T0UhYyS0Y.gH5kAAZ8Kleu_Qpmit4VCQxEM9M';
const DJANGO = 'eyJ2aXNpdHMiOjN9:1xVJQ2:KwiVDehnd7FDFdZtH1bUcE4c4r7AWVvCY9yOuNz9w-c';
const DJANGO_DEFLATED =
  '.eJyrVirLLM4sKVayMtZRyixJzQWyopVKMlIVihNzUxXK84tSihUS0xMz8xQS81IgLCWdkaEgthYA_O1ibA:1xVJQ2:lPo-WDFhv2SrhM4h2wTmX0WxazGCCbEj9ZIFYm0quhs';
const EXPRESS = 's:H2MeCSCCS7yhkL3ap40YP1FO1bTG6q4D.ZqZY76fAzm2l5iy6qs2sqNSXLnmRRmEhhDmnWBNswDs';
const JWT =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm4iLCJpYXQiOjE3OTUzNzM1MDksImV4cCI6MTc5NTM3NzEwOX0.U3KscieEWvoPM-yHqO5LcrEVVmB3VrR0rHWNJwi2Lt8';
/** When the Python values were signed, to the second. */
const SIGNED_AT = Date.UTC(2026, 10, 23, 2, 4);

const part = (format: ValueFormat, kind: string): ValueFormat['parts'][number] => {
  const found = format.parts.find((candidate) => candidate.kind === kind);
  assert.ok(found, `${format.format} has no part "${kind}"`);
  return found;
};

describe('a session id is known by its form, with the part that stays', () => {
  const hmac = (): string => createHmac('sha256', 'k').update(randomBytes(9)).digest('base64').replace('=', '');
  const id = randomBytes(24).toString('base64url');
  const uuid = randomUUID();
  for (const [format, value, idPart, bits] of [
    ['express-session', EXPRESS, 'H2MeCSCCS7yhkL3ap40YP1FO1bTG6q4D', 192],
    ['express-session', encodeURIComponent(EXPRESS), 'H2MeCSCCS7yhkL3ap40YP1FO1bTG6q4D', 192],
    ['signed-id', `${id}.${hmac()}`, id, undefined],
    ['itsdangerous-id', FLASK_SESSION, '0c9aRzXbqvNUbO5UWlxkM2F9oC2sOcZl-0T0UhYyS0Y', undefined],
    ['django-id', '8o2h11kxdn5sti8eqly2wvb2uobzjfbj', undefined, 165],
    ['php-26', 'qitkeipbedjllko5v554t35k2t', undefined, 130],
    ['hex-32', '0f1e2d3c4b5a69788796a5b4c3d2e1f0', undefined, 128],
    ['hex', '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c', undefined, undefined],
    ['google-sid', `g.a000${randomBytes(30).toString('base64url')}`, undefined, undefined],
    ['tomcat', '3F9C1B7A0E5D4826AC91F7E2B0D45C6E', '3F9C1B7A0E5D4826AC91F7E2B0D45C6E', 128],
    ['tomcat', '3F9C1B7A0E5D4826AC91F7E2B0D45C6E.node-2', '3F9C1B7A0E5D4826AC91F7E2B0D45C6E', 128],
    ['aspnet-session', 'w0zl3nrd5kbm1yvxqhsocg2e', undefined, 120],
    ['spring-session', Buffer.from(uuid).toString('base64'), undefined, 122],
    ['routed-uuid', `${uuid}.kc-1`, uuid, 122],
    ['routed-id', `${id}!123456789!-987654321`, id, undefined],
    ['routed-id', `0001${id.slice(0, 23)}:1a2b3c4d5:vh7e7a`, id.slice(0, 23), undefined],
    ['routed-id', `${id}.master:node-1`, id, undefined],
    ['routed-id', `${id}.ip-10-0-12-34`, id, undefined],
    ['uuid-v4', uuid, undefined, 122],
    ['jetty', 'node01abcdefghij2klmnop3qrst0.node0', 'node01abcdefghij2klmnop3qrst0', undefined],
    ['ulid', '01JD9X4B5C6D7E8F9G0H1J2K3M', undefined, 80],
  ] as const satisfies readonly (readonly [ValueFormatName, string, string | undefined, number | undefined])[]) {
    test(`${format}: ${value.slice(0, 40)}`, () => {
      const read = valueFormat(value);
      assert.deepEqual(
        [read.format, read.idPart, read.designBits, read.clientSide, read.random],
        [format, idPart, bits, false, true],
      );
    });
  }

  test('what stands behind an id and may be a part of it is no server’s name', () => {
    for (const value of [
      `${id}.aB3dE5gH7jK9`,
      `${id}.a1b2c3d4e5f60718`,
      `${id}:admin`,
      `${id}.`,
      'aaaaaaaaaaaaaaaaaaaaaaaaaaaa.node1',
    ])
      assert.notEqual(valueFormat(value).format, 'routed-id', value);
  });

  test('the id of express-session is the same however the cookie is encoded, so a new signature is no new session', () => {
    assert.equal(valueFormat(EXPRESS).idPart, valueFormat(encodeURIComponent(EXPRESS)).idPart);
  });
});

describe('a session that lives in the cookie is read without its key', () => {
  test('Flask: payload and time', () => {
    const read = valueFormat(FLASK);
    assert.deepEqual([read.format, read.clientSide, read.signed, read.idPart], ['flask', true, true, undefined]);
    assert.deepEqual(part(read, 'payload').json, { visits: 3, user: 'ann' });
    assert.ok(Math.abs((part(read, 'time').time ?? 0) - SIGNED_AT) < 120_000);
  });

  test('Starlette: distinguished from Flask by its padding', () => {
    const read = valueFormat(STARLETTE);
    assert.equal(read.format, 'starlette');
    assert.deepEqual(part(read, 'payload').json, { visits: 3, user: 'ann' });
  });

  test('Django signed_cookies: payload and base62 time', () => {
    const read = valueFormat(DJANGO);
    assert.equal(read.format, 'django-signed');
    assert.deepEqual(part(read, 'payload').json, { visits: 3 });
    assert.ok(Math.abs((part(read, 'time').time ?? 0) - SIGNED_AT) < 120_000);
  });

  test('JWT: header, claims, times', () => {
    const read = valueFormat(JWT);
    assert.equal(read.format, 'jwt');
    assert.deepEqual(part(read, 'header').json, { alg: 'HS256', typ: 'JWT' });
    assert.deepEqual(part(read, 'payload').json, { sub: 'ann', iat: 1_795_373_509, exp: 1_795_377_109 });
    assert.equal(part(read, 'expires').time, 1_795_377_109_000);
  });

  for (const [format, value] of [
    ['laravel', Buffer.from('{"iv":"aaaa","value":"bbbb","mac":"cc","tag":""}').toString('base64')],
    [
      'rails-encrypted',
      `${randomBytes(60).toString('base64')}--${randomBytes(12).toString('base64')}--${randomBytes(16).toString('base64')}`,
    ],
    ['rails-signed', `${Buffer.from('{"session_id":"x"}').toString('base64')}--${randomBytes(20).toString('hex')}`],
    ['aspnet-core', `CfDJ8${randomBytes(60).toString('base64url')}`],
    ['base64-json', Buffer.from('{"views":1}').toString('base64')],
    ['express-json', 'j:{"views":1}'],
    ['tornado', `2|1:0|10:1795373509|4:user|8:YW5u|${'0'.repeat(64)}`],
    ['fernet', `gAAAAA${randomBytes(72).toString('base64url')}`],
    ['phoenix', `SFMyNTY.${randomBytes(40).toString('base64url')}.${randomBytes(32).toString('base64url')}`],
    ['paseto', `v4.local.${randomBytes(60).toString('base64url')}`],
    ['json', '{"a":1}'],
    ['cakephp', `Q2FrZQ==.${randomBytes(60).toString('base64')}`],
    ['wif', Buffer.from('\ufeff<?xml version="1.0"?><SP></SP>').toString('base64')],
  ] as const) {
    test(`${format} changes with its content and has no lasting id`, () => {
      const read = valueFormat(value);
      assert.deepEqual([read.format, read.clientSide, read.idPart], [format, true, undefined]);
    });
  }
});

describe('deflated payloads', () => {
  const inflateBounded = async (zlib: Uint8Array, limit: number): Promise<Uint8Array | null> => {
    try {
      return await promisify(
        inflate as (data: Uint8Array, options: object, done: (error: Error | null, out: Buffer) => void) => void,
      )(zlib, { maxOutputLength: limit });
    } catch {
      return null;
    }
  };

  for (const [name, value] of [
    ['Flask', FLASK_DEFLATED],
    ['Django', DJANGO_DEFLATED],
  ] as const) {
    test(`of ${name} are read when they are inflated`, async () => {
      const plain = valueFormat(value);
      assert.equal(part(plain, 'payload').decoded, undefined);
      const read = await inflatePayload(plain, inflateBounded);
      const payload = part(read, 'payload').json as { visits: number; items: string[] };
      assert.equal(payload.visits, 3);
      assert.equal(payload.items.length, 8);
    });
  }

  test('that cannot be inflated stay as they were', async () => {
    const plain = valueFormat(FLASK_DEFLATED);
    assert.deepEqual(await inflatePayload(plain, async () => null), plain);
  });
});

describe('a time that is none', () => {
  const jwt = (claims: object): string =>
    ['{"alg":"HS256"}', JSON.stringify(claims), 'x'].map((text) => Buffer.from(text).toString('base64url')).join('.');
  const longSignature = 'a'.repeat(43);

  for (const [what, value, kind] of [
    ['a JWT that expires in the year 318,857', jwt({ exp: 9_999_999_999_999 }), 'expires'],
    ['a JWT made before 1970', jwt({ iat: -1 }), 'time'],
    ['a JWT that expires at 1e308', jwt({ exp: 1e308 }), 'expires'],
    [
      'the largest time of itsdangerous',
      `${Buffer.from('{"a":1}').toString('base64url')}.________.${'a'.repeat(27)}`,
      'time',
    ],
    ['the largest time of a version 7 UUID', 'ffffffff-ffff-7fff-bfff-ffffffffffff', 'time'],
  ] as const) {
    test(`is said to be none: ${what}`, () => {
      const { time, notATime } = part(valueFormat(value), kind);
      assert.deepEqual([time, notATime], [undefined, true]);
    });
  }

  test('is never made by any value: every time of every format can be written', () => {
    const values = [
      jwt({ exp: 8.64e12 + 1, iat: 1 }),
      `.AAAA:zzzzzz:${longSignature}`,
      '2|1:0|10:9999999999|4:user|0:|x',
    ];
    for (const value of values) {
      for (const { time } of valueFormat(value).parts) if (time !== undefined) new Date(time).toISOString();
    }
  });

  test('a time in its bounds is read', () => {
    assert.equal(part(valueFormat(jwt({ exp: 253_402_300_799 })), 'expires').time, Date.UTC(9999, 11, 31, 23, 59, 59));
  });

  test('a claim that every object has is no time', () => {
    assert.deepEqual(
      valueFormat(jwt({ sub: 'ann' })).parts.map(({ kind }) => kind),
      ['header', 'payload', 'signature'],
    );
  });
});

test('the server that a BIG-IP cookie names is read', () => {
  const [route] = valueFormat('1677787402.36895.0000').parts;
  assert.deepEqual([route?.kind, route?.decoded], ['route', '10.1.1.100:8080']);
});

describe('the records of the formats', () => {
  test('are one for each format', () => {
    const names = VALUE_RULES.map(({ format }) => format);
    assert.equal(new Set(names).size, names.length);
  });

  test('match from the beginning of a value', () => {
    for (const { format, pattern } of VALUE_RULES) assert.ok(pattern.source.startsWith('^'), format);
  });
});

describe('what is no secret does not look random', () => {
  for (const value of [
    'true',
    '1',
    'en-US',
    'dark',
    'dark-mode_enabled-for-user',
    '1795373509',
    'GA1.2.1234567.1795373509',
    '',
  ]) {
    test(JSON.stringify(value), () => assert.equal(valueFormat(value).random, false));
  }

  test('a UUID made from the clock and the machine', () => {
    assert.deepEqual([valueFormat('c232ab00-9414-11ec-b3c8-9f6bdeced846').random], [false]);
  });

  test('a text of one character, a pattern, words', () => {
    for (const text of ['a'.repeat(32), 'ab'.repeat(15), 'some-words-joined-by-hyphens', 'short']) {
      assert.equal(valueFormat(text).random, false, text);
    }
  });

  test('but what a good generator makes does', () => {
    for (let i = 0; i < 200; i++) {
      assert.ok(valueFormat(randomBytes(32).toString('base64url')).random);
      assert.ok(valueFormat(randomBytes(16).toString('hex')).random);
    }
  });

  test('a MongoDB ObjectId', () => assert.equal(valueFormat('6923a1f0c5d4e3b2a1908f7e').format, 'object-id'));
});

describe('values are coded and decoded', () => {
  for (const codec of ['url', 'base64', 'base64url', 'json'] as const satisfies readonly ValueCodec[]) {
    test(`${codec} there and back`, () => {
      const text = '{"name":"Ånn 🍪","n":[1,2]}';
      const encoded = encodeValue(text, codec);
      assert.ok(encoded.ok);
      const decoded = decodeValue(encoded.text, codec);
      assert.ok(decoded.ok);
      assert.deepEqual(JSON.parse(decoded.text), JSON.parse(text));
    });
  }

  test('the readable parts of a JSON Web Token are read, and none can be made', () => {
    const read = decodeValue(JWT, 'jwt');
    assert.deepEqual(Object.keys(JSON.parse(read.ok ? read.text : '{}')), ['header', 'claims']);
    const made = encodeValue('{}', 'jwt');
    assert.equal(made.ok ? '' : made.fault, 'jwt-needs-key');
  });

  test('what cannot be read gives the reason', () => {
    for (const [codec, value, fault] of [
      ['url', '%zz', 'no-percent-encoding'],
      ['base64', 'a*b', 'no-base64'],
      ['json', '{', 'no-json'],
      ['jwt', 'a.b', 'no-jwt'],
    ] as const) {
      const read = decodeValue(value, codec);
      assert.equal(read.ok ? '' : read.fault, fault);
    }
  });
});

describe('a value says no more than it shows', () => {
  const mac = 'A'.repeat(42).concat('E');
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const jwt = (header: object, signature: string): string =>
    [header, { sub: 'a' }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') +
    `.${signature}`;

  for (const [value, format, signed, random] of [
    [`s:en.${mac}`, 'express-signed', true, false],
    [`s:j:{"theme":"dark","cols":3.5}.${mac}`, 'express-signed', true, false],
    [`s:H2MeCSCCS7yhkL3ap40YP1FO1bTG6q4D.${mac}`, 'express-session', true, true],
    [jwt({ alg: 'HS256' }, 'c2ln'), 'jwt', true, true],
    [jwt({ alg: 'HS256' }, ''), 'jwt', false, true],
    [jwt({ alg: 'none' }, ''), 'jwt', false, true],
    ['6923a1f0c5d4e3b2a1908f7e', 'object-id', false, false],
    ['b923a1f0c5d4e3b2a1908f7e', 'hex', false, true],
    [base64('<user id="1" name="Ann"/>'), 'base64-text', false, false],
    [base64('ann:1796400000000:6c3689bd4f82e59ab21c10307057938b'), 'base64-text', false, true],
    [`base64-${base64('{"access_token":"x"}')}`, 'base64-json', false, false],
  ] as const)
    test(`${format}: ${value.slice(0, 40)}`, () => {
      const read = valueFormat(value);
      assert.deepEqual([read.format, read.signed, read.random], [format, signed, random]);
    });
});

describe('what a value holds', () => {
  const LARAVEL = Buffer.from('{"iv":"aaaa","value":"bbbb","mac":"cc","tag":""}').toString('base64');
  for (const [what, value, holds] of [
    ['data that can be read', FLASK, 'data'],
    ['data in the cookie store of Rails', `${Buffer.from('{"a":1}').toString('base64')}--${'a'.repeat(40)}`, 'data'],
    ['what Laravel sealed, with any driver', LARAVEL, 'sealed'],
    ['what ASP.NET Core sealed', `CfDJ8${'Ab3_'.repeat(20)}`, 'sealed'],
    ['a token, which may hold an id alone', JWT, undefined],
    ['an id', EXPRESS, undefined],
  ] as const)
    test(`${what}: ${holds ?? 'nothing is said'}`, () => assert.equal(valueFormat(value).holds, holds));
});

test('a token is Clerk’s where its claims are; Firebase puts another one into a cookie of the same name', () => {
  const token = (claims: object): string =>
    `${[{ alg: 'RS256' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.c2ln`;
  for (const [claims, format] of [
    [{ sid: 'sess_2', azp: 'https://a.example', iss: 'https://a.example' }, 'clerk-jwt'],
    [{ iss: 'https://clerk.a.example', sub: 'user_2' }, 'clerk-jwt'],
    [{ iss: 'https://able-fox-1.clerk.accounts.dev', sub: 'user_2' }, 'clerk-jwt'],
    [{ iss: 'https://session.firebase.google.com/p', aud: 'p', user_id: 'x' }, 'jwt'],
  ] as const)
    assert.equal(valueFormat(token(claims)).format, format);
});
