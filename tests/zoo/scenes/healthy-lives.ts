import { page, redirect, refuse, svg } from '../ask.ts';
import { healthy, type Scene } from '../scene.ts';
import { json, KEPT, newId, signInApp } from '../sign-in-app.ts';

// Sessions that live as they should, among all that stands beside them.

const chunk = (length: number): string =>
  newId()
    .repeat(Math.ceil(length / 32))
    .slice(0, length);

export const HEALTHY_LIVES: readonly Scene[] = [
  healthy('load-balancer', {
    title: 'A load balancer’s cookie is renewed at each response',
    servers: () => {
      const app = signInApp({ cookie: 'connect.sid' });
      return {
        'https://load-balancer.test': async (ask) => {
          const reply = await app.handler(ask);
          const week = 'Expires=Tue, 01 Dec 2037 08:00:00 GMT; Path=/';
          const balancer = [
            `AWSALB=${chunk(124)}; ${week}`,
            `AWSALBCORS=${chunk(124)}; ${week}; SameSite=None; Secure`,
          ];
          return { ...reply, setCookie: [...(reply.setCookie ?? []), ...balancer] };
        },
      };
    },
    async visit({ open, submit, follow, fetch }) {
      await open('/login');
      await submit('/login');
      for (let again = 0; again < 3; again++) await follow('/account');
      await fetch('/api/me');
    },
  }),
  healthy('analytics', {
    title: 'Analytics write their cookies, and a pixel of another site sets its own',
    also: ['https://pixel-of-analytics.test'],
    servers: () => ({
      'https://analytics.test': signInApp({ cookie: 'sessionid' }).handler,
      'https://pixel-of-analytics.test': () => ({
        ...svg(),
        setCookie: [
          `uid=${newId()}; Path=/; Max-Age=31536000; SameSite=None; Secure`,
          `t=${newId()}; Path=/; Max-Age=0`,
        ],
      }),
    }),
    async visit({ open, submit, follow, writeCookie, image }) {
      await open('/login');
      await writeCookie(`_ga=GA1.1.${Date.now()}.${Date.now()}; Path=/; Max-Age=63072000`);
      await submit('/login');
      await image('https://pixel-of-analytics.test/p.gif');
      await writeCookie(`_ga_ABC123=GS1.1.${Date.now()}; Path=/; Max-Age=63072000`);
      await writeCookie('_gat=1; Path=/; Max-Age=60');
      await follow('/account');
      await image('https://pixel-of-analytics.test/p.gif');
      await writeCookie('_gat=; Path=/; Max-Age=0');
      await follow('/account');
    },
  }),
  healthy('chunked-token', {
    title: 'A token in three chunks is refreshed into two, and the third is cleared',
    servers: () => {
      const name = (part: number): string => `sb-abc-auth-token.${part}`;
      const attributes = 'Path=/; Secure; SameSite=Lax';
      const chunks = (count: number): string[] =>
        Array.from(
          { length: count },
          (_, part) => `${name(part)}=${chunk(part === count - 1 ? 400 : 3_000)}; ${attributes}`,
        );
      return {
        'https://chunked-token.test': signInApp({
          routes: () => ({
            'POST /login': () => redirect('/home', { setCookie: chunks(3) }),
            'GET /home': (ask) =>
              ask.cookies.has(name(0)) && ask.cookies.has(name(1)) ? page('Home') : redirect('/login'),
            'POST /api/refresh': () => json({}, { setCookie: [...chunks(2), `${name(2)}=; ${attributes}; Max-Age=0`] }),
            'GET /api/me': (ask) => (ask.cookies.has(name(0)) ? json({}) : refuse()),
          }),
        }).handler,
      };
    },
    async visit({ open, submit, follow, fetch }) {
      await open('/login');
      await submit('/login');
      await fetch('/api/refresh', { method: 'POST' });
      await follow('/home');
      await fetch('/api/me');
    },
  }),
  healthy('silent-refresh', {
    title: 'An access token expires, is refreshed in silence, and the request is made again',
    servers: () => ({
      'https://silent-refresh.test': signInApp({
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
          'POST /api/refresh': (ask) =>
            ask.cookies.has('refresh_token')
              ? json(
                  {},
                  {
                    setCookie: [
                      begin(ask, 'Ada'),
                      `refresh_token=${newId()}; Path=/api/refresh; HttpOnly; Secure; SameSite=Strict`,
                    ],
                  },
                )
              : refuse(),
        }),
      }).handler,
    }),
    async visit({ open, submit, fetch, idle }) {
      await open('/login');
      await submit('/login');
      for (let again = 0; again < 2; again++) {
        await fetch('/api/me');
        idle(20);
        await fetch('/api/me');
        await fetch('/api/refresh', { method: 'POST' });
        await fetch('/api/me');
      }
    },
  }),
  healthy('access-cookie-expires', {
    title: 'The access token’s cookie expires with the token, and is refreshed in silence',
    servers: () => ({
      'https://access-cookie-expires.test': signInApp({
        cookie: 'access_token',
        attributes: `${KEPT}; Max-Age=1`,
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
          'POST /api/refresh': (ask) =>
            ask.cookies.has('refresh_token') ? json({}, { setCookie: [begin(ask, 'Ada')] }) : refuse(),
        }),
      }).handler,
    }),
    async visit({ open, submit, fetch, passed, now }) {
      await open('/login');
      await submit('/login');
      await fetch('/api/me');
      await passed(now() + 1_100);
      await fetch('/api/me');
      await fetch('/api/refresh', { method: 'POST' });
      await fetch('/api/me');
    },
  }),
  healthy('id-renewed-by-time', {
    title: 'The framework gives the session another id every five minutes, on any page',
    servers: () => {
      const app = signInApp({ cookie: 'ci_session' });
      let renewed = 0;
      return {
        'https://id-renewed-by-time.test': async (ask) => {
          const id = ask.cookies.get('ci_session') ?? '';
          const held = app.store.get(id);
          const reply = await app.handler(ask);
          if (held?.user === undefined || reply.setCookie !== undefined) return reply;
          renewed ||= ask.now;
          if (ask.now - renewed < 300_000) return reply;
          renewed = ask.now;
          app.store.delete(id);
          return { ...reply, setCookie: [app.begin(ask, held.user)] };
        },
      };
    },
    async visit({ open, submit, follow, idle }) {
      await open('/account');
      await submit('/login');
      await follow('/account');
      for (let again = 0; again < 2; again++) {
        idle(6);
        await follow('/account');
        await follow('/account');
      }
    },
  }),
  healthy('csrf-cookies', {
    title: 'A CSRF cookie is set again at each form',
    servers: () => {
      const app = signInApp({ cookie: 'laravel_session' });
      return {
        'https://csrf-cookies.test': async (ask) => {
          const reply = await app.handler(ask);
          return {
            ...reply,
            setCookie: [...(reply.setCookie ?? []), `XSRF-TOKEN=${newId()}; Path=/; Secure; SameSite=Lax`],
          };
        },
      };
    },
    async visit({ open, submit, follow, fetch }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await fetch('/api/me');
      await submit('/logout');
      await open('/');
    },
  }),
  healthy('sliding-expiry', {
    title: 'Each response renews the cookie’s time',
    servers: () => {
      const app = signInApp({ cookie: 'connect.sid', attributes: `${KEPT}; Max-Age=1200` });
      return {
        'https://sliding-expiry.test': async (ask) => {
          const reply = await app.handler(ask);
          const id = ask.cookies.get('connect.sid');
          return reply.setCookie === undefined && id !== undefined ? { ...reply, setCookie: [app.line(id)] } : reply;
        },
      };
    },
    async visit({ open, submit, follow, fetch, idle }) {
      await open('/login');
      await submit('/login');
      for (let again = 0; again < 3; again++) {
        idle(15);
        await follow('/account');
        await fetch('/api/me');
      }
    },
  }),
  healthy('parallel-calls', {
    title: 'A page asks its API many things at once',
    servers: () => ({ 'https://parallel-calls.test': signInApp({ cookie: 'sid' }).handler }),
    async visit({ open, submit, fetch, follow }) {
      await open('/login');
      await submit('/login');
      await Promise.all(Array.from({ length: 6 }, () => fetch('/api/me')));
      await follow('/account');
    },
  }),
  healthy('two-tabs', {
    title: 'Two tabs on one session; one signs out, the other is sent to sign in, and does',
    servers: () => ({ 'https://two-tabs.test': signInApp({ cookie: 'sessionid' }).handler }),
    async visit({ open, submit, follow, secondTab }) {
      await open('/login');
      await submit('/login');
      const other = await secondTab();
      await other.open('/account');
      await follow('/account');
      await submit('/logout');
      await other.follow('/account');
      await other.submit('/login');
      await follow('/account');
    },
  }),
  healthy('subdomains', {
    title: 'One session for www, the shop and the API',
    origin: 'https://www.subdomains.test',
    also: ['https://shop.subdomains.test', 'https://api.subdomains.test'],
    servers: () => {
      const cors = {
        'access-control-allow-origin': 'https://shop.subdomains.test',
        'access-control-allow-credentials': 'true',
      };
      const app = signInApp({ cookie: 'sid', attributes: `${KEPT}; Domain=subdomains.test` });
      return {
        'https://www.subdomains.test': app.handler,
        'https://shop.subdomains.test': app.handler,
        'https://api.subdomains.test': (ask) =>
          app.session(ask) === undefined ? refuse({ headers: cors }) : json({}, { headers: cors }),
      };
    },
    async visit({ open, submit, follow, fetch }) {
      await open('/login');
      await submit('/login');
      await follow('https://shop.subdomains.test/account');
      await fetch('https://api.subdomains.test/cart', { credentials: 'include' });
      await follow('https://www.subdomains.test/account');
    },
  }),
  healthy('widget', {
    title: 'A widget in a frame of another site, with SameSite=None; Secure',
    also: ['https://page-with-widget.test'],
    servers: () => ({
      'https://widget.test': signInApp({
        cookie: 'widget_session',
        attributes: 'Path=/; HttpOnly; Secure; SameSite=None',
        routes: ({ begin, session }) => ({
          'GET /frame': (ask) =>
            session(ask) === undefined ? page('Chat', { setCookie: [begin(ask)] }) : page('Chat again'),
        }),
      }).handler,
      'https://page-with-widget.test': () => page('Shop'),
    }),
    async visit({ open, frame, follow }) {
      await open('https://page-with-widget.test/');
      await frame('https://widget.test/frame');
      await follow('https://page-with-widget.test/more');
      await frame('https://widget.test/frame');
    },
  }),
  healthy('static-and-404', {
    title: 'Files that are not there, an area that is forbidden, and a server that fails once',
    servers: () => ({
      'https://static-and-404.test': signInApp({
        cookie: 'sessionid',
        routes: ({ needsSignIn }) => ({
          'GET /admin': needsSignIn(() => ({ status: 403, body: 'Not for you' })),
          'GET /broken': () => ({ status: 500, body: 'Sorry' }),
          'GET /locked.svg': () => refuse(),
        }),
      }).handler,
    }),
    async visit({ open, submit, follow, image }) {
      await open('/login');
      await submit('/login');
      await image('/nowhere.png');
      await image('/locked.svg');
      await follow('/admin');
      await follow('/broken');
      await follow('/account');
    },
  }),
  healthy('stranger', {
    title: 'A visitor who never signs in is sent to the login',
    servers: () => ({
      'https://stranger.test': signInApp({
        cookie: 'PHPSESSID',
        routes: ({ begin, session }) => ({
          'GET /': (ask) =>
            session(ask) === undefined ? page('Welcome', { setCookie: [begin(ask)] }) : page('Welcome'),
        }),
      }).handler,
    }),
    async visit({ open, follow }) {
      await open('/');
      await follow('/');
      await follow('/account');
    },
  }),
  healthy('two-contexts', {
    title: 'Two servlet contexts of one host, each with its own session',
    servers: () => {
      const context = (path: string) =>
        signInApp({
          cookie: 'JSESSIONID',
          attributes: `Path=${path}; HttpOnly; Secure`,
          loginPath: `${path}/login`,
          homePath: `${path}/home`,
          idOf: () => newId().toUpperCase(),
        }).handler;
      const [shop, wiki] = [context('/shop'), context('/wiki')];
      return { 'https://two-contexts.test': (ask) => (ask.path.startsWith('/wiki') ? wiki : shop)(ask) };
    },
    async visit({ open, submit }) {
      for (const context of ['/shop', '/wiki']) {
        await open(`${context}/login`);
        await submit(`${context}/login`);
      }
      await open('/shop/home');
      await open('/wiki/home');
    },
  }),
  healthy('slow-server-clock', {
    title: 'The server’s clock is slow, its Date says so, and the browser takes that into account',
    servers: () => {
      const app = signInApp({ cookie: 'connect.sid' });
      return {
        'https://slow-server-clock.test': async (ask) => {
          const slow = ask.now - 90 * 60_000;
          const reply = await app.handler(ask);
          const expires = new Date(slow + 30 * 60_000).toUTCString();
          return {
            ...reply,
            headers: { ...reply.headers, date: new Date(slow).toUTCString() },
            ...(reply.setCookie && { setCookie: reply.setCookie.map((line) => `${line}; Expires=${expires}`) }),
          };
        },
      };
    },
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
    },
  }),
  healthy('cors-api', {
    title: 'A page and its API on two hosts, with credentials',
    origin: 'https://www.cors-api.test',
    also: ['https://api.cors-api.test'],
    servers: () => {
      const headers = {
        'access-control-allow-origin': 'https://www.cors-api.test',
        'access-control-allow-credentials': 'true',
      };
      const app = signInApp({
        cookie: 'api_session',
        routes: ({ begin, session }) => ({
          'POST /login': (ask) => json({}, { headers, setCookie: [begin(ask, 'Ada')] }),
          'GET /me': (ask) => (session(ask) === undefined ? refuse({ headers }) : json({}, { headers })),
        }),
      });
      return { 'https://www.cors-api.test': () => page('App'), 'https://api.cors-api.test': app.handler };
    },
    async visit({ open, fetch }) {
      await open('/');
      await fetch('https://api.cors-api.test/me', { credentials: 'include' });
      await fetch('https://api.cors-api.test/login', { method: 'POST', credentials: 'include' });
      await fetch('https://api.cors-api.test/me', { credentials: 'include' });
    },
  }),
  healthy('language-and-cart', {
    title: 'A language, a cart and a consent come and go beside the session',
    servers: () => {
      const app = signInApp({
        cookie: 'sessionid',
        routes: () => ({
          'GET /de': () =>
            page('Hallo', { setCookie: ['lang=de; Path=/; Max-Age=31536000', `cart=${newId()}; Path=/`] }),
          'POST /order': () =>
            redirect('/account', { setCookie: ['cart=; Path=/; Max-Age=0', 'flash=Thanks; Path=/; Max-Age=20'] }),
        }),
      });
      return { 'https://language-and-cart.test': app.handler };
    },
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/de');
      await follow('/account');
      await submit('/order');
    },
  }),
];
