import { page, redirect, refuse } from '../ask.ts';
import { fault, type Scene } from '../scene.ts';
import { json, KEPT, newId, signInApp } from '../sign-in-app.ts';
import { identityProvider, relyingParty } from './sign-in-elsewhere.ts';

// The browser holds the session's cookie, and does not send it.

export const NOT_SENT: readonly Scene[] = [
  fault('payment-return', 'not-sent/lax-post', {
    title: 'The payment service sends the buyer back by a POST, and the session is Lax',
    on: 'PHP',
    also: ['https://pay-payment-return.test'],
    servers: (apps) => ({
      'https://payment-return.test': apps.on('PHP'),
      'https://pay-payment-return.test': () => page('Pay'),
    }),
    async visit({ open, submit }) {
      await open('/');
      await submit('/checkout');
      await submit('https://payment-return.test/paid', { result: 'ok' });
    },
  }),
  fault('oidc-form-post', 'callback-without-state/lax-post', {
    title: 'OpenID Connect’s form_post comes back without the state cookie',
    also: ['https://idp-of-form-post.test'],
    servers: () => ({
      'https://oidc-form-post.test': relyingParty({
        origin: 'https://oidc-form-post.test',
        provider: 'https://idp-of-form-post.test',
        stateCookie: 'Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=900',
        mode: 'form_post',
      }).handler,
      'https://idp-of-form-post.test': identityProvider().handler,
    }),
    async visit({ open, submit }) {
      await open('/auth/login');
      await submit('https://idp-of-form-post.test/login');
      await submit('https://oidc-form-post.test/auth/callback', { code: newId(), state: 'of-another' });
    },
  }),
  fault('oidc-app-alone', 'callback-without-state/lax-post', {
    title: 'The same, and the provider’s site is not watched',
    also: ['https://idp-unwatched.example'],
    unwatched: ['idp-unwatched.example'],
    servers: () => ({
      'https://oidc-app-alone.test': relyingParty({
        origin: 'https://oidc-app-alone.test',
        provider: 'https://idp-unwatched.example',
        stateCookie: 'Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=900',
        mode: 'form_post',
      }).handler,
      'https://idp-unwatched.example': identityProvider().handler,
    }),
    async visit({ open, submit }) {
      await open('/auth/login');
      await submit('https://idp-unwatched.example/login');
      await submit('https://oidc-app-alone.test/auth/callback', { code: newId(), state: 'of-another' });
    },
  }),
  fault('strict-after-link', 'not-sent/strict-link', {
    title: 'SameSite=Strict, and a link in a mail leads to the site',
    also: ['https://mail-of-strict.test'],
    servers: () => ({
      'https://strict-after-link.test': signInApp({
        cookie: 'JSESSIONID',
        attributes: 'Path=/; HttpOnly; Secure; SameSite=Strict',
      }).handler,
      'https://mail-of-strict.test': () => page('Mail'),
    }),
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await open('https://mail-of-strict.test/inbox');
      await follow('https://strict-after-link.test/account');
    },
  }),
  fault('secure-then-http', 'not-sent/secure-http', {
    title: 'Signed in by https, then a link leads to http',
    also: ['http://secure-then-http.test'],
    servers: () => {
      const { handler } = signInApp();
      return { 'https://secure-then-http.test': handler, 'http://secure-then-http.test': handler };
    },
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('http://secure-then-http.test/account');
    },
  }),
  fault('www-and-apex', 'other-host', {
    title: 'Signed in at www, and the links lead to the bare domain',
    origin: 'https://www.www-and-apex.test',
    also: ['https://www-and-apex.test'],
    servers: () => {
      const { handler } = signInApp();
      return { 'https://www.www-and-apex.test': handler, 'https://www-and-apex.test': handler };
    },
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('https://www-and-apex.test/account');
    },
  }),
  fault('no-path', 'not-sent/path', {
    title: 'The sign-in’s cookie has no Path, so it is for /account alone',
    servers: () => ({
      'https://no-path.test': signInApp({
        cookie: 'mangoo_session',
        attributes: 'HttpOnly; Secure; SameSite=Lax',
        loginPath: '/account/login',
      }).handler,
    }),
    async visit({ open, submit }) {
      await open('/account/login');
      await submit('/account/login');
    },
  }),
  fault('fetch-without-credentials', 'not-sent/credentials', {
    title: 'A script asks its API on another host without credentials',
    origin: 'https://www.fetch-without-credentials.test',
    also: ['https://api.fetch-without-credentials.test'],
    servers: () => {
      const app = signInApp({ attributes: `${KEPT}; Domain=fetch-without-credentials.test` });
      const cors = { 'access-control-allow-origin': 'https://www.fetch-without-credentials.test' };
      return {
        'https://www.fetch-without-credentials.test': app.handler,
        'https://api.fetch-without-credentials.test': (ask) =>
          app.session(ask) === undefined ? refuse({ headers: cors }) : json({ user: 'Ada' }, { headers: cors }),
      };
    },
    async visit({ open, submit, fetch }) {
      await open('/login');
      await submit('/login');
      await fetch('https://api.fetch-without-credentials.test/me');
    },
  }),
  fault('embedded-lax', 'not-sent/embedded', {
    title: 'A widget on another site asks for a session that is Lax',
    also: ['https://shop-with-widget.test'],
    servers: () => {
      const cors = {
        'access-control-allow-origin': 'https://shop-with-widget.test',
        'access-control-allow-credentials': 'true',
      };
      const app = signInApp({
        routes: ({ session }) => ({
          'GET /widget': (ask) =>
            session(ask) === undefined ? refuse({ headers: cors }) : page('Ada', { headers: cors }),
        }),
      });
      return { 'https://embedded-lax.test': app.handler, 'https://shop-with-widget.test': () => page('Shop') };
    },
    async visit({ open, submit, fetch }) {
      await open('/login');
      await submit('/login');
      await open('https://shop-with-widget.test/');
      await fetch('https://embedded-lax.test/widget', { credentials: 'include' });
    },
  }),
  fault('refresh-path', 'refresh-path', {
    title: 'The refresh token’s Path is not that of the address that refreshes',
    servers: () => ({
      'https://refresh-path.test': signInApp({
        cookie: 'access_token',
        routes: (app) => ({
          'POST /login': (ask) =>
            redirect('/app', {
              setCookie: [
                app.begin(ask, 'Ada'),
                `refresh_token=${newId()}; Path=/auth/refresh; HttpOnly; Secure; SameSite=Lax`,
              ],
            }),
          'GET /app': () => page('App'),
          'GET /api/orders': (ask) => (app.session(ask) === undefined ? refuse() : json([])),
          'POST /api/auth/refresh': (ask) => (ask.cookies.has('refresh_token') ? json({}) : refuse()),
        }),
        idle: 10,
      }).handler,
    }),
    async visit({ open, submit, fetch, idle }) {
      await open('/login');
      await submit('/login');
      await fetch('/api/orders');
      idle(15);
      await fetch('/api/orders');
      await fetch('/api/auth/refresh', { method: 'POST' });
      await open('/login');
    },
  }),
  fault('localhost-and-127', 'other-host/loopback', {
    title: 'Signed in at localhost, then at 127.0.0.1',
    origin: 'http://localhost:3000',
    site: '127.0.0.1',
    also: ['http://127.0.0.1:3000'],
    servers: () => {
      const { handler } = signInApp({ cookie: 'dev.sid', attributes: 'Path=/; HttpOnly' });
      return { 'http://localhost:3000': handler, 'http://127.0.0.1:3000': handler };
    },
    async visit({ open, submit }) {
      await open('/login');
      await submit('/login');
      await open('http://127.0.0.1:3000/account');
    },
  }),
];
