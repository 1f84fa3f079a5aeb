import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type CookieRole, isSessionRole } from '../../../extension/cookies/names/cookie-role.ts';
import { sourceOf } from '../../../extension/cookies/names/cookie-source.ts';
import { knownCookieName } from '../../../extension/cookies/names/known-cookie-name.ts';
import { candidatesForName, KNOWN_COOKIES } from '../../../extension/cookies/names/name-table.ts';
import { SOURCES } from '../../../extension/cookies/names/sources.ts';
import type { ValueFormatName } from '../../../extension/cookies/value-rules/value-format-name.ts';
import { FIELD_NAMES } from './field-names.ts';

const known = (name: string, format?: ValueFormatName) =>
  knownCookieName(name, format === undefined ? undefined : () => format);

describe('names from the field are known for what they are', () => {
  for (const [role, names] of Object.entries(FIELD_NAMES) as [CookieRole, readonly string[]][]) {
    test(`${names.length} of role ${role}`, () => {
      const found = names.map((name) => [name, known(name)?.role]);
      assert.deepEqual(
        found.filter(([, of]) => of !== role),
        [],
      );
    });
  }

  test('and there are enough of them', () => {
    assert.ok(Object.values(FIELD_NAMES).flat().length >= 250);
  });
});

describe('a name is known', () => {
  test('without __Host- and its like, which say how a cookie was set', () => {
    for (const prefix of ['', '__Host-', '__Secure-', '__Http-', '__Host-Http-']) {
      assert.equal(known(`${prefix}sessionid`)?.product, 'Django');
    }
  });

  test('with the prefix where that is part of the name', () => {
    assert.equal(known('__Secure-1PSID')?.product, 'Google account');
    assert.equal(known('1PSID'), undefined);
  });

  test('for a piece of a long value only where its product cuts values so', () => {
    assert.equal(known('.AspNetCore.CookiesC2')?.product, 'ASP.NET Core');
    assert.equal(known('AWSELBAuthSessionCookie-1')?.role, 'sign-in');
    assert.equal(known('sessionid.0'), undefined);
    assert.equal(known('appSession.1')?.product, 'Auth0');
    assert.equal(known('.AspNetCore.Cookies.1'), undefined);
    assert.equal(known('connect.sidC1'), undefined);
  });

  test('for what one product alone means before what many mean', () => {
    assert.deepEqual(
      [known('shib_idp_session')?.product, known('shib_idp_session')?.certainty],
      ['Shibboleth Identity Provider', 'certain'],
    );
    assert.equal(known('ory_kratos_session')?.product, 'Ory');
    assert.equal(known('ai_session')?.role, 'monitoring');
    assert.equal(known('taboola_session_id')?.role, 'ads');
  });

  test('for the more particular of two patterns', () => {
    assert.equal(known('MoodleSessionschool')?.role, 'session');
    assert.equal(known('MoodleSessionTestschool')?.role, 'probe');
  });

  test('without a product where many use it', () => {
    for (const name of ['my_shop_session', 'session', 'sid', 'portal.sid', '_csrf', 'lang', 'cart']) {
      assert.deepEqual([known(name)?.product, known(name)?.certainty], [undefined, 'generic'], name);
    }
  });

  test('by its value where several products share it', () => {
    for (const [name, format, product] of [
      ['my_shop_session', 'laravel', 'Laravel'],
      ['my-shop-session', 'laravel', 'Laravel'],
      ['_shop_session', 'rails-encrypted', 'Rails'],
      ['session', 'flask', 'Flask'],
      ['session', 'starlette', 'Starlette'],
      ['session', 'base64-json', 'cookie-session'],
      ['session', 'itsdangerous-id', 'Flask-Session'],
      ['session', 'django-signed', 'Django'],
      ['sid', 'express-session', 'express-session'],
      ['SID', 'google-sid', 'Google account'],
      ['sessionId', 'signed-id', 'Fastify'],
      ['__session', 'clerk-jwt', 'Clerk'],
      ['__session', 'jwt', undefined],
      ['_hello_key', 'phoenix', 'Phoenix'],
      ['session', 'gorilla', 'gorilla/sessions'],
      ['sessionid', 'django-id', 'Django'],
      ['sessionid', 'text', 'Django'],
      ['sessionid', 'hex-32', undefined],
      ['SESSION', 'spring-session', 'Spring Session'],
      ['SESSION', 'jwt', undefined],
      ['__session', 'jwe', 'Auth0'],
    ] as const) {
      assert.equal(known(name, format)?.product, product, `${name} as ${format}`);
      assert.ok(isSessionRole(known(name, format)?.role ?? 'other'));
    }
    assert.deepEqual([known('DSID', 'hex-32')?.role, known('DSID', 'text')?.role], ['sign-in', 'ads']);
    assert.equal(known('my_shop_session', 'base64-json')?.product, undefined);
  });

  test('and that a session runs over https is no session', () => {
    assert.equal(known('MANTIS_secure_session')?.role, 'other');
    assert.equal(known('MANTIS_session')?.role, 'session');
  });

  test('as statistics, however much it ends like a session', () => {
    for (const name of [
      'apt.sid',
      '_shg_session_id',
      '__attentive_session_id',
      'wisepops_session',
      'pys_start_session',
      'wt3_sid',
      'mtc_sid',
      'mautic_session_id',
      'unleash-session-id',
      '_sgf_session_id',
    ])
      assert.equal(known(name, 'hex-32')?.role, 'analytics', name);
    for (const name of ['wt_sid', 'mautic_sid', 'my-session-id']) assert.equal(known(name)?.role, 'session', name);
  });

  test('as a token where the value is one, for a name that is too short to say it', () => {
    assert.deepEqual([known('DS', 'jwt')?.role, known('DSR', 'jwt')?.role], ['session', 'refresh-token']);
    assert.deepEqual([known('DS', 'hex-32'), known('DSR', 'text')], [undefined, undefined]);
  });

  test('not where nobody is known to use it', () => {
    for (const name of [
      'theme2',
      '_map_api_key',
      'foo',
      '',
      'x'.repeat(5_000),
      '__Host-',
      '{hex32}',
      '*',
      'constructor',
      '__proto__',
    ]) {
      assert.equal(known(name), undefined, name);
    }
  });
});

