import { page } from '../ask.ts';
import { fault, type Scene } from '../scene.ts';
import { KEPT, newId, signInApp } from '../sign-in-app.ts';

// Something else writes the session's cookie, stands before it, or takes it away.

export const OVERWRITTEN: readonly Scene[] = [
  fault('two-ports', 'other-port', {
    title: 'Two applications on two ports of localhost use one cookie’s name',
    origin: 'http://localhost:8000',
    site: 'localhost',
    also: ['http://localhost:8081'],
    servers: () => ({
      'http://localhost:8000': signInApp({ cookie: 'sessionid', attributes: 'Path=/; HttpOnly; SameSite=Lax' }).handler,
      'http://localhost:8081': signInApp({ cookie: 'sessionid', attributes: 'Path=/; HttpOnly; SameSite=Lax' }).handler,
    }),
    async visit({ open, submit }) {
      await open('/login');
      await submit('/login');
      await open('http://localhost:8081/login');
      await submit('http://localhost:8081/login');
      await open('http://localhost:8000/account');
    },
  }),
  fault('staging-over-production', 'shadowed/domain', {
    title: 'Staging sets its cookie for the parent domain, and production gets two',
    origin: 'https://app.staging-over-production.test',
    also: ['https://staging.staging-over-production.test'],
    servers: () => ({
      'https://app.staging-over-production.test': signInApp({ cookie: '_app_session' }).handler,
      'https://staging.staging-over-production.test': signInApp({
        cookie: '_app_session',
        attributes: `${KEPT}; Domain=staging-over-production.test`,
      }).handler,
    }),
    async visit({ open, submit }) {
      await open('https://staging.staging-over-production.test/login');
      await submit('https://staging.staging-over-production.test/login');
      await open('/login');
      await submit('/login');
      await open('/account');
    },
  }),
  fault('host-only-twin', 'shadowed/domain', {
    title: 'An old host-only cookie of the same name stands before the new one of the domain',
    servers: () => {
      const old = signInApp({ cookie: 'web_session' });
      const now = signInApp({ cookie: 'web_session', attributes: `${KEPT}; Domain=host-only-twin.test` });
      let isMoved = false;
      return {
        'https://host-only-twin.test': (ask) => {
          if (ask.path === '/deployed') {
            isMoved = true;
            old.store.clear();
            return page('Deployed');
          }
          return (isMoved ? now : old).handler(ask);
        },
      };
    },
    async visit({ open, submit }) {
      await open('/login');
      await submit('/login');
      await open('/deployed');
      await open('/account');
      await submit('/login');
      await open('/account');
    },
  }),
  fault('deleted-by-script', 'deleted-by-script', {
    title: 'A script of the page deletes the session’s cookie',
    // Firefox reports a script's deletion as of any other, and a file shows nothing.
    but: { firefox: 'gone', 'story-har': 'gone', 'chromium-har': 'gone', 'firefox-har': 'gone' },
    servers: () => ({
      'https://deleted-by-script.test': signInApp({
        cookie: 'session_token',
        attributes: 'Path=/; Secure; SameSite=Lax',
      }).handler,
    }),
    async visit({ open, submit, follow, writeCookie }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await writeCookie('session_token=; Path=/; Secure; Max-Age=0');
      await follow('/account');
    },
  }),
  fault('site-data-cleared', 'site-data-cleared', {
    title: 'A response that is no sign-out clears all cookies by Clear-Site-Data',
    servers: () => ({
      'https://site-data-cleared.test': signInApp({
        cookie: 'laravel_session',
        routes: () => ({ 'GET /offer': () => page('Offer', { headers: { 'clear-site-data': '"cache", "cookies"' } }) }),
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await follow('/offer');
      await follow('/account');
    },
  }),
  fault('evicted', 'evicted', {
    title: 'The site sets 200 cookies, and the browser makes room',
    but: { 'story-har': 'gone/crowded', 'chromium-har': 'gone/crowded', 'firefox-har': 'gone/crowded' },
    servers: () => ({
      'https://evicted.test': signInApp({
        cookie: 'sessionid',
        // Chromium's first to go are those without Secure.
        attributes: 'Path=/; HttpOnly; SameSite=Lax',
        routes: () => ({
          'GET /tests': () =>
            page('Tests', {
              setCookie: Array.from(
                { length: 200 },
                (_, at) => `ab_test_${at}=${newId().slice(0, 8)}; Path=/tests; Secure`,
              ),
            }),
        }),
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await follow('/tests');
      await follow('/account');
    },
  }),
];
