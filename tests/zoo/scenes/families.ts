import { type Ask, page, redirect, refuse } from '../ask.ts';
import { fault, type Scene } from '../scene.ts';
import { json, KEPT, newId, signInApp } from '../sign-in-app.ts';

// A sign-in of several cookies, one of which is missing or of another age.

const chunk = (length: number): string =>
  newId()
    .repeat(Math.ceil(length / 32))
    .slice(0, length);

export const FAMILIES: readonly Scene[] = [
  fault('chunk-too-large', 'chunk-missing/refused', {
    title: 'The first of two chunks is too large for the browser',
    servers: () => ({
      'https://chunk-too-large.test': signInApp({
        routes: () => ({
          'POST /login': () =>
            redirect('/home', {
              setCookie: [
                `sb-abc-auth-token.0=base64-${chunk(4_200)}; Path=/; Secure; SameSite=Lax`,
                `sb-abc-auth-token.1=${chunk(300)}; Path=/; Secure; SameSite=Lax`,
              ],
            }),
          'GET /home': (ask) => (ask.cookies.has('sb-abc-auth-token.0') ? page('Home') : redirect('/login')),
        }),
      }).handler,
    }),
    async visit({ open, submit }) {
      await open('/login');
      await submit('/login');
    },
  }),
  fault('chunk-missing', 'chunk-missing', {
    title: 'The second chunk was set for another Path',
    servers: () => {
      const isWhole = (ask: Ask): boolean =>
        ['0', '1'].every((part) => ask.cookies.has(`__Secure-authjs.session-token.${part}`));
      return {
        'https://chunk-missing.test': signInApp({
          loginPath: '/auth/login',
          routes: () => ({
            'POST /auth/login': () =>
              redirect('/home', {
                setCookie: [
                  `__Secure-authjs.session-token.0=${chunk(3_500)}; ${KEPT}`,
                  `__Secure-authjs.session-token.1=${chunk(900)}; HttpOnly; Secure; SameSite=Lax`,
                ],
              }),
            'GET /home': (ask) => (isWhole(ask) ? page('Home') : redirect('/auth/login')),
          }),
        }).handler,
      };
    },
    async visit({ open, submit }) {
      await open('/auth/login');
      await submit('/auth/login');
    },
  }),
  fault('signature-alone', 'signature-mismatch', {
    title: 'A response renews the value of a session without its signature',
    servers: () => {
      const value = (visits: number): string => Buffer.from(JSON.stringify({ user: 'Ada', visits })).toString('base64');
      let signed = '';
      return {
        'https://signature-alone.test': (ask) => {
          const sent = ask.cookies.get('session');
          if (ask.method === 'POST' && ask.path === '/login') {
            signed = value(1);
            return redirect('/home', {
              setCookie: [`session=${signed}; ${KEPT}`, `session.sig=${newId().slice(0, 27)}; ${KEPT}`],
            });
          }
          if (ask.path === '/login') return page('Sign in');
          if (sent !== signed) return redirect('/login');
          // A middleware that knows nothing of signatures writes the cookie by itself.
          if (ask.path === '/api/visit') return json({}, { setCookie: [`session=${value(2)}; ${KEPT}`] });
          return sent === undefined ? refuse() : page('Home');
        },
      };
    },
    async visit({ open, submit, fetch, follow }) {
      await open('/login');
      await submit('/login');
      await fetch('/api/visit', { method: 'POST' });
      await follow('/home');
    },
  }),
];