describe('the table', () => {
  test('holds at least 300 records, each with what is said of it', () => {
    assert.ok(KNOWN_COOKIES.length >= 300);
    for (const { pattern, role, certainty } of KNOWN_COOKIES) assert.ok(pattern && role && certainty);
  });

  test('finds each of its records by a name that its pattern means', () => {
    const samples: Readonly<Record<string, string>> = { hex: 'a', digit: '1', upper: 'A', upnum: 'A', alnum: 'a' };
    for (const record of KNOWN_COOKIES) {
      const name = record.pattern.replaceAll(/\*|\{([a-z]+)(\d*)\+?\}/g, (_, kind?: string, count?: string) =>
        kind === undefined ? 'x1' : (samples[kind] ?? '?').repeat(Number(count) || 1),
      );
      assert.ok(candidatesForName(name).includes(record), `${record.pattern} as ${name}`);
    }
  });

  test('names a document for every product, and no document for nothing', () => {
    const products = new Set(KNOWN_COOKIES.flatMap(({ product }) => product ?? []));
    for (const product of products) assert.match(sourceOf({ product }) ?? '', /^https:\/\/\S+\.\S+$/);
    assert.deepEqual(
      Object.keys(SOURCES).filter((product) => !products.has(product as keyof typeof SOURCES)),
      [],
    );
  });

  test('claims a product only with a source, and certainty for the products alone', () => {
    for (const record of KNOWN_COOKIES) assert.equal(sourceOf(record) === undefined, record.product === undefined);
  });
});

test('any name gets an answer, the same each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      assert.equal(known(name), known(name));
    }),
  );
});
