import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { knownSessionName, notASessionName } from '../../extension/cookies/session-names.ts';

describe('a session cookie is known by its name', () => {
  for (const [name, framework] of [
    ['sessionid', 'Django'],
    ['connect.sid', 'express-session'],
    ['PHPSESSID', 'PHP'],
    ['JSESSIONID', 'Java servlet (Tomcat, Jetty)'],
    ['SESSION', 'Spring Session'],
    ['ASP.NET_SessionId', 'ASP.NET'],
    ['.AspNetCore.Session', 'ASP.NET Core session'],
    ['.AspNetCore.CookiesC1', 'ASP.NET Core cookie sign-in'],
    ['laravel_session', 'Laravel'],
    ['my_shop_session', 'Laravel'],
    ['_shop_session', 'Rails, Phoenix'],
    [`SSESS${'0a'.repeat(16)}`, 'Drupal'],
    [`wordpress_logged_in_${'0a'.repeat(16)}`, 'WordPress'],
    ['session', 'Flask, Starlette, cookie-session'],
    ['__Secure-authjs.session-token', 'Auth.js'],
    ['__Host-sid', 'many servers'],
    ['sid', 'many servers'],
    ['koa:sess', 'Koa'],
    ['rack.session', 'Rack'],
    ['i_like_gitea', 'Gitea'],
    ['__Host-Http-sessionid', 'Django'],
  ] as const) {
    test(`${name} is of ${framework}`, () => {
      assert.equal(knownSessionName(name)?.framework, framework);
      assert.equal(notASessionName(name), undefined);
    });
  }
});

describe('what only looks like a session is known for what it is', () => {
  for (const [name, kind] of [
    ['_ga', 'analytics'],
    ['_ga_ABC123', 'analytics'],
    ['_uetsid', 'analytics'],
    ['taboola_session_id', 'analytics'],
    ['_shopify_s', 'analytics'],
    ['ai_session', 'analytics'],
    ['_hjSession_123', 'analytics'],
    ['MATOMO_SESSID', 'analytics'],
    ['__stripe_sid', 'payment'],
    ['csrftoken', 'csrf'],
    ['XSRF-TOKEN', 'csrf'],
    ['__Host-next-auth.csrf-token', 'csrf'],
    ['.AspNetCore.Antiforgery.abc', 'csrf'],
    ['AWSALB', 'load-balancer'],
    ['heroku-session-affinity', 'load-balancer'],
    ['ARRAffinity', 'load-balancer'],
    [`remember_web_${'0a'.repeat(20)}`, 'remember-me'],
    ['remember-me', 'remember-me'],
    ['session.sig', 'signature'],
    ['CookieConsent', 'consent'],
    ['OptanonConsent', 'consent'],
    ['cf_clearance', 'bot-protection'],
    ['lang', 'preference'],
  ] as const) {
    test(`${name} is ${kind}`, () => {
      assert.equal(notASessionName(name)?.kind, kind);
      assert.equal(knownSessionName(name), undefined);
    });
  }

  test('an unknown name is neither', () => {
    for (const name of ['theme2', 'cart', 'foo', '', 'x'.repeat(5000)]) {
      assert.deepEqual([knownSessionName(name), notASessionName(name)], [undefined, undefined]);
    }
  });
});
