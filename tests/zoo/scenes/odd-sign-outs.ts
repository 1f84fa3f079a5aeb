import { page, redirect, refuse } from '../ask.ts';
import { healthy, type Scene } from '../scene.ts';
import { json, KEPT, newId, signInApp } from '../sign-in-app.ts';

// Ways in and out as frameworks and products have them, and detours that look like a sign-in.

export const ODD_SIGN_OUTS: readonly Scene[] = [
  healthy('devise', {
    title: 'Devise signs in and out at /users/sign_in and /users/sign_out',
    servers: () => ({
      'https://devise.test': signInApp({
        cookie: '_app_session',
        loginPath: '/users/sign_in',
        logoutPath: '/users/sign_out',
        strangers: () => redirect('/users/sign_in'),
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/account');
      await submit('/users/sign_in');
      await follow('/account');
      await submit('/users/sign_out');
      await open('/account');
    },
  }),
  healthy('mediawiki', {
    title: 'MediaWiki signs in and out at special pages',
    servers: () => ({
      'https://mediawiki.test': signInApp({
        cookie: 'wiki_session',
        loginPath: '/wiki/Special:UserLogin',
        logoutPath: '/wiki/Special:UserLogout',
        strangers: () => redirect('/wiki/Special:UserLogin?returnto=Account'),
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/account');
      await submit('/wiki/Special:UserLogin');
      await follow('/account');
      await submit('/wiki/Special:UserLogout');
      await open('/wiki/Main_Page');
    },
  }),
  healthy('container-sign-in', {
    title: 'A servlet container signs in at j_security_check, and the page is shown in the place of the form',
    servers: () => ({
      'https://container-sign-in.test': signInApp({
        cookie: 'JSESSIONID',
        idOf: () => newId().toUpperCase().slice(0, 32),
        loginPath: '/app/j_security_check',
        homePath: '/app/home',
        strangers: () => page('Sign in'),
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/app/home');
      await submit('/app/j_security_check');
      await follow('/account');
      await submit('/logout');
    },
  }),
  healthy('graphql', {
    title: 'Signing in and out are mutations at one address',
    servers: () => {
      const app = signInApp({
        cookie: 'sid',
        routes: ({ begin, session, store }) => ({
          'GET /app': () => page('App'),
          'POST /graphql': (ask) => {
            if (session(ask)?.user === undefined) return json({ data: {} }, { setCookie: [begin(ask, 'Ada')] });
            calls += 1;
            if (calls < 4) return json({ data: {} });
            store.clear();
            return json({ data: { logout: true } }, { setCookie: [`sid=; Max-Age=0; ${KEPT}`] });
          },
        }),
      });
      let calls = 0;
      return { 'https://graphql.test': app.handler };
    },
    async visit({ open, fetch }) {
      await open('/app');
      for (let again = 0; again < 5; again++) await fetch('/graphql', { method: 'POST' });
      await open('/app');
    },
  }),
  healthy('method-in-form', {
    title: 'Rails signs out by a form that says "delete" to the address that signs in',
    servers: () => {
      const app = signInApp({
        cookie: '_shop_session',
        loginPath: '/session/new',
        routes: ({ begin }) => ({
          'POST /session': (ask) =>
            ask.form.get('_method') === 'delete'
              ? redirect('/', { status: 303, setCookie: [`_shop_session=; Max-Age=0; ${KEPT}`] })
              : redirect('/home', { status: 303, setCookie: [begin(ask, 'Ada')] }),
        }),
      });
      return { 'https://method-in-form.test': app.handler };
    },
    async visit({ open, submit, follow }) {
      await open('/session/new');
      await submit('/session');
      await follow('/account');
      await submit('/session', { _method: 'delete' });
    },
  }),
  healthy('script-keeps-token', {
    title: 'A script keeps the token in a cookie, and clears it when it has signed out at the API',
    also: ['https://auth.script-keeps-token.example'],
    servers: () => {
      const cors = {
        'access-control-allow-origin': 'https://script-keeps-token.test',
        'access-control-allow-credentials': 'true',
      };
      return {
        'https://script-keeps-token.test': () => page('App'),
        'https://auth.script-keeps-token.example': () => json({}, { headers: cors }),
      };
    },
    async visit({ open, fetch, writeCookie, follow }) {
      const token = `base64-${newId()}${newId()}${newId()}`;
      await open('/');
      await fetch('https://auth.script-keeps-token.example/auth/v1/token', { method: 'POST' });
      await writeCookie(`sb-abc-auth-token=${token}; Path=/; Max-Age=3600; Secure; SameSite=Lax`);
      await follow('/app');
      await follow('/app');
      await fetch('https://auth.script-keeps-token.example/auth/v1/logout', { method: 'POST' });
      await writeCookie('sb-abc-auth-token=; Path=/; Max-Age=0; Secure; SameSite=Lax');
      await follow('/');
    },
  }),
  healthy('choose-country', {
    title: 'A shop asks for the country first, and then goes on elsewhere',
    servers: () => ({
      'https://choose-country.test': signInApp({
        cookie: 'sid',
        routes: ({ needsSignIn }) => ({
          'GET /shop': () => redirect('/choose-country?redirect=/shop'),
          'GET /choose-country': () => page('Country'),
          'POST /choose-country': () => redirect('/us/shop'),
          'GET /us/shop': needsSignIn(() => page('Shop')),
        }),
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/home');
      await follow('/shop');
      await submit('/choose-country');
      await follow('/home');
    },
  }),
  healthy('verify-mail', {
    title: 'Who has not confirmed the address is sent to do so',
    servers: () => ({
      'https://verify-mail.test': signInApp({
        cookie: 'sid',
        routes: ({ needsSignIn }) => ({
          'GET /orders': needsSignIn(() => redirect('/auth/verify-email?next=/orders')),
          'GET /auth/verify-email': needsSignIn(() => page('Look into your mail')),
        }),
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/account');
      await submit('/login');
      await follow('/account');
      await follow('/orders');
    },
  }),
  healthy('basic-in-front', {
    title: 'A test system asks for a password of its own by Basic, before anything else',
    servers: () => {
      const app = signInApp({ cookie: 'sid' });
      let challenged = false;
      return {
        'https://basic-in-front.test': (ask) => {
          if (challenged || ask.path !== '/login') return app.handler(ask);
          challenged = true;
          return { status: 401, headers: { 'www-authenticate': 'Basic realm="staging"' } };
        },
      };
    },
    async visit({ open, submit, follow }) {
      await open('/login');
      await open('/login');
      await submit('/login');
      await follow('/account');
    },
  }),
  healthy('sign-out-at-both', {
    title: 'The application signs out and takes the user to the provider, which signs out, too',
    also: ['https://idp-of-both.test'],
    servers: () => ({
      'https://sign-out-at-both.test': signInApp({
        cookie: 'sid',
        routes: () => ({
          'POST /logout': () =>
            redirect('https://idp-of-both.test/connect/end_session?post_logout_redirect_uri=x', {
              setCookie: [`sid=; Max-Age=0; ${KEPT}`],
            }),
        }),
      }).handler,
      'https://idp-of-both.test': (ask) =>
        ask.path === '/connect/end_session'
          ? redirect('https://sign-out-at-both.test/', { setCookie: [`idp_session=; Max-Age=0; ${KEPT}`] })
          : ask.method === 'POST'
            ? redirect('/done', { setCookie: [`idp_session=${newId()}; ${KEPT}`] })
            : page('Provider'),
    }),
    async visit({ open, submit, follow }) {
      await open('https://idp-of-both.test/login');
      await submit('https://idp-of-both.test/login');
      await open('/login');
      await submit('/login');
      await follow('/account');
      await submit('/logout');
    },
  }),
  healthy('three-calls-one-refresh', {
    title: 'Three calls at once find the token expired; one refresh serves all, and each is made again',
    servers: () => ({
      'https://three-calls-one-refresh.test': signInApp({
        cookie: 'access_token',
        idle: 15,
        routes: ({ begin, session }) => ({
          'POST /login': (ask) =>
            redirect('/app', {
              setCookie: [begin(ask, 'Ada'), `refresh_token=${newId()}; Path=/api/refresh; HttpOnly; Secure`],
            }),
          'GET /app': () => page('App'),
          ...Object.fromEntries(
            ['a', 'b', 'c'].map((name) => [
              `GET /api/${name}`,
              (ask: Parameters<typeof session>[0]) => (session(ask) === undefined ? refuse() : json({})),
            ]),
          ),
          'POST /api/refresh': (ask) => json({}, { setCookie: [begin(ask, 'Ada')] }),
        }),
      }).handler,
    }),
    async visit({ open, submit, fetch, idle }) {
      const all = () => Promise.all(['/api/a', '/api/b', '/api/c'].map((path) => fetch(path)));
      await open('/login');
      await submit('/login');
      await all();
      idle(30);
      await all();
      await fetch('/api/refresh', { method: 'POST' });
      await all();
    },
  }),
  healthy('both-refresh', {
    title: 'Two tabs refresh at once, and the server lets both',
    servers: () => ({
      'https://both-refresh.test': signInApp({
        cookie: 'access_token',
        routes: ({ begin, session }) => ({
          'POST /login': (ask) =>
            redirect('/app', {
              setCookie: [begin(ask, 'Ada'), `refresh_token=${newId()}; Path=/api/refresh; HttpOnly; Secure`],
            }),
          'GET /app': () => page('App'),
          'GET /api/me': (ask) => (session(ask) === undefined ? refuse() : json({})),
          'POST /api/refresh': (ask) =>
            json(
              {},
              { setCookie: [begin(ask, 'Ada'), `refresh_token=${newId()}; Path=/api/refresh; HttpOnly; Secure`] },
            ),
        }),
      }).handler,
    }),
    async visit({ open, submit, fetch, secondTab, follow }) {
      await open('/login');
      await submit('/login');
      const other = await secondTab();
      await other.open('/app');
      await Promise.all([fetch('/api/refresh', { method: 'POST' }), other.fetch('/api/refresh', { method: 'POST' })]);
      await fetch('/api/me');
      await other.fetch('/api/me');
      await follow('/account');
    },
  }),
  healthy('linking-called-off', {
    title: 'Somebody who is signed in begins to link another account, and calls it off',
    also: ['https://idp-of-linking.test'],
    servers: () => ({
      'https://linking-called-off.test': signInApp({
        cookie: 'sid',
        routes: ({ needsSignIn }) => ({
          'GET /link': needsSignIn(() =>
            redirect(
              `https://idp-of-linking.test/authorize?client_id=a&response_type=code&state=abcdefgh&redirect_uri=${encodeURIComponent('https://linking-called-off.test/link/callback')}`,
            ),
          ),
          'GET /link/callback': needsSignIn(() => redirect('/account?linked=no')),
        }),
      }).handler,
      'https://idp-of-linking.test': () => page('Allow?'),
    }),
    async visit({ open, submit, follow }) {
      await open('/account');
      await submit('/login');
      await follow('/link');
      await follow('https://linking-called-off.test/link/callback?error=access_denied&state=abcdefgh');
      await follow('/account');
    },
  }),
  healthy('token-is-revoked', {
    title: 'Signing out deletes the token at the API',
    servers: () => ({
      'https://token-is-revoked.test': signInApp({
        cookie: 'auth_token',
        routes: ({ store }) => ({
          'DELETE /api/tokens/current': () => {
            store.clear();
            return { status: 204, setCookie: [`auth_token=; Max-Age=0; ${KEPT}`] };
          },
        }),
      }).handler,
    }),
    async visit({ open, submit, follow, fetch }) {
      await open('/account');
      await submit('/login');
      await follow('/account');
      await fetch('/api/tokens/current', { method: 'DELETE' });
      await open('/account');
    },
  }),
];
