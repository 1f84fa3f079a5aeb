import assert from 'node:assert/strict';
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { valueFormat } from '../../extension/cookies/value-format.ts';
import { valueShape } from '../../extension/cookies/value-shape.ts';

const hmac = (encoding: 'base64' | 'base64url' | 'hex', octets = 32): string =>
  createHmac('sha512', 'k').update(randomBytes(9)).digest().subarray(0, octets).toString(encoding).replace(/=+$/, '');
const id = (): string => randomBytes(24).toString('base64url');
const json = (encoding: 'base64' | 'base64url'): string =>
  Buffer.from(JSON.stringify({ visits: 3, user: 'ann' })).toString(encoding);

/** Values as each framework makes them, by the name that the format has. */
const VALUES: Readonly<Record<string, () => string>> = {
  'express-session': () => `s:${id()}.${hmac('base64')}`,
  'express-session, percent-encoded': () => encodeURIComponent(`s:${id()}.${hmac('base64')}`),
  'Flask-Session': () => `${randomBytes(32).toString('base64url')}.${hmac('base64url', 20)}`,
  Fastify: () => `${id()}.${hmac('base64').replace(/[-_]/g, '+')}`,
  'Tomcat with a route': () => `${randomBytes(16).toString('hex').toUpperCase()}.node-2`,
  'Keycloak with a route': () => `${randomUUID()}.kc-1`,
  'UUID version 4': () => randomUUID(),
  'PHP of 32 digits': () => randomBytes(16).toString('hex'),
  Django: () => '8o2h11kxdn5sti8eqly2wvb2uobzjfbj',
  JWT: () => `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${json('base64url')}.${hmac('base64url')}`,
  Flask: () => `${json('base64url')}.awOfMQ.${hmac('base64url', 20)}`,
  'Django signed': () => `${json('base64url')}:1xVJQ2:${hmac('base64url')}`,
  'Rails signed': () => `${json('base64')}--${hmac('hex', 20)}`,
  'Rails encrypted': () =>
    `${randomBytes(60).toString('base64')}--${randomBytes(12).toString('base64')}--${randomBytes(16).toString('base64')}`,
  'Rails encrypted, beginning as JSON in base64 does': () =>
    `Wy${randomBytes(60).toString('base64').slice(2)}--${randomBytes(12).toString('base64')}--${randomBytes(16).toString('base64')}`,
  'Rails signed, without padding': () =>
    `${Buffer.from('{"visits":3,"user":"Ada"}  ').toString('base64')}--${hmac('hex', 20)}`,
  'ASP.NET Core': () => `CfDJ8${randomBytes(60).toString('base64url')}`,
  Phoenix: () => `SFMyNTY.${json('base64url')}.${hmac('base64url')}`,
  'iron-session': () => `Fe26.2*1*${hmac('hex')}*${id()}*${id()}*1795377109000*${hmac('hex')}*${id()}~2`,
  'cookie-session': () => json('base64'),
  'plain JSON': () => JSON.stringify({ visits: 3 }),
  'JSON of Express': () => `j:${JSON.stringify({ visits: 3 })}`,
  'a word': () => 'dark-mode_enabled',
  'a number': () => '1795377109',
};

describe('the shape of a value says the same as its format', () => {
  for (const [name, make] of Object.entries(VALUES)) {
    test(name, () => {
      for (let i = 0; i < 20; i++) {
        const value = make();
        const { idPart = value, clientSide, random } = valueFormat(value);
        assert.deepEqual(valueShape(value), { id: idPart, clientSide, random }, value);
      }
    });
  }

  test('a Spring Session id, whose format tells the UUID in it, is the same for the same value', () => {
    const value = Buffer.from(randomUUID()).toString('base64');
    assert.deepEqual(valueShape(value), { id: value, clientSide: false, random: true });
  });
});

test('any text has a shape', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => typeof valueShape(text).id === 'string'),
  );
});
