import { page, redirect } from '../ask.ts';
import { fault, type Scene } from '../scene.ts';
import { KEPT, newId, signInApp } from '../sign-in-app.ts';

// What stands in the way of a session from outside of it.

export const LIMITS: readonly Scene[] = [
  fault('cdn-caches', 'shared-by-cache', {
    title: 'A CDN keeps a page with its Set-Cookie, and gives it to everybody',
    servers: () => {
      const app = signInApp({ cookie: 'laravel_session' });
      const kept = `laravel_session=${newId()}; ${KEPT}`;
      return {
        'https://cdn-caches.test': (ask) =>
          ask.path === '/'
            ? page('Welcome', {
                headers: { age: '431', 'x-cache': 'HIT', 'cache-control': 'public, max-age=600' },
                setCookie: [kept],
              })
            : app.handler(ask),
      };
    },
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/');
      await follow('/account');
    },
  }),
  fault('header-too-large', 'header-too-large', {
    title: 'Each sign-in that is started leaves a cookie, until the server refuses the header',
    servers: () => ({
      'https://header-too-large.test': signInApp({
        cookie: 'appSession',
        routes: () => ({
          'GET /begin': () =>
            page('Begun', {
              setCookie: Array.from(
                { length: 3 },
                () => `auth_verification_${newId()}=${newId().repeat(70)}; Path=/; HttpOnly; Secure; SameSite=Lax`,
              ),
            }),
        }),
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      for (let again = 0; again < 4; again++) await follow('/begin');
    },
  }),
  fault('redirect-loop', 'redirect-loop/carried', {
    title: 'Login and page send to each other, for they do not agree who is signed in',
    servers: () => {
      const app = signInApp({
        cookie: 'sid',
        routes: ({ session }) => ({
          'GET /login': (ask) => (session(ask) === undefined ? page('Sign in') : redirect('/home')),
          // Needs a tenant beside the session, and nothing sets one.
          'GET /home': () => redirect('/login'),
        }),
      });
      return { 'https://redirect-loop.test': app.handler };
    },
    async visit({ open, submit }) {
      await open('/login');
      await submit('/login');
    },
  }),
];
