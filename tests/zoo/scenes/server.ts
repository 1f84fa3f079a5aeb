import { type Ask, type Handler, page, redirect, refuse, svg } from '../ask.ts';
import { fault, type Scene } from '../scene.ts';
import { inTurn, json, KEPT, newId, signInApp } from '../sign-in-app.ts';

// The browser sends the session, and the server does not know it, or knows it no more.

/** A real browser's clock goes on as it does while the servers' runs ahead: there the pause is not seen. */
const NO_PAUSE_SEEN = { chromium: 'server-forgot', firefox: 'server-forgot' } as const;

const jwt = (claims: object): string => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${newId()}`;
};

/** A request to `path` takes every session out of the store, and the next page asks to sign in. */
function emptiedBy(path: string, id: string, expects: string, title: string): Scene {
  return fault(id, expects, {
    title,
    servers: () => {
      const app = signInApp({ cookie: '_app_session' });
      return {
        [`https://${id}.test`]: (ask) => {
          if (ask.path !== path) return app.handler(ask);
          app.store.clear();
          return json({ emptied: true });
        },
      };
    },
    async visit({ open, submit, follow, fetch }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await fetch(path, { method: 'POST' });
      await follow('/account');
    },
  });
}

export const SERVER: readonly Scene[] = [
  fault('idle-then-login', 'server-forgot/idle', {
    title: 'The server forgot the session after a pause, and sends to its login',
    but: NO_PAUSE_SEEN,
    servers: () => ({ 'https://idle-then-login.test': signInApp({ cookie: 'ci_session', idle: 30 }).handler }),
    async visit({ open, submit, follow, idle }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      idle(45);
      await follow('/account');
    },
  }),
  fault('idle-then-401', 'server-forgot/idle', {
    title: 'The server forgot the session after a pause, and answers 401',
    but: NO_PAUSE_SEEN,
    servers: () => ({ 'https://idle-then-401.test': signInApp({ cookie: 'SESSION', idle: 30 }).handler }),
    async visit({ open, submit, fetch, idle }) {
      await open('/login');
      await submit('/login');
      await fetch('/api/me');
      idle(45);
      await fetch('/api/me');
    },
  }),
  fault('idle-then-new-id', 'server-forgot/idle-new-id', {
    title: 'The server forgot the session after a pause, and answers with a new id',
    but: { chromium: 'server-forgot/new-id', firefox: 'server-forgot/new-id' },
    servers: () => {
      const app = signInApp({
        cookie: 'JSESSIONID',
        idle: 30,
        idOf: () => newId().toUpperCase().slice(0, 32),
        routes: ({ session, begin }) => ({
          'GET /shop': (ask) =>
            session(ask) === undefined ? page('Hello, guest', { setCookie: [begin(ask)] }) : page('Hello, Ada'),
        }),
      });
      return { 'https://idle-then-new-id.test': app.handler };
    },
    async visit({ open, submit, follow, idle }) {
      await open('/login');
      await submit('/login');
      await follow('/shop');
      await follow('/shop');
      idle(45);
      await follow('/shop');
      await follow('/account');
    },
  }),
  fault('server-restarted', 'server-forgot/restart', {
    title: 'The server restarted, and the sessions of shop and back office are gone at one moment',
    servers: () => {
      const shop = signInApp({ cookie: 'shop_session' });
      const office = signInApp({ cookie: 'admin_session', loginPath: '/office/login', homePath: '/office' });
      return {
        'https://server-restarted.test': (ask) => {
          if (ask.path === '/deployed') {
            shop.store.clear();
            office.store.clear();
            return page('Deployed');
          }
          return ask.path.startsWith('/office') ? office.handler(ask) : shop.handler(ask);
        },
      };
    },
    async visit({ open, submit, secondTab }) {
      await open('/login');
      await submit('/login');
      const office = await secondTab();
      await office.open('/office/login');
      await office.submit('/office/login');
      await office.follow('/office');
      await office.follow('/deployed');
      await office.follow('/office');
      await open('/account');
    },
  }),
  fault('two-secrets', 'servers-disagree', {
    title: 'Two instances behind one address have two secrets; static files lie between the pages',
    on: 'Flask',
    servers: (apps) => {
      const flask = apps.on('Flask');
      const instance =
        (name: string): Handler =>
        (ask) =>
          flask({ ...ask, headers: { ...ask.headers, 'x-instance': name } });
      // Sticky for the sign-in, then in turn: a page here, a page there.
      const pages = inTurn(instance('a'), instance('b'));
      return {
        'https://two-secrets.test': (ask: Ask) =>
          ask.path.endsWith('.svg') ? svg() : ask.path === '/login' ? instance('a')(ask) : pages(ask),
      };
    },
    async visit({ open, submit, follow, image }) {
      await open('/login');
      await submit('/login');
      await image('/logo.svg');
      for (let again = 0; again < 4; again++) {
        await follow('/home');
        await image('/logo.svg');
      }
    },
  }),
  fault('store-per-process', 'replaced-each-time', {
    title: 'Two processes keep their sessions each in its own memory',
    on: 'Express',
    servers: (apps) => {
      const process = (): Handler =>
        apps.express({ saveUninitialized: true, cookie: { secure: true } }, (app) => {
          app.get('/cart', (request, response) => void response.send(request.session.id.slice(0, 4)));
        });
      return { 'https://store-per-process.test': inTurn(process(), process()) };
    },
    async visit({ open, follow }) {
      await open('/cart');
      for (let again = 0; again < 4; again++) await follow('/cart');
    },
  }),
  fault('store-per-process-signed-in', 'servers-disagree', {
    title: 'The same, where pages need a sign-in',
    on: 'Express',
    servers: (apps) => {
      const process = (): Handler =>
        apps.express({ cookie: { secure: true } }, (app) => {
          app.get('/login', (_, response) => void response.send('Sign in'));
          app.post('/login', (request, response) => {
            Object.assign(request.session, { user: 'Ada' });
            response.redirect('/home');
          });
          app.get('/home', (request, response) => {
            if ('user' in request.session) response.send('Home');
            else response.redirect('/login');
          });
        });
      const [one, other] = [process(), process()];
      const pages = inTurn(one, other);
      return { 'https://store-per-process-signed-in.test': (ask) => (ask.path === '/login' ? one(ask) : pages(ask)) };
    },
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      for (let again = 0; again < 4; again++) await follow('/home');
    },
  }),
  fault('token-expired', 'token-expired', {
    title: 'The token in the cookie expires, and nothing renews it',
    servers: () => {
      let expires = 0;
      return {
        'https://token-expired.test': (ask) => {
          if (ask.method === 'POST') {
            expires = Math.floor(ask.now / 1000) + 1;
            return redirect('/home', { setCookie: [`access_token=${jwt({ sub: 'ada', exp: expires })}; ${KEPT}`] });
          }
          if (ask.path === '/login') return page('Sign in');
          const isValid = ask.cookies.has('access_token') && ask.now < expires * 1000 - 1;
          if (ask.path === '/home') return page('Home');
          return isValid ? json({}) : refuse();
        },
      };
    },
    async visit({ open, submit, fetch, passed, now }) {
      await open('/login');
      await submit('/login');
      await fetch('/api/me');
      await passed(now() + 1_000);
      await fetch('/api/me');
    },
  }),
  fault('cookie-expired', 'cookie-expired', {
    title: 'The session’s cookie lives for a second, and is not renewed',
    servers: () => ({
      'https://cookie-expired.test': signInApp({ cookie: 'koa:sess', attributes: `${KEPT}; Max-Age=1` }).handler,
    }),
    async visit({ open, submit, follow, passed, now }) {
      await open('/login');
      await submit('/login');
      await passed(now() + 1_100);
      await follow('/account');
    },
  }),
  emptiedBy(
    '/api/empty',
    'forgot-at-once',
    'server-forgot',
    'The server’s store was emptied: the next page asks to sign in',
  ),
  emptiedBy(
    '/api/revoke',
    'revoked',
    'signed-out-on-server/revoked',
    'The account was signed out everywhere: the next page asks to sign in',
  ),
];
