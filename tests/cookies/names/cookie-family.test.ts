import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cookieFamilies } from '../../../extension/cookies/names/cookie-family.ts';

/** The families, each as its names with their parts, in the order in which they were met. */
const families = (...names: string[]): string[][] =>
  [...cookieFamilies(names).values()].map((members) =>
    members.map(({ name, part }) => {
      if (part.kind === 'chunk') return `${name} (piece ${part.number})`;
      return part.kind === 'signature' ? `${name} (signs ${part.of})` : name;
    }),
  );

describe('cookies that make one sign-in', () => {
  for (const [what, names, expected] of [
    [
      'a value and its signature',
      ['lang', 'cart-data.sig', 'cart-data'],
      ['cart-data.sig (signs cart-data)', 'cart-data'],
    ],
    [
      'a value and its signature, of a known product',
      ['koa.sess', 'koa.sess.sig'],
      ['koa.sess', 'koa.sess.sig (signs koa.sess)'],
    ],
    [
      'the pieces of a long value',
      ['__Secure-next-auth.session-token.0', '__Secure-next-auth.session-token.1'],
      ['__Secure-next-auth.session-token.0 (piece 0)', '__Secure-next-auth.session-token.1 (piece 1)'],
    ],
    [
      'a value that names its pieces',
      ['.AspNetCore.Cookies', '.AspNetCore.CookiesC1', '.AspNetCore.CookiesC2'],
      ['.AspNetCore.Cookies', '.AspNetCore.CookiesC1 (piece 1)', '.AspNetCore.CookiesC2 (piece 2)'],
    ],
    ['pieces that are numbered from the second on', ['FedAuth', 'FedAuth1'], ['FedAuth', 'FedAuth1 (piece 1)']],
    [
      'the pieces of a name that nobody knows',
      ['acme.0', 'acme.1', 'other.0'],
      ['acme.0 (piece 0)', 'acme.1 (piece 1)'],
    ],
    [
      'an access and a refresh token',
      ['sAccessToken', 'sRefreshToken', 'sFrontToken'],
      ['sAccessToken', 'sRefreshToken'],
    ],
    ['tokens under names that many use', ['access_token', 'refresh_token'], ['access_token', 'refresh_token']],
    [
      'a sign-in over two cookies',
      ['roundcube_sessid', 'roundcube_sessauth'],
      ['roundcube_sessid', 'roundcube_sessauth'],
    ],
    ['ColdFusion’s pair', ['CFID', 'CFTOKEN'], ['CFID', 'CFTOKEN']],
  ] as const) {
    test(`belong together: ${what}`, () => assert.deepEqual(families(...names), [[...expected]]));
  }

  test('are not mixed with those of another way to set them', () => {
    assert.deepEqual(families('__Host-access_token', 'refresh_token'), []);
  });

  test('are none where nothing speaks for it', () => {
    assert.deepEqual(
      families('sessionid', 'csrftoken', 'a1', 'a2', 'step_1', 'step_2', 'x', 'x.0', 'lonely.sig', '_ga'),
      [],
    );
  });

  test('two families of one site stay apart', () => {
    assert.deepEqual(families('koa.sess', 'koa.sess.sig', 'CFID', 'CFTOKEN').length, 2);
  });
});
