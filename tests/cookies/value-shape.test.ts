import assert from 'node:assert/strict';
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { writeMask } from '../../extension/cookies/value-rules/mask-form.ts';
import { type ValueShape, valueShape } from '../../extension/cookies/value-shape.ts';

const hmac = (encoding: 'base64' | 'base64url' | 'hex', octets = 32): string =>
  createHmac('sha512', 'k').update(randomBytes(9)).digest().subarray(0, octets).toString(encoding).replace(/=+$/, '');
const id = (): string => randomBytes(24).toString('base64url');
const json = (encoding: 'base64' | 'base64url'): string =>
  Buffer.from(JSON.stringify({ visits: 3, user: 'ann' })).toString(encoding);
const sealed = (start = ''): string =>
  `${start}${randomBytes(60).toString('base64').slice(start.length)}--${randomBytes(12).toString('base64')}--${randomBytes(16).toString('base64')}`;

interface Made {
  readonly value: string;
  /** The part that stays while the session lives; absent: the whole value. */
  readonly id?: string;
}

/** A value of which a part is the id. */
const idIn = (id: string, value: (id: string) => string): Made => ({ value: value(id), id });

type Expected = Omit<ValueShape, 'id'>;
const idLike = { clientSide: false, random: true, proves: true };
const sessionItself = { clientSide: true, random: true, proves: true };
/** Everybody can read it; it proves something where it names a user. */
const ofUser = { clientSide: true, random: false, proves: true };
const ofNobody = { ...ofUser, proves: false };
const plain = { clientSide: false, random: false, proves: false };

/** Values as each framework makes them, and what following a session needs to know of them. */
const VALUES: Readonly<Record<string, readonly [() => Made, Expected]>> = {
  'express-session': [
    () => idIn(id(), (own) => `s:${own}.${hmac('base64')}`),
    { format: 'express-session', ...idLike, framework: 'express' },
  ],
  'express-session, percent-encoded': [
    () => idIn(id(), (own) => encodeURIComponent(`s:${own}.${hmac('base64')}`)),
    { format: 'express-session', ...idLike, framework: 'express' },
  ],
  'Flask-Session': [
    () => idIn(randomBytes(32).toString('base64url'), (own) => `${own}.${hmac('base64url', 20)}`),
    { format: 'itsdangerous-id', ...idLike },
  ],
  Fastify: [
    () => idIn(id(), (own) => `${own}.${hmac('base64').replace(/[-_]/g, '+')}`),
    { format: 'signed-id', ...idLike },
  ],
  'Remix, data in the cookie': [
    () => ({ value: `${Buffer.from('{"userId":"42"}').toString('base64')}.${hmac('base64')}` }),
    { format: 'signed-json', ...ofUser },
  ],
  'Remix, data of nobody': [
    () => ({
      value: encodeURIComponent(`${Buffer.from('{"theme":"dark","a":"?>~"}').toString('base64')}.${hmac('base64')}`),
    }),
    { format: 'signed-json', ...ofNobody },
  ],
  'Remix, data in a store': [
    () => idIn(Buffer.from(JSON.stringify(id())).toString('base64'), (own) => `${own}.${hmac('base64')}`),
    { format: 'signed-id', ...idLike },
  ],
  'Tomcat with a route': [
    () => idIn(`A${randomBytes(16).toString('hex').toUpperCase().slice(1)}`, (own) => `${own}.node-2`),
    { format: 'tomcat', ...idLike },
  ],
  'Keycloak with a route': [() => idIn(randomUUID(), (own) => `${own}.kc-1`), { format: 'routed-uuid', ...idLike }],
  'UUID version 4': [() => ({ value: randomUUID() }), { format: 'uuid-v4', ...idLike }],
  'Spring Session': [
    () => ({ value: Buffer.from(randomUUID()).toString('base64') }),
    { format: 'spring-session', ...idLike, framework: 'spring' },
  ],
  'PHP of 32 digits': [() => ({ value: randomBytes(16).toString('hex') }), { format: 'hex-32', ...idLike }],
  Django: [() => ({ value: '8o2h11kxdn5sti8eqly2wvb2uobzjfbj' }), { format: 'django-id', ...idLike }],
  JWT: [
    () => ({
      value: `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${json('base64url')}.${hmac('base64url')}`,
    }),
    { format: 'jwt', ...sessionItself },
  ],
  Flask: [
    () => ({ value: `${json('base64url')}.awOfMQ.${hmac('base64url', 20)}` }),
    { format: 'flask', ...sessionItself, framework: 'flask' },
  ],
  'Django signed': [
    () => ({ value: `${json('base64url')}:1xVJQ2:${hmac('base64url')}` }),
    { format: 'django-signed', ...sessionItself, framework: 'django' },
  ],
  'Rails signed': [
    () => ({ value: `${json('base64')}--${hmac('hex', 20)}` }),
    { format: 'rails-signed', ...sessionItself, framework: 'rails' },
  ],
  'Rails encrypted': [() => ({ value: sealed() }), { format: 'rails-encrypted', ...sessionItself, framework: 'rails' }],
  'Rails encrypted, beginning as JSON in base64 does': [
    () => ({ value: sealed('Wy') }),
    { format: 'rails-encrypted', ...sessionItself, framework: 'rails' },
  ],
  'ASP.NET Core': [
    () => ({ value: `CfDJ8${randomBytes(60).toString('base64url')}` }),
    { format: 'aspnet-core', ...sessionItself, framework: 'aspnetcore' },
  ],
  Phoenix: [
    () => ({ value: `SFMyNTY.${json('base64url')}.${hmac('base64url')}` }),
    { format: 'phoenix', ...sessionItself, framework: 'phoenix' },
  ],
  'iron-session': [
    () => ({ value: `Fe26.2*1*${hmac('hex')}*${id()}*${id()}*1795377109000*${hmac('hex')}*${id()}~2` }),
    { format: 'iron', ...sessionItself },
  ],
  'cookie-session': [() => ({ value: json('base64') }), { format: 'base64-json', ...ofUser }],
  'plain JSON': [() => ({ value: JSON.stringify({ visits: 3 }) }), { format: 'json', ...ofNobody }],
  'plain JSON of a user': [() => ({ value: JSON.stringify({ userId: 3 }) }), { format: 'json', ...ofUser }],
  'JSON of Express': [
    () => ({ value: `j:${JSON.stringify({ visits: 3 })}` }),
    { format: 'express-json', ...ofNobody, framework: 'express' },
  ],
  'a word': [() => ({ value: 'dark-mode_enabled' }), { format: 'text', ...plain }],
  'a number': [() => ({ value: '1795377109' }), { format: 'timestamp', ...plain }],
};

describe('the shape of a value', () => {
  for (const [name, [make, expected]] of Object.entries(VALUES)) {
    test(name, () => {
      for (let i = 0; i < 20; i++) {
        const made = make();
        assert.deepEqual(valueShape(made.value), { ...expected, id: made.id ?? made.value }, made.value);
      }
    });
  }

  test('of the mask of what everybody could read still says whether it names a user', () => {
    for (const namesUser of [true, false]) {
      const { format, clientSide, proves } = valueShape(writeMask({ label: 3, format: 'json', namesUser }));
      assert.deepEqual({ format, clientSide, proves }, { format: 'json', clientSide: true, proves: namesUser });
    }
  });

  test('of any text is read without a throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => typeof valueShape(text).id === 'string'),
    );
  });

  test('of a value that no browser keeps is not looked at', () => {
    assert.deepEqual(valueShape('a'.repeat(100_000)).format, 'long-text');
  });
});
