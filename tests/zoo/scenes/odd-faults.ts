import { gate, type Handler, page, type Reply, redirect, refuse, router } from '../ask.ts';
import { fault, type Scene } from '../scene.ts';
import { inTurn, json, KEPT, newId, signInApp } from '../sign-in-app.ts';

// More applications with a fault: other forms of the same kinds.

const sealed = (text: string): string => Buffer.from(text).toString('base64url');

/** Leads to the authorization endpoint of an OpenID provider, and from there back to the host's callback. */
function toProvider(provider: string, state: string, host: string, more: Partial<Reply> = {}): Reply {
  const back = encodeURIComponent(`${host}/auth/callback`);
  return redirect(`${provider}/authorize?client_id=a&response_type=code&state=${state}&redirect_uri=${back}`, more);
}

export const ODD_FAULTS: readonly Scene[] = [
  fault('mixed-answers', 'servers-disagree', {
    title: 'Two stores behind one address: each page is asked once, and every other one refuses',
    servers: () => {
      const process = () => signInApp({ cookie: 'sid' });
      const [one, other] = [process(), process()];
      const pages = inTurn(one.handler, other.handler);
      return { 'https://mixed-answers.test': (ask) => (ask.path === '/login' ? one.handler(ask) : pages(ask)) };
    },
    async visit({ open, submit, follow, fetch }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await fetch('/api/me');
      await fetch('/api/me');
      await fetch('/api/me');
    },
  }),
  fault('max-age-minus-one', 'born-expired/max-age', {
    title: 'Max-Age=-1 was meant as "until the browser closes"',
    servers: () => ({
      'https://max-age-minus-one.test': signInApp({ cookie: 'session_id', attributes: `${KEPT}; Max-Age=-1` }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/home');
    },
  }),
  fault('path-of-another-case', 'not-sent/path', {
    title: 'The cookie’s Path is /App, the pages are under /app',
    servers: () => ({
      'https://path-of-another-case.test': signInApp({
        attributes: 'Path=/App; HttpOnly; Secure',
        loginPath: '/app/login',
        homePath: '/app/home',
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/app/login');
      await submit('/app/login');
      await follow('/app/home');
    },
  }),
  fault('path-behind-proxy', 'not-sent/path', {
    title: 'A proxy serves /internal as /, and leaves Path=/internal in the cookie',
    servers: () => ({
      'https://path-behind-proxy.test': signInApp({
        cookie: 'JSESSIONID',
        attributes: 'Path=/internal; HttpOnly; Secure',
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/home');
    },
  }),
  fault('host-prefix-with-path', 'not-kept/prefix-host', {
    title: 'A __Host- cookie with a Path of its own',
    servers: () => ({
      'https://host-prefix-with-path.test': signInApp({
        cookie: '__Host-sid',
        attributes: 'Path=/app; HttpOnly; Secure',
        loginPath: '/app/login',
        homePath: '/app/home',
      }).handler,
    }),
    async visit({ open, submit }) {
      await open('/app/login');
      await submit('/app/login');
    },
  }),
  fault('secure-prefix-over-http', 'not-kept/prefix-secure', {
    title: 'A __Secure- cookie by http',
    origin: 'http://secure-prefix-over-http.test',
    servers: () => ({
      'http://secure-prefix-over-http.test': signInApp({
        cookie: '__Secure-session',
        attributes: 'Path=/; Secure; HttpOnly',
      }).handler,
    }),
    async visit({ open, submit }) {
      await open('/login');
      await submit('/login');
    },
  }),
  fault('domain-with-port', 'not-kept/domain-is-url', {
    title: 'Domain holds a host with its port',
    servers: () => ({
      'https://domain-with-port.test': signInApp({ attributes: `${KEPT}; Domain=domain-with-port.test:443` }).handler,
    }),
    async visit({ open, submit }) {
      await open('/login');
      await submit('/login');
    },
  }),
  fault('reuse-revokes-all', 'refresh-race', {
    title: 'Two tabs refresh at once; the server takes the second for a thief and revokes the winner’s token, too',
    servers: () => {
      const { opened, open } = gate();
      let asked = 0;
      let revoked = false;
      return {
        'https://reuse-revokes-all.test': signInApp({
          cookie: 'access_token',
          routes: ({ begin }) => ({
            'POST /login': (ask) =>
              redirect('/app', {
                setCookie: [
                  begin(ask, 'Ada'),
                  `refresh_token=${newId()}; Path=/api/refresh; HttpOnly; Secure; SameSite=Strict`,
                ],
              }),
            'GET /app': () => page('App'),
            'GET /api/me': () => (revoked ? refuse() : json({})),
            'POST /api/refresh': async (ask) => {
              asked += 1;
              if (asked === 1) {
                await opened;
                return json(
                  {},
                  {
                    setCookie: [
                      begin(ask, 'Ada'),
                      `refresh_token=${newId()}; Path=/api/refresh; HttpOnly; Secure; SameSite=Strict`,
                    ],
                  },
                );
              }
              open();
              revoked = true;
              return {
                status: 400,
                body: '{"error":"invalid_grant"}',
                headers: { 'content-type': 'application/json' },
              };
            },
          }),
        }).handler,
      };
    },
    async visit({ open, submit, fetch, secondTab, follow }) {
      await open('/login');
      await submit('/login');
      await fetch('/api/me');
      const other = await secondTab();
      await other.open('/app');
      await Promise.all([fetch('/api/refresh', { method: 'POST' }), other.fetch('/api/refresh', { method: 'POST' })]);
      await fetch('/api/me');
      await follow('/account');
    },
  }),
  fault('stale-chunk', 'chunk-missing/stale', {
    title: 'A shorter token takes two chunks, and the third of the older one stays',
    servers: () => {
      const attributes = 'Path=/; Secure; SameSite=Lax; HttpOnly';
      const set = (count: number): string[] =>
        Array.from(
          { length: count },
          (_, part) => `appSession.${part}=${newId().repeat(part === count - 1 ? 8 : 100)}; ${attributes}`,
        );
      let chunks = 0;
      return {
        'https://stale-chunk.test': (ask) => {
          if (ask.path === '/login' && ask.method === 'POST') {
            chunks = 3;
            return redirect('/home', { setCookie: set(3) });
          }
          if (ask.path === '/login') return page('Sign in');
          if (ask.path === '/api/refresh') {
            chunks = 2;
            return json({}, { setCookie: set(2) });
          }
          const sent = [...ask.cookies.keys()].filter((name) => name.startsWith('appSession')).length;
          return sent === chunks ? page('Home') : redirect('/login');
        },
      };
    },
    async visit({ open, submit, fetch, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/home');
      await fetch('/api/refresh', { method: 'POST' });
      await follow('/home');
    },
  }),
  fault('grows-too-large', 'not-kept/too-large', {
    title: 'A session in a cookie grows until the browser refuses it, and an older one stays',
    servers: () => {
      const value = (size: number): string => sealed(JSON.stringify({ user: 'Ada', cart: 'x'.repeat(size) }));
      return {
        'https://grows-too-large.test': (ask) => {
          if (ask.path === '/login' && ask.method === 'POST')
            return redirect('/home', { setCookie: [`session=${value(100)}.abc.${newId()}; ${KEPT}`] });
          if (ask.path === '/login') return page('Sign in');
          if (!ask.cookies.has('session')) return redirect('/login');
          if (ask.path === '/api/add')
            return json({}, { setCookie: [`session=${value(3500)}.abc.${newId()}; ${KEPT}`] });
          return page('Home');
        },
      };
    },
    async visit({ open, submit, fetch, follow }) {
      await open('/login');
      await submit('/login');
      await fetch('/api/add', { method: 'POST' });
      await follow('/home');
      await fetch('/api/add', { method: 'POST' });
      await follow('/home');
    },
  }),
  fault('clears-after-setting', 'cleared-by-server', {
    title: 'One response sets the session’s cookie, and a later line of it clears it',
    servers: () => ({
      'https://clears-after-setting.test': signInApp({
        cookie: 'connect.sid',
        routes: ({ begin }) => ({
          'POST /login': (ask) =>
            redirect('/home', { setCookie: [begin(ask, 'Ada'), `connect.sid=; Max-Age=0; ${KEPT}`] }),
        }),
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/home');
    },
  }),
  fault('late-visitor', 'parallel-first', {
    title: 'An answer to a visitor comes after the login, and gives the browser a visitor’s id again',
    servers: () => {
      const { opened, open } = gate();
      const app = signInApp({
        cookie: 'connect.sid',
        routes: ({ begin }) => ({
          'GET /api/offers': async (ask) => {
            await opened;
            return json({}, { setCookie: [begin(ask)] });
          },
        }),
      });
      return {
        'https://late-visitor.test': async (ask) => {
          const reply = await app.handler(ask);
          if (ask.path === '/login' && ask.method === 'POST') open();
          return reply;
        },
      };
    },
    async visit({ open, submit, secondTab, follow }) {
      await open('/login');
      const other = await secondTab();
      await other.open('/login');
      await Promise.all([other.fetch('/api/offers'), submit('/login')]);
      await follow('/account');
    },
  }),
  fault('renewed-after-logout', 'late-answer/sign-out', {
    title: 'A poll that crosses the logout renews the cookie afterwards: signed in again',
    servers: () => {
      const { opened, open } = gate();
      let isOver = false;
      const token = () =>
        `${sealed('{"alg":"HS256"}')}.${sealed(JSON.stringify({ sub: 'ada', n: newId() }))}.${newId()}`;
      return {
        'https://renewed-after-logout.test': async (ask) => {
          const has = ask.cookies.has('token');
          if (ask.path === '/login' && ask.method === 'POST')
            return redirect('/account', { setCookie: [`token=${token()}; ${KEPT}`] });
          if (ask.path === '/login') {
            // The browser comes here by the redirect of /logout, so the cookie is gone.
            if (isOver) open();
            return page('Sign in');
          }
          if (ask.path === '/logout') {
            isOver = true;
            return redirect('/login', { setCookie: [`token=; Max-Age=0; ${KEPT}`] });
          }
          if (!has) return redirect('/login');
          if (ask.path === '/api/poll') {
            await opened;
            return json({}, { setCookie: [`token=${token()}; ${KEPT}`] });
          }
          return page('Account');
        },
      };
    },
    async visit({ open, submit, secondTab }) {
      await open('/account');
      await submit('/login');
      const other = await secondTab();
      await other.open('/account');
      await Promise.all([other.fetch('/api/poll'), submit('/logout')]);
      await open('/account');
    },
  }),
  fault('two-apps-one-path', 'other-port/path', {
    title: 'Shop and wiki of one host use one cookie name, and overwrite each other',
    servers: () => {
      const shop = signInApp({
        cookie: 'PHPSESSID',
        attributes: 'path=/',
        loginPath: '/shop/login',
        homePath: '/shop/home',
      });
      const wiki = signInApp({
        cookie: 'PHPSESSID',
        attributes: 'path=/',
        loginPath: '/wiki/login',
        homePath: '/wiki/home',
      });
      return {
        'https://two-apps-one-path.test': (ask) =>
          ask.path.startsWith('/wiki') ? wiki.handler(ask) : shop.handler(ask),
      };
    },
    async visit({ open, submit, follow, secondTab }) {
      await open('/shop/login');
      await submit('/shop/login');
      await follow('/shop/home');
      const other = await secondTab();
      await other.open('/wiki/login');
      await other.submit('/wiki/login');
      await follow('/shop/home');
    },
  }),
  fault('path-twin', 'shadowed/path', {
    title: 'An older cookie for /account stands before the one for /',
    servers: () => {
      const app = signInApp({
        cookie: 'sid',
        routes: ({ session }) => ({
          'GET /account/old': () => page('Old', { setCookie: [`sid=${newId()}; Path=/account; HttpOnly; Secure`] }),
          'GET /account/orders': (ask) =>
            session(ask) === undefined ? redirect('/login?next=/account/orders') : page('Orders'),
        }),
      });
      return { 'https://path-twin.test': app.handler };
    },
    async visit({ open, submit, follow }) {
      await open('/account/old');
      await open('/login');
      await submit('/login');
      await follow('/account/orders');
    },
  }),
  fault('logout-forbidden', 'alive', {
    title: 'Signing out is refused for its CSRF token: the session lives, as the 403 says',
    servers: () => ({
      'https://logout-forbidden.test': signInApp({ routes: () => ({ 'POST /logout': () => ({ status: 403 }) }) })
        .handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await submit('/logout');
      await open('/account');
    },
  }),
  fault('logout-other-name', 'signed-out-in-name', {
    title: 'Signing out clears SID, the cookie is sid',
    servers: () => ({
      'https://logout-other-name.test': signInApp({
        cookie: 'sid',
        routes: () => ({ 'POST /logout': () => redirect('/login', { setCookie: [`SID=; Max-Age=0; ${KEPT}`] }) }),
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/account');
      await submit('/login');
      await follow('/account');
      await submit('/logout');
      await open('/account');
    },
  }),
  fault('logout-none-without-secure', 'clear-failed/refused', {
    title: 'The line that clears has SameSite=None and no Secure',
    servers: () => ({
      'https://logout-none-without-secure.test': signInApp({
        cookie: 'sid',
        attributes: 'Path=/; HttpOnly; Secure; SameSite=None',
        clears: ['sid=; Max-Age=0; Path=/; SameSite=None'],
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await submit('/logout');
      await open('/account');
    },
  }),
  fault('front-channel-logout', 'clear-failed/refused', {
    title: 'The provider signs out in a frame, where the line of a Lax cookie is refused',
    also: ['https://idp-of-front-channel.test'],
    servers: () => ({
      'https://front-channel-logout.test': signInApp({
        cookie: 'sid',
        routes: () => ({ 'GET /frontchannel-logout': () => page('Bye', { setCookie: [`sid=; Max-Age=0; ${KEPT}`] }) }),
      }).handler,
      'https://idp-of-front-channel.test': () => page('Signing out'),
    }),
    async visit({ open, submit, follow, frame }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await follow('https://idp-of-front-channel.test/logout');
      await frame('https://front-channel-logout.test/frontchannel-logout');
      await open('/account');
    },
  }),
  fault('logout-without-credentials', 'clear-failed/refused', {
    title: 'A page signs out at its API without credentials: nothing is cleared',
    origin: 'https://www.logout-without-credentials.test',
    also: ['https://api.logout-without-credentials.test'],
    servers: () => {
      const app = signInApp({ cookie: 'sid', attributes: `${KEPT}; Domain=logout-without-credentials.test` });
      const cors = { 'access-control-allow-origin': 'https://www.logout-without-credentials.test' };
      return {
        'https://www.logout-without-credentials.test': app.handler,
        'https://api.logout-without-credentials.test': () =>
          json({}, { headers: cors, setCookie: [`sid=; Max-Age=0; ${KEPT}; Domain=logout-without-credentials.test`] }),
      };
    },
    async visit({ open, submit, follow, fetch }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await fetch('https://api.logout-without-credentials.test/logout', { method: 'POST' });
      await open('/account');
    },
  }),
  fault('api-host-only', 'other-host/api', {
    title: 'The cookie belongs to www alone, and the API on its own host never gets it',
    origin: 'https://www.api-host-only.test',
    also: ['https://api.api-host-only.test'],
    servers: () => {
      const app = signInApp({ cookie: 'sid' });
      const cors = {
        'access-control-allow-origin': 'https://www.api-host-only.test',
        'access-control-allow-credentials': 'true',
      };
      return {
        'https://www.api-host-only.test': app.handler,
        'https://api.api-host-only.test': (ask) =>
          app.session(ask) === undefined ? refuse({ headers: cors }) : json({}, { headers: cors }),
      };
    },
    async visit({ open, submit, fetch }) {
      await open('/login');
      await submit('/login');
      await fetch('https://api.api-host-only.test/orders', { credentials: 'include' });
      await fetch('https://api.api-host-only.test/orders', { credentials: 'include' });
    },
  }),
  fault('state-overwritten', 'sign-in-overtaken', {
    title: 'Two tabs begin to sign in; the first comes back with a state that the second has overwritten',
    also: ['https://idp-of-two-states.test'],
    servers: () => {
      let n = 0;
      const app = signInApp({
        loginPath: '/auth/login',
        routes: ({ begin }) => ({
          'GET /auth/login': () => {
            n += 1;
            const state = `state${n}abcdefgh`;
            return toProvider('https://idp-of-two-states.test', state, 'https://state-overwritten.test', {
              setCookie: [`oidc_state=${state}; ${KEPT}`],
            });
          },
          'GET /auth/callback': (ask) =>
            ask.cookies.get('oidc_state') === ask.url.searchParams.get('state')
              ? redirect('/home', { setCookie: [begin(ask, 'Ada')] })
              : { status: 400, body: 'state' },
        }),
      });
      return {
        'https://state-overwritten.test': app.handler,
        'https://idp-of-two-states.test': () => page('Password'),
      };
    },
    async visit({ open, follow, secondTab }) {
      await open('/auth/login');
      const other = await secondTab();
      await other.open('/auth/login');
      await follow('https://state-overwritten.test/auth/callback?code=abc&state=state1abcdefgh');
    },
  }),
  fault('callback-on-other-host', 'other-host/callback', {
    title: 'The sign-in begins at www, and comes back to the bare host',
    origin: 'https://www.callback-on-other-host.test',
    also: ['https://callback-on-other-host.test', 'https://idp-of-other-host.test'],
    servers: () => {
      const app = signInApp({
        loginPath: '/auth/login',
        routes: ({ begin }) => ({
          'GET /auth/login': () =>
            toProvider('https://idp-of-other-host.test', 'stateabcdefgh', 'https://callback-on-other-host.test', {
              setCookie: [`oidc_state=stateabcdefgh; ${KEPT}`],
            }),
          'GET /auth/callback': (ask) =>
            ask.cookies.get('oidc_state') === ask.url.searchParams.get('state')
              ? redirect('/home', { setCookie: [begin(ask, 'Ada')] })
              : { status: 400, body: 'state' },
        }),
      });
      return {
        'https://www.callback-on-other-host.test': app.handler,
        'https://callback-on-other-host.test': app.handler,
        'https://idp-of-other-host.test': () =>
          redirect('https://callback-on-other-host.test/auth/callback?code=abc&state=stateabcdefgh'),
      };
    },
    async visit({ open }) {
      await open('/auth/login');
    },
  }),
  fault('saml-post', 'callback-without-state/lax-post', {
    title: 'The provider sends a SAML response by POST, and the cookie with the request’s id is Lax',
    also: ['https://idp-of-saml.test'],
    servers: () => {
      const app = signInApp({
        cookie: 'sid',
        loginPath: '/saml/login',
        routes: ({ begin }) => ({
          'GET /saml/login': () =>
            redirect('https://idp-of-saml.test/sso?SAMLRequest=fZJ&RelayState=abc', {
              setCookie: [`saml_request=${newId()}; ${KEPT}`],
            }),
          'POST /saml/acs': (ask) =>
            ask.cookies.has('saml_request') ? redirect('/home', { setCookie: [begin(ask, 'Ada')] }) : { status: 403 },
        }),
      });
      return { 'https://saml-post.test': app.handler, 'https://idp-of-saml.test': () => page('Password') };
    },
    async visit({ open, submit }) {
      await open('/account');
      await submit('https://saml-post.test/saml/acs', { SAMLResponse: 'PHNhbWw', RelayState: 'abc' });
    },
  }),
  fault('default-lax-post', 'not-sent/default-post', {
    title: 'No SameSite at all, and the payment service returns by POST after five minutes',
    also: ['https://pay-default-lax.test'],
    servers: () => ({
      'https://default-lax-post.test': signInApp({
        cookie: 'PHPSESSID',
        attributes: 'path=/; HttpOnly; Secure',
        routes: ({ needsSignIn }) => ({ 'POST /paid': needsSignIn(() => page('Thank you')) }),
      }).handler,
      'https://pay-default-lax.test': () => page('Pay'),
    }),
    but: { chromium: 'alive', 'chromium-har': 'alive', firefox: 'alive', 'firefox-har': 'alive' },
    async visit({ open, submit, follow, idle }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await follow('https://pay-default-lax.test/');
      idle(5);
      await submit('https://default-lax-post.test/paid');
    },
  }),
  fault('strict-after-sign-on', 'not-sent/strict-link', {
    title: 'A Strict session is set in the callback, and the chain from the provider never sends it',
    also: ['https://idp-of-strict.test'],
    servers: () => {
      const app = signInApp({
        attributes: 'Path=/; HttpOnly; Secure; SameSite=Strict',
        strangers: () => toProvider('https://idp-of-strict.test', 'abcdefgh', 'https://strict-after-sign-on.test'),
        routes: ({ begin }) => ({
          'GET /auth/callback': (ask) => redirect('/home', { setCookie: [begin(ask, 'Ada')] }),
        }),
      });
      return {
        'https://strict-after-sign-on.test': app.handler,
        'https://idp-of-strict.test': () => page('Password'),
      };
    },
    async visit({ open, follow }) {
      await open('/home');
      await follow('https://strict-after-sign-on.test/auth/callback?code=abc&state=abcdefgh');
    },
  }),
  fault('sign-on-loop', 'not-kept/samesite-none-without-secure', {
    title: 'The application’s cookie is refused, and the provider sends everybody straight back: round and round',
    also: ['https://idp-of-loop.test'],
    servers: () => {
      const app = signInApp({
        attributes: 'Path=/; HttpOnly; SameSite=None',
        strangers: () => toProvider('https://idp-of-loop.test', 'abcdefgh', 'https://sign-on-loop.test'),
        routes: ({ begin }) => ({
          'GET /auth/callback': (ask) => redirect('/home', { setCookie: [begin(ask, 'Ada')] }),
        }),
      });
      return {
        'https://sign-on-loop.test': app.handler,
        'https://idp-of-loop.test': () => redirect('https://sign-on-loop.test/auth/callback?code=abc&state=abcdefgh'),
      };
    },
    async visit({ open }) {
      await open('/home');
    },
  }),
  fault('states-pile-up', 'header-too-large', {
    title: 'Each sign-in that was started leaves a cookie, until nginx answers 400',
    servers: () => {
      const app = signInApp({ cookie: 'sid' });
      return {
        'https://states-pile-up.test': (ask) => {
          if ((ask.headers['cookie'] ?? '').length > 8_000)
            return { status: 400, body: 'Request Header Or Cookie Too Large' };
          if (ask.path !== '/begin') return app.handler(ask);
          return page('Begun', {
            setCookie: Array.from(
              { length: 7 },
              () =>
                `.AspNetCore.OpenIdConnect.Nonce.${newId()}${newId()}=N${newId().repeat(6)}; Path=/; Secure; HttpOnly`,
            ),
          });
        },
      };
    },
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      for (let again = 0; again < 6; again++) await follow('/begin');
      await follow('/account');
    },
  }),
  fault('cached-logout', 'shared-by-cache/clears', {
    title: 'A cache keeps a page of somebody who had signed out, with the line that clears the cookie',
    servers: () => {
      const app = signInApp({ cookie: 'sid' });
      return {
        'https://cached-logout.test': (ask) =>
          ask.path === '/news'
            ? page('News', { headers: { age: '120', 'x-cache': 'HIT' }, setCookie: [`sid=; Max-Age=0; ${KEPT}`] })
            : app.handler(ask),
      };
    },
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await follow('/news');
      await follow('/account');
    },
  }),
  fault('refresh-expired', 'renewal-refused', {
    title: 'The refresh is refused after a night, and both tokens are cleared',
    servers: () => ({
      'https://refresh-expired.test': signInApp({
        cookie: 'access_token',
        idle: 15,
        routes: ({ begin, session }) => ({
          'POST /login': (ask) =>
            redirect('/app', {
              setCookie: [
                begin(ask, 'Ada'),
                `refresh_token=${newId()}; Path=/api/refresh; HttpOnly; Secure; SameSite=Strict`,
              ],
            }),
          'GET /app': () => page('App'),
          'GET /api/me': (ask) => (session(ask) === undefined ? refuse() : json({})),
          'POST /api/refresh': () =>
            refuse({
              setCookie: [
                `access_token=; Max-Age=0; ${KEPT}`,
                'refresh_token=; Max-Age=0; Path=/api/refresh; HttpOnly; Secure',
              ],
            }),
        }),
      }).handler,
    }),
    async visit({ open, submit, fetch, idle, follow }) {
      await open('/login');
      await submit('/login');
      await fetch('/api/me');
      idle(600);
      await fetch('/api/me');
      await fetch('/api/refresh', { method: 'POST' });
      await follow('/account');
    },
  }),
  fault('set-by-script', 'overwritten-elsewhere', {
    title: 'A script of the page writes over the session’s cookie',
    servers: () => ({
      'https://set-by-script.test': signInApp({ cookie: 'sid', attributes: 'Path=/; Secure; SameSite=Lax' }).handler,
    }),
    async visit({ open, submit, follow, writeCookie }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await writeCookie(`sid=${newId()}; Path=/; Secure; SameSite=Lax`);
      await follow('/account');
    },
  }),
  fault('trust-proxy-missing', 'no-cookies', {
    title: 'Behind a proxy the framework sets no cookie at all',
    servers: () => ({
      'https://trust-proxy-missing.test': signInApp({ routes: () => ({ 'POST /login': () => redirect('/home') }) })
        .handler,
    }),
    // A real browser's recording holds the cookies of the other scenes.
    but: { chromium: 'no-session', firefox: 'no-session' },
    async visit({ open, submit }) {
      await open('/login');
      await submit('/login');
    },
  }),
  fault('value-with-semicolon', 'server-forgot/never', {
    title: 'The value holds a semicolon, and the browser keeps what stands before it',
    servers: () => {
      const value = '{"user":"Ada";"role":"admin"}';
      return {
        'https://value-with-semicolon.test': router({
          'GET /login': () => page('Sign in'),
          'POST /login': () => redirect('/home', { setCookie: [`session=${value}; ${KEPT}`] }),
          'GET /home': (ask) => (ask.cookies.get('session') === value ? page('Home') : redirect('/login')),
        }) satisfies Handler,
      };
    },
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/home');
    },
  }),
  fault('prefetched-logout', 'signed-out', {
    title: 'The page loads its link to the logout in advance',
    servers: () => ({
      'https://prefetched-logout.test': signInApp({
        cookie: 'sid',
        routes: () => ({ 'GET /logout': () => redirect('/login', { setCookie: [`sid=; Max-Age=0; ${KEPT}`] }) }),
      }).handler,
    }),
    async visit({ open, submit, follow, fetch }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await fetch('/logout');
      await follow('/account');
    },
  }),
];
