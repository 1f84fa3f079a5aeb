import { page, redirect, refuse } from '../ask.ts';
import { fault, type Scene } from '../scene.ts';
import { KEPT, newId, signInApp } from '../sign-in-app.ts';

// The server sets the session's cookie, and the browser does not keep it.

const signIn: Scene['visit'] = async ({ open, submit }) => {
  await open('/login');
  await submit('/login');
};

const GMT = (time: number): string => new Date(time).toUTCString();

/** A date as a server in New York writes its own time. */
function newYork(time: number): string {
  const local = new Date(time - 5 * 3_600_000)
    .toUTCString()
    .replace(/^(\w+), (\d+) (\w+) (\d+) (.*) GMT$/, '$1 $3 $2 $4 $5');
  return `${local} GMT-0500 (EST)`;
}

export const NOT_KEPT: readonly Scene[] = [
  fault('secure-over-http', 'not-kept/secure-on-insecure-origin', {
    title: 'Secure is set, and the site is reached by plain http',
    on: 'Django, SESSION_COOKIE_SECURE',
    origin: 'http://secure-over-http.test',
    servers: (apps) => ({ 'http://secure-over-http.test': apps.on('Django, SESSION_COOKIE_SECURE') }),
    async visit({ open, submit }) {
      await open('/login/');
      await submit('/login/');
    },
  }),
  fault('none-without-secure', 'not-kept/samesite-none-without-secure', {
    title: 'SameSite=None without Secure',
    on: 'Flask',
    servers: (apps) => ({ 'https://none-without-secure.test': apps.on('Flask') }),
    visit: signIn,
  }),
  fault('domain-is-url', 'not-kept/domain-is-url', {
    title: 'Domain holds a URL',
    on: 'PHP',
    servers: (apps) => ({ 'https://domain-is-url.test': apps.on('PHP') }),
    visit: signIn,
  }),
  fault('domain-of-another', 'not-kept/domain-mismatch', {
    title: 'Domain names the host before the move',
    servers: () => ({
      'https://domain-of-another.test': signInApp({ attributes: `${KEPT}; Domain=before-the-move.test` }).handler,
    }),
    visit: signIn,
  }),
  fault('domain-is-suffix', 'not-kept/domain-public-suffix', {
    title: 'Domain is a public suffix',
    origin: 'https://domain-is-suffix.co.uk',
    site: 'domain-is-suffix.co.uk',
    servers: () => ({
      'https://domain-is-suffix.co.uk': signInApp({ cookie: 'JSESSIONID', attributes: `${KEPT}; Domain=co.uk` })
        .handler,
    }),
    visit: signIn,
  }),
  fault('host-prefix-with-domain', 'not-kept/prefix-host', {
    title: '__Host- with a Domain',
    servers: () => ({
      'https://host-prefix-with-domain.test': signInApp({
        cookie: '__Host-session',
        attributes: `${KEPT}; Domain=host-prefix-with-domain.test`,
      }).handler,
    }),
    visit: signIn,
  }),
  fault('too-large', 'not-kept/too-large', {
    title: 'The whole session is sealed into one cookie of 5 kB',
    servers: () => ({
      'https://too-large.test': signInApp({
        cookie: 'iron-session',
        idOf: () => `Fe26.2*${'x1Y2z3W4'.repeat(640)}${newId()}`,
      }).handler,
    }),
    visit: signIn,
  }),
  fault('born-expired', 'born-expired', {
    title: 'Expires was computed once, when the server started',
    servers: () => {
      const started = Date.now() - 26 * 3_600_000;
      const attributes = `${KEPT}; Expires=${GMT(started + 24 * 3_600_000)}`;
      return { 'https://born-expired.test': signInApp({ cookie: 'connect.sid', attributes }).handler };
    },
    visit: signIn,
  }),
  fault('expires-with-zone', 'born-expired/zone', {
    title: 'Expires stands in the server’s own time zone',
    but: { firefox: 'alive', 'firefox-har': 'alive' },
    servers: () => {
      const app = signInApp();
      return {
        'https://expires-with-zone.test': (ask) => {
          if (ask.method !== 'POST') return app.handler(ask);
          const line = `${app.begin(ask, 'Ada')}; Expires=${newYork(ask.now + 1_800_000)}`;
          return redirect('/home', { setCookie: [line] });
        },
      };
    },
    visit: signIn,
  }),
  fault('clock-behind', 'born-expired', {
    title: 'The application’s clock is behind, its proxy’s is right',
    servers: () => {
      const app = signInApp();
      return {
        'https://clock-behind.test': (ask) => {
          if (ask.method !== 'POST') return app.handler(ask);
          const slow = ask.now - 90 * 60_000;
          return redirect('/home', { setCookie: [`${app.begin(ask, 'Ada')}; Expires=${GMT(slow + 30 * 60_000)}`] });
        },
      };
    },
    visit: signIn,
  }),
  fault('joined-by-gateway', 'joined-lines', {
    title: 'A gateway joins the Set-Cookie lines by commas',
    servers: () => {
      const app = signInApp({ cookie: 'app.sid' });
      return {
        'https://joined-by-gateway.test': async (ask) => {
          const reply = await app.handler(ask);
          const lines = reply.setCookie ?? [];
          return lines.length === 0 ? reply : { ...reply, setCookie: [['lang=en; Path=/', ...lines].join(', ')] };
        },
      };
    },
    visit: signIn,
  }),
  fault('third-party-frame', 'not-kept/third-party-blocked', {
    title: 'A quiz in a frame of another site, and the browser blocks third-party cookies',
    thirdPartyCookies: 'blocked',
    also: ['https://campus-of-quiz.test'],
    servers: () => ({
      'https://third-party-frame.test': signInApp({
        cookie: 'connect.sid',
        attributes: 'Path=/; HttpOnly; Secure; SameSite=None',
        routes: (app) => ({
          'GET /launch': (ask) => redirect('/quiz', { setCookie: [app.begin(ask, 'Ada')] }),
          'GET /quiz': app.needsSignIn(() => page('Quiz')),
        }),
      }).handler,
      'https://campus-of-quiz.test': () => page('Campus'),
    }),
    async visit({ open, frame }) {
      await open('https://campus-of-quiz.test/course');
      await frame('https://third-party-frame.test/launch');
    },
  }),
  fault('fetch-without-credentials-login', 'not-kept/cors-anonymous', {
    title: 'A page signs in at its API by a fetch without credentials',
    site: 'login-without-credentials.test',
    origin: 'https://api.login-without-credentials.test',
    also: ['https://www.login-without-credentials.test'],
    servers: () => {
      const cors = { 'access-control-allow-origin': 'https://www.login-without-credentials.test' };
      const app = signInApp();
      return {
        'https://api.login-without-credentials.test': (ask) =>
          ask.path === '/login'
            ? { headers: cors, setCookie: [app.begin(ask, 'Ada')], body: 'ok' }
            : app.session(ask) === undefined
              ? refuse({ headers: cors })
              : { headers: cors, body: 'Ada' },
        'https://www.login-without-credentials.test': () => page('App'),
      };
    },
    async visit({ open, fetch }) {
      await open('https://www.login-without-credentials.test/');
      await fetch('/login', { method: 'POST' });
      await fetch('/me');
    },
  }),
];
