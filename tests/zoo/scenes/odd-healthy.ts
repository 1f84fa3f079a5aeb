import { gate, type Handler, page, redirect, refuse, svg } from '../ask.ts';
import { healthy, type Scene } from '../scene.ts';
import { json, KEPT, newId, signInApp } from '../sign-in-app.ts';

// What is odd and ordinary: applications that work, and look in part as if they did not.

const sealed = (): string => Buffer.from(newId() + newId()).toString('base64url');

/** A sign-in whose framework gives the session another id at each request, and goes on with it. */
function idPerRequest(): Handler {
  const app = signInApp({ cookie: 'PHPSESSID' });
  return async (ask) => {
    const id = ask.cookies.get('PHPSESSID') ?? '';
    const held = app.store.get(id);
    const reply = await app.handler(ask);
    if (held?.user === undefined || reply.setCookie !== undefined) return reply;
    app.store.delete(id);
    return { ...reply, setCookie: [app.begin(ask, held.user)] };
  };
}

export const ODD_HEALTHY: readonly Scene[] = [
  healthy('staff-area', {
    title: 'An area for staff sends users of another role to the login, as Django does',
    servers: () => ({
      'https://staff-area.test': signInApp({
        cookie: 'sessionid',
        routes: () => ({ 'GET /admin/': () => redirect('/login?next=/admin/') }),
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await follow('/admin/');
      await follow('/account');
    },
  }),
  healthy('forbidden-post', {
    title: 'A form of an old tab is answered 403 for its CSRF token; the session lives',
    servers: () => ({
      'https://forbidden-post.test': signInApp({
        cookie: 'sessionid',
        routes: () => ({ 'POST /profile': (ask) => (ask.form.has('fresh') ? redirect('/account') : { status: 403 }) }),
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/account');
      await submit('/login');
      await follow('/account');
      await submit('/profile', { fresh: '1' });
      await submit('/profile');
    },
  }),
  healthy('page-expired', {
    title: 'Laravel answers 419 to an old form; the session lives',
    servers: () => ({
      'https://page-expired.test': signInApp({
        cookie: 'laravel_session',
        routes: () => ({ 'POST /profile': (ask) => (ask.form.has('fresh') ? redirect('/account') : { status: 419 }) }),
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await submit('/profile');
      await follow('/account');
    },
  }),
  healthy('sudo-mode', {
    title: 'Settings ask for the password again, then open',
    servers: () => {
      let sudo = false;
      return {
        'https://sudo-mode.test': signInApp({
          cookie: 'user_session',
          routes: ({ needsSignIn }) => ({
            'GET /settings': needsSignIn(() =>
              sudo ? page('Settings') : redirect('/sessions/sudo?return_to=/settings'),
            ),
            'GET /sessions/sudo': () => page('Confirm your password'),
            'POST /sessions/sudo': () => {
              sudo = true;
              return redirect('/settings');
            },
          }),
        }).handler,
      };
    },
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await follow('/settings');
      await submit('/sessions/sudo');
      await follow('/account');
    },
  }),
  healthy('encrypted-cookie', {
    title: 'Rails writes its encrypted session again at each response',
    servers: () => {
      const users = new Map<string, string>();
      return {
        'https://encrypted-cookie.test': (ask) => {
          const user = users.get(ask.cookies.get('_shop_session') ?? '');
          const fresh = (name: string): string[] => {
            const value = `${Buffer.from(newId() + newId() + newId()).toString('base64')}--${newId().slice(0, 16)}--${newId().slice(0, 22)}==`;
            users.set(value, name);
            return [`_shop_session=${encodeURIComponent(value)}; ${KEPT}`];
          };
          const known = user ?? users.get(decodeURIComponent(ask.cookies.get('_shop_session') ?? ''));
          if (ask.path === '/login' && ask.method === 'POST') return redirect('/home', { setCookie: fresh('Ada') });
          if (ask.path === '/login') return page('Sign in', { setCookie: fresh('') });
          if (known === undefined || known === '') return redirect('/login');
          return page('Home', { setCookie: fresh(known) });
        },
      };
    },
    async visit({ open, submit, follow }) {
      await open('/home');
      await submit('/login');
      for (const path of ['/home', '/orders', '/home', '/orders']) await follow(path);
    },
  }),
  healthy('sealed-token', {
    title: 'Auth.js seals its token again at each call of its session endpoint',
    servers: () => {
      let current = '';
      const set = (): string[] => {
        current = `eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..${sealed().slice(0, 16)}.${sealed()}.${sealed().slice(0, 22)}`;
        return [`__Secure-next-auth.session-token=${current}; ${KEPT}; Max-Age=2592000`];
      };
      return {
        'https://sealed-token.test': (ask) => {
          const has = ask.cookies.get('__Secure-next-auth.session-token') !== undefined;
          if (ask.path === '/api/auth/csrf')
            return json({}, { setCookie: [`__Host-next-auth.csrf-token=${newId()}%7C${newId()}; ${KEPT}`] });
          if (ask.path === '/api/auth/callback/credentials') return redirect('/', { setCookie: set() });
          if (ask.path === '/api/auth/session') return has ? json({ user: {} }, { setCookie: set() }) : json({});
          if (ask.path === '/api/auth/signout')
            return redirect('/', { setCookie: [`__Secure-next-auth.session-token=; ${KEPT}; Max-Age=0`] });
          return page('Page');
        },
      };
    },
    async visit({ open, submit, fetch, follow }) {
      await open('/');
      await fetch('/api/auth/session');
      await fetch('/api/auth/csrf');
      await submit('/api/auth/callback/credentials');
      for (let again = 0; again < 4; again++) {
        await fetch('/api/auth/session');
        await follow('/');
      }
      await submit('/api/auth/signout');
      await fetch('/api/auth/session');
    },
  }),
  healthy('id-per-request', {
    title: 'The framework gives the session another id at each request, and goes on with it',
    servers: () => ({ 'https://id-per-request.test': idPerRequest() }),
    async visit({ open, submit, follow }) {
      await open('/account');
      await submit('/login');
      for (let again = 0; again < 5; again++) await follow('/account');
    },
  }),
  healthy('id-per-request-no-stranger', {
    title: 'The same, where no stranger was seen to be turned away',
    servers: () => ({ 'https://id-per-request-no-stranger.test': idPerRequest() }),
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      for (let again = 0; again < 5; again++) await follow('/account');
    },
  }),
  healthy('wordpress', {
    title: 'WordPress sets one cookie for three paths, and clears all of them and older names',
    servers: () => {
      const hash = newId().slice(0, 32);
      const value = `ada%7C1999999999%7C${newId()}%7C${newId()}`;
      const names = [
        [`wordpress_sec_${hash}`, '/wp-content/plugins'],
        [`wordpress_sec_${hash}`, '/wp-admin'],
        [`wordpress_logged_in_${hash}`, '/'],
      ] as const;
      const past = 'expires=Fri, 28 Nov 2025 08:00:00 GMT; Max-Age=0';
      return {
        'https://wordpress.test': (ask) => {
          const has = [...ask.cookies.keys()].some((name) => name.startsWith('wordpress_logged_in'));
          if (ask.path === '/wp-login.php' && ask.url.searchParams.get('action') === 'logout')
            return redirect('/wp-login.php?loggedout=true', {
              setCookie: [
                ...names.map(([name, path]) => `${name}=%20; ${past}; path=${path}`),
                `wordpress_${hash}=%20; ${past}; path=/wp-admin`,
                `wordpresspass_${hash}=%20; ${past}; path=/`,
                `wp-settings-0=%20; ${past}; path=/`,
              ],
            });
          if (ask.path === '/wp-login.php' && ask.method === 'POST')
            return redirect('/wp-admin/', {
              setCookie: [
                'wordpress_test_cookie=WP%20Cookie%20check; path=/; secure',
                ...names.map(([name, path]) => `${name}=${value}; path=${path}; secure; HttpOnly`),
              ],
            });
          if (ask.path === '/wp-login.php')
            return page('Log in', { setCookie: ['wordpress_test_cookie=WP%20Cookie%20check; path=/; secure'] });
          if (ask.path.startsWith('/wp-admin') && !has)
            return redirect(`/wp-login.php?redirect_to=${encodeURIComponent(ask.url.href)}&reauth=1`);
          return page('Page', {
            setCookie: [`wp-settings-time-1=${Math.floor(ask.now / 1000)}; path=/; Max-Age=31536000`],
          });
        },
      };
    },
    async visit({ open, submit, follow }) {
      await open('/wp-admin/');
      await submit('/wp-login.php');
      await follow('/');
      await follow('/wp-admin/edit.php');
      await follow('/wp-login.php?action=logout&_wpnonce=abc');
    },
  }),
  healthy('clears-older-twins', {
    title: 'A login clears twins of older versions of the site, which nobody has, beside the cookie that it sets',
    servers: () => {
      const app = signInApp({ cookie: 'session' });
      return {
        'https://clears-older-twins.test': async (ask) => {
          const reply = await app.handler(ask);
          if (ask.method !== 'POST' || ask.path !== '/login') return reply;
          const old = ['session=; Max-Age=0; Path=/; Domain=clears-older-twins.test', 'session=; Max-Age=0; Path=/app'];
          return { ...reply, setCookie: [...old, ...(reply.setCookie ?? [])] };
        },
      };
    },
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await submit('/logout');
      await submit('/login');
      await follow('/account');
    },
  }),
  healthy('clears-and-sets', {
    title: 'One response clears the session’s cookie and sets it again, as PHP does',
    servers: () => {
      const app = signInApp({ cookie: 'PHPSESSID', attributes: 'path=/; secure; HttpOnly' });
      return {
        'https://clears-and-sets.test': async (ask) => {
          const reply = await app.handler(ask);
          if (ask.method !== 'POST' || ask.path !== '/login') return reply;
          const cleared = 'PHPSESSID=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT; Max-Age=0; path=/; secure';
          return { ...reply, setCookie: [cleared, ...(reply.setCookie ?? [])] };
        },
      };
    },
    async visit({ open, submit, follow }) {
      await open('/account');
      await submit('/login');
      await follow('/account');
      await submit('/login');
      await follow('/account');
    },
  }),
  healthy('clears-twice-at-logout', {
    title: 'A logout clears with Domain and without, to be sure',
    servers: () => ({
      'https://clears-twice-at-logout.test': signInApp({
        cookie: 'auth_token',
        clears: [
          'auth_token=; Max-Age=0; Path=/; Domain=clears-twice-at-logout.test; Secure',
          'auth_token=; Max-Age=0; Path=/; Secure',
          'auth_token=; Max-Age=0; Path=/api; Secure',
        ],
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
  healthy('poll-crosses-logout', {
    title: 'A poll of another tab crosses the logout, and is answered 401',
    servers: () => {
      const { opened, open } = gate();
      const app = signInApp({
        cookie: 'sid',
        routes: ({ session }) => ({
          'GET /api/poll': async (ask) => {
            await opened;
            return session(ask) === undefined ? refuse() : json({});
          },
        }),
      });
      return {
        'https://poll-crosses-logout.test': async (ask) => {
          const reply = await app.handler(ask);
          if (ask.path === '/logout') open();
          return reply;
        },
      };
    },
    async visit({ open, submit, secondTab }) {
      await open('/account');
      await submit('/login');
      const other = await secondTab();
      await other.open('/account');
      await Promise.all([other.fetch('/api/poll'), submit('/logout')]);
    },
  }),
  healthy('poll-crosses-login', {
    title: 'A call with the visitor’s id crosses the login, and is answered 401',
    servers: () => {
      const { opened, open } = gate();
      const app = signInApp({
        cookie: 'sid',
        routes: ({ begin, session }) => ({
          'GET /login': (ask) => page('Sign in', { setCookie: [begin(ask)] }),
          'GET /api/poll': async (ask) => {
            await opened;
            return session(ask)?.user === undefined ? refuse() : json({});
          },
        }),
      });
      return {
        'https://poll-crosses-login.test': async (ask) => {
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
      await Promise.all([other.fetch('/api/poll'), submit('/login')]);
      await follow('/account');
    },
  }),
  healthy('refresh-by-redirect', {
    title: 'A middleware sends an expired page through the refresh and back',
    servers: () => ({
      'https://refresh-by-redirect.test': signInApp({
        cookie: 'access_token',
        idle: 15,
        routes: ({ begin, session }) => ({
          'POST /login': (ask) =>
            redirect('/home', {
              setCookie: [begin(ask, 'Ada'), `refresh_token=${newId()}; Path=/auth; HttpOnly; Secure; SameSite=Lax`],
            }),
          'GET /home': (ask) =>
            session(ask)?.user === undefined ? redirect('/auth/refresh?returnTo=/home', { status: 307 }) : page('Home'),
          'GET /auth/refresh': (ask) =>
            ask.cookies.has('refresh_token')
              ? redirect(ask.url.searchParams.get('returnTo') ?? '/', { setCookie: [begin(ask, 'Ada')] })
              : redirect('/login'),
        }),
      }).handler,
    }),
    async visit({ open, submit, follow, idle }) {
      await open('/login');
      await submit('/login');
      for (let again = 0; again < 2; again++) {
        await follow('/home');
        idle(20);
        await follow('/home');
      }
    },
  }),
  healthy('silent-sign-on', {
    title: 'The application’s session ends after a pause, and the provider signs in again without a word',
    also: ['https://idp-silent-sign-on.test'],
    servers: () => {
      const app = signInApp({
        cookie: 'app_session',
        idle: 30,
        strangers: () =>
          redirect(
            'https://idp-silent-sign-on.test/authorize?client_id=a&state=s1&redirect_uri=https%3A%2F%2Fsilent-sign-on.test%2Fcallback',
          ),
        routes: ({ begin }) => ({
          'GET /callback': (ask) => redirect('/home', { setCookie: [begin(ask, 'Ada')] }),
        }),
      });
      return {
        'https://silent-sign-on.test': app.handler,
        'https://idp-silent-sign-on.test': (ask) =>
          ask.cookies.has('idp')
            ? redirect('https://silent-sign-on.test/callback?code=abc&state=s1')
            : ask.method === 'POST'
              ? redirect('https://silent-sign-on.test/callback?code=abc&state=s1', {
                  setCookie: [`idp=${newId()}; ${KEPT}`],
                })
              : ask.path === '/authorize'
                ? redirect('/login')
                : page('Password'),
      };
    },
    async visit({ open, submit, follow, idle }) {
      await open('/home');
      await submit('https://idp-silent-sign-on.test/login');
      await follow('/account');
      idle(60);
      await follow('/home');
      await follow('/account');
    },
  }),
  healthy('impersonation', {
    title: 'Support takes over a user’s account and goes back: another id each time',
    servers: () => {
      const app = signInApp({
        cookie: 'sid',
        routes: ({ begin, needsSignIn }) => ({
          'POST /admin/impersonate': needsSignIn((ask) => redirect('/home', { setCookie: [begin(ask, 'Bob')] })),
          'POST /admin/stop': needsSignIn((ask) => redirect('/home', { setCookie: [begin(ask, 'Ada')] })),
        }),
      });
      return { 'https://impersonation.test': app.handler };
    },
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await submit('/admin/impersonate');
      await follow('/account');
      await submit('/admin/stop');
      await follow('/account');
    },
  }),
  healthy('two-products', {
    title: 'Two products of one company on two hosts, each with a login of its own',
    origin: 'https://app.two-products.test',
    also: ['https://community.two-products.test'],
    servers: () => ({
      'https://app.two-products.test': signInApp({ cookie: 'sid' }).handler,
      'https://community.two-products.test': signInApp({ cookie: '_forum_session' }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await follow('https://community.two-products.test/account');
      await open('/account');
    },
  }),
  healthy('two-tenants', {
    title: 'Two tenants on two hosts, the same software, a login each',
    origin: 'https://red.two-tenants.test',
    also: ['https://blue.two-tenants.test'],
    servers: () => ({
      'https://red.two-tenants.test': signInApp({ cookie: 'sid' }).handler,
      'https://blue.two-tenants.test': signInApp({ cookie: 'sid' }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await follow('https://blue.two-tenants.test/account');
      await submit('https://blue.two-tenants.test/login');
      await follow('https://blue.two-tenants.test/account');
      await open('/account');
    },
  }),
  healthy('edge-cookie-on-hit', {
    title: 'A CDN’s cached page carries the CDN’s own cookie',
    servers: () => {
      const app = signInApp({ cookie: 'connect.sid' });
      return {
        'https://edge-cookie-on-hit.test': async (ask) => {
          const reply = await app.handler(ask);
          if (ask.path !== '/') return reply;
          return {
            ...reply,
            headers: { 'cf-cache-status': 'HIT', age: '300' },
            setCookie: [`__cf_bm=${newId()}-1-${newId()}; path=/; Max-Age=1800; HttpOnly; Secure; SameSite=None`],
          };
        },
      };
    },
    async visit({ open, submit, follow }) {
      await open('/');
      await open('/login');
      await submit('/login');
      await follow('/');
      await follow('/account');
    },
  }),
  healthy('second-factor', {
    title: 'A password, then a code: the id of the first step is given up at the second',
    servers: () => {
      const app = signInApp({
        cookie: 'sid',
        routes: ({ begin, session }) => ({
          'POST /login': (ask) => redirect('/login/otp', { setCookie: [begin(ask)] }),
          'GET /login/otp': () => page('Code'),
          'POST /login/otp': (ask) =>
            session(ask) === undefined
              ? redirect('/login')
              : ask.form.get('code') === '1'
                ? redirect('/home', { setCookie: [begin(ask, 'Ada')] })
                : redirect('/login/otp?error=code'),
        }),
      });
      return { 'https://second-factor.test': app.handler };
    },
    async visit({ open, submit, follow }) {
      await open('/account');
      await submit('/login');
      await submit('/login/otp', { code: '2' });
      await submit('/login/otp', { code: '1' });
      await follow('/account');
    },
  }),
  healthy('flash', {
    title: 'A message of one page travels in a cookie, and the next page clears it',
    servers: () => {
      const app = signInApp({
        cookie: 'sid',
        routes: ({ needsSignIn }) => ({
          'POST /save': needsSignIn(() =>
            redirect('/saved', { setCookie: [`flash=${newId()}; Path=/; HttpOnly; Secure`] }),
          ),
          'GET /saved': needsSignIn(() => page('Saved', { setCookie: ['flash=; Path=/; Max-Age=0; Secure'] })),
        }),
      });
      return { 'https://flash.test': app.handler };
    },
    async visit({ open, submit }) {
      await open('/login');
      await submit('/login');
      for (let again = 0; again < 3; again++) await submit('/save');
    },
  }),
  healthy('maintenance', {
    title: 'The server is away for a moment, and is back with all its sessions',
    servers: () => {
      const app = signInApp({ cookie: 'sid' });
      let asked = 0;
      return {
        'https://maintenance.test': (ask) => {
          asked += 1;
          return asked > 4 && asked < 8 ? { status: asked === 5 ? 502 : asked === 6 ? 503 : 429 } : app.handler(ask);
        },
      };
    },
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      for (let again = 0; again < 5; again++) await follow('/account');
    },
  }),
  healthy('spa', {
    title: 'A page asks who is there, gets 401, signs in by an API, and asks on',
    servers: () => ({
      'https://spa.test': signInApp({
        cookie: 'sid',
        routes: ({ begin, session }) => ({
          'GET /app': () => page('App'),
          'POST /api/login': (ask) => json({ ok: true }, { setCookie: [begin(ask, 'Ada')] }),
          'GET /api/admin': () => ({ status: 403 }),
          'GET /api/none': () => ({ status: 404 }),
          'DELETE /api/session': (ask) => {
            session(ask);
            return json({}, { setCookie: [`sid=; Max-Age=0; ${KEPT}`] });
          },
        }),
      }).handler,
    }),
    async visit({ open, fetch }) {
      await open('/app');
      await fetch('/api/me');
      await fetch('/api/login', { method: 'POST' });
      await fetch('/api/me');
      await fetch('/api/admin');
      await fetch('/api/none');
      await fetch('/api/me');
      await fetch('/api/admin');
      await fetch('/api/session', { method: 'DELETE' });
      await fetch('/api/me');
    },
  }),
  healthy('aspnet', {
    title: 'ASP.NET keeps its session’s cookie at sign-out, and clears the sign-in’s',
    servers: () => {
      const app = signInApp({
        cookie: '.ASPXAUTH',
        idOf: () => (newId() + newId() + newId()).toUpperCase(),
        loginPath: '/Account/Login',
        logoutPath: '/Account/LogOff',
        strangers: (ask) => redirect(`/Account/Login?ReturnUrl=${encodeURIComponent(ask.path)}`),
      });
      return {
        'https://aspnet.test': async (ask) => {
          const reply = await app.handler(ask);
          if (ask.cookies.has('ASP.NET_SessionId')) return reply;
          const session = `ASP.NET_SessionId=${newId().slice(0, 24).toLowerCase()}; path=/; secure; HttpOnly; SameSite=Lax`;
          return { ...reply, setCookie: [session, ...(reply.setCookie ?? [])] };
        },
      };
    },
    async visit({ open, submit, follow }) {
      await open('/account');
      await submit('/Account/Login');
      await follow('/account');
      await submit('/Account/LogOff');
      await follow('/');
      await submit('/Account/Login');
      await follow('/account');
    },
  }),
  healthy('front-and-api-ports', {
    title: 'A page of one port and its API on another share a cookie in development',
    origin: 'http://localhost:5173',
    also: ['http://localhost:4000'],
    servers: () => {
      const app = signInApp({
        cookie: 'dev_api_sid',
        attributes: 'Path=/; HttpOnly; SameSite=Lax',
        routes: ({ begin, session }) => ({
          'POST /api/login': (ask) => json({}, { setCookie: [begin(ask, 'Ada')] }),
          'GET /api/me': (ask) => (session(ask)?.user === undefined ? refuse() : json({})),
        }),
      });
      const cors: (handler: Handler) => Handler = (handler) => async (ask) => {
        const reply = await handler(ask);
        return {
          ...reply,
          headers: {
            ...reply.headers,
            'access-control-allow-origin': 'http://localhost:5173',
            'access-control-allow-credentials': 'true',
          },
        };
      };
      return { 'http://localhost:5173': () => page('Vite'), 'http://localhost:4000': cors(app.handler) };
    },
    async visit({ open, fetch }) {
      const api = (path: string, method: 'GET' | 'POST' = 'GET') =>
        fetch(`http://localhost:4000${path}`, { method, credentials: 'include' });
      await open('/');
      await api('/api/me');
      await api('/api/login', 'POST');
      await api('/api/me');
      await open('/');
      await api('/api/me');
    },
  }),
  healthy('magic-link', {
    title: 'A link of a mail signs in, and works once',
    also: ['https://mail-of-magic.test'],
    servers: () => ({
      'https://magic-link.test': signInApp({
        cookie: 'sid',
        routes: ({ begin }) => ({
          'GET /magic': (ask) => redirect('/home', { setCookie: [begin(ask, 'Ada')] }),
        }),
      }).handler,
      'https://mail-of-magic.test': () => page('Mail'),
    }),
    async visit({ open, follow }) {
      await open('/account');
      await open('https://mail-of-magic.test/');
      await follow('https://magic-link.test/magic?token=abc');
      await follow('/account');
    },
  }),
  healthy('pictures-of-a-cdn', {
    title: 'Pictures of a host without cookies, and a font that is forbidden',
    also: ['https://static.pictures-of-a-cdn.test'],
    servers: () => ({
      'https://pictures-of-a-cdn.test': signInApp({ cookie: 'sid' }).handler,
      'https://static.pictures-of-a-cdn.test': (ask) => (ask.path.endsWith('.svg') ? svg() : { status: 403 }),
    }),
    async visit({ open, submit, follow, image, fetch }) {
      await open('/login');
      await submit('/login');
      await image('https://static.pictures-of-a-cdn.test/a.svg');
      await fetch('https://static.pictures-of-a-cdn.test/secret');
      await follow('/account');
    },
  }),
  healthy('consent-tool', {
    title: 'A consent tool clears cookies of analytics by script, at each page',
    servers: () => ({ 'https://consent-tool.test': signInApp({ cookie: 'sid' }).handler }),
    async visit({ open, submit, follow, writeCookie }) {
      await open('/login');
      await submit('/login');
      for (let again = 0; again < 3; again++) {
        await follow('/account');
        await writeCookie(`_ga=GA1.1.${Date.now()}.${Date.now()}; Path=/; Max-Age=63072000`);
        await writeCookie(`session_tracker=${newId()}; Path=/; Max-Age=600`);
        await writeCookie('_ga=; Path=/; Max-Age=0');
        await writeCookie('session_tracker=; Path=/; Max-Age=0');
      }
    },
  }),
];
