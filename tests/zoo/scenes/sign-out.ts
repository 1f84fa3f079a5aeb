import { page, redirect } from '../ask.ts';
import { fault, type Scene } from '../scene.ts';
import { KEPT, signInApp } from '../sign-in-app.ts';

// Signing out leaves the cookie, or the session, alive.

const signInAndOut: Scene['visit'] = async ({ open, submit, follow }) => {
  await open('/login');
  await submit('/login');
  await follow('/account');
  await submit('/logout');
  await open('/account');
};

export const SIGN_OUT: readonly Scene[] = [
  fault('logout-other-path', 'clear-failed/path', {
    title: 'Signing out clears the cookie for another Path',
    servers: () => ({
      'https://logout-other-path.test': signInApp({
        cookie: 'sess_user',
        logoutPath: '/api/v1/logout',
        clears: ['sess_user=; Max-Age=0; HttpOnly; Secure'],
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await submit('/api/v1/logout');
      await open('/account');
    },
  }),
  fault('logout-other-domain', 'clear-failed/without-domain', {
    title: 'Signing out clears the cookie with another Domain',
    origin: 'https://app.logout-other-domain.test',
    servers: () => ({
      'https://app.logout-other-domain.test': signInApp({
        cookie: 'connect.sid',
        attributes: `${KEPT}; Domain=logout-other-domain.test`,
        clears: [`connect.sid=; Max-Age=0; ${KEPT}`],
      }).handler,
    }),
    visit: signInAndOut,
  }),
  fault('logout-leaves-twin', 'clear-failed/with-domain', {
    title: 'Signing out clears the cookie of the domain; a host-only one of the name stays',
    servers: () => ({
      'https://logout-leaves-twin.test': signInApp({
        cookie: 'auth_token',
        clears: [`auth_token=; Max-Age=0; ${KEPT}; Domain=logout-leaves-twin.test`],
      }).handler,
    }),
    visit: signInAndOut,
  }),
  fault('logout-prefix-without-secure', 'clear-failed/prefix', {
    title: 'The line that clears a __Host- cookie lacks Secure',
    servers: () => ({
      'https://logout-prefix-without-secure.test': signInApp({
        cookie: '__Host-session',
        clears: ['__Host-session=""; Max-Age=0; Path=/; HttpOnly; SameSite=lax'],
      }).handler,
    }),
    visit: signInAndOut,
  }),
  fault('logout-by-http', 'clear-failed/http', {
    title: 'Signing out goes by http, which may not clear a Secure cookie',
    also: ['http://logout-by-http.test'],
    servers: () => {
      const { handler } = signInApp({ cookie: 'session' });
      return {
        'https://logout-by-http.test': handler,
        'http://logout-by-http.test': () =>
          redirect('https://logout-by-http.test/login', { setCookie: ['session=; Path=/; HttpOnly; Max-Age=0'] }),
      };
    },
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await follow('http://logout-by-http.test/logout');
      await open('/account');
    },
  }),
  fault('logout-in-name', 'signed-out-in-name', {
    title: 'Signing out ends nothing: the session is accepted afterwards',
    servers: () => ({
      'https://logout-in-name.test': signInApp({
        cookie: 'sid',
        routes: () => ({
          'POST /logout': () => redirect('/login', { status: 303 }),
          'GET /public': () => page('Public'),
        }),
      }).handler,
    }),
    async visit(stage) {
      // Strangers are sent to sign in: so what is answered later is answered to the session.
      await stage.open('/account');
      await signInAndOut(stage);
    },
  }),
];
