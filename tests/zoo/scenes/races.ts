import { gate, meeting, page, redirect, refuse } from '../ask.ts';
import { fault, type Scene } from '../scene.ts';
import { json, KEPT, newId, signInApp } from '../sign-in-app.ts';

// Two requests under way at once.

const CLEARED = 'Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=0';

/** A sign-in of two tokens: the refresh token is good for one use. */
function rotatingTokens(options: { readonly clearsOnReuse: boolean }) {
  let current = '';
  let access = new Set<string>();
  let hasExpired = false;
  const both = meeting(2);
  const renewed = gate();
  const tokens = (): string[] => {
    current = newId();
    const id = newId();
    access.add(id);
    return [`access_token=${id}; ${KEPT}`, `refresh_token=${current}; ${KEPT}`];
  };
  return signInApp({
    cookie: 'access_token',
    routes: () => ({
      'POST /login': () => redirect('/app', { setCookie: tokens() }),
      'GET /app': () => page('App'),
      'GET /api/me': (ask) => {
        if (!access.has(ask.cookies.get('access_token') ?? '')) return refuse();
        if (hasExpired) renewed.open();
        return json({});
      },
      'POST /api/expire': () => {
        hasExpired = true;
        access = new Set();
        return json({});
      },
      'POST /api/refresh': async (ask) => {
        const sent = ask.cookies.get('refresh_token');
        const isFirst = sent === current;
        const setCookie = isFirst ? tokens() : [];
        await both();
        if (isFirst) return json({}, { setCookie });
        // The loser is answered once the browser has sent what the winner got.
        await renewed.opened;
        const clears = [`access_token=; ${CLEARED}`, `refresh_token=; ${CLEARED}`];
        return refuse(options.clearsOnReuse ? { setCookie: clears } : {});
      },
    }),
  }).handler;
}

const twoTabsRefresh: Scene['visit'] = async ({ open, submit, fetch, secondTab }) => {
  await open('/login');
  await submit('/login');
  const other = await secondTab();
  await other.open('/app');
  await fetch('/api/me');
  await fetch('/api/expire', { method: 'POST' });
  await Promise.all(
    [fetch, other.fetch].map(async (ask) => {
      await ask('/api/refresh', { method: 'POST' });
      await ask('/api/me');
    }),
  );
  await fetch('/api/me');
};

export const RACES: readonly Scene[] = [
  fault('refresh-race', 'refresh-race', {
    title: 'Two tabs refresh their tokens at once, and the loser is answered 401',
    servers: () => ({ 'https://refresh-race.test': rotatingTokens({ clearsOnReuse: false }) }),
    visit: twoTabsRefresh,
  }),
  fault('refresh-race-clears', 'refresh-race/deletes-winner', {
    title: 'The same, and the loser’s answer deletes the winner’s cookies',
    servers: () => ({ 'https://refresh-race-clears.test': rotatingTokens({ clearsOnReuse: true }) }),
    visit: twoTabsRefresh,
  }),
  fault('late-answer', 'late-answer', {
    title: 'A late answer writes an older client-side session over the one with the state of a sign-in',
    on: 'Flask',
    also: ['https://idp-of-late-answer.test'],
    servers: (apps) => {
      const flask = apps.on('Flask');
      const [asked, connected] = [gate(), gate()];
      let isConnected = false;
      return {
        'https://late-answer.test': async (ask) => {
          // The other tab's request left with the session as it was before.
          if (ask.path === '/connect') await asked.opened;
          const reply = await flask(ask);
          if (ask.path === '/filter') asked.open();
          if (ask.path === '/connect') isConnected = true;
          // The browser comes here by the redirect of /connect, so it has that answer's cookie.
          if (ask.path === '/' && isConnected) connected.open();
          if (ask.path === '/filter') await connected.opened;
          return reply;
        },
        'https://idp-of-late-answer.test': () => page('Choose an account'),
      };
    },
    async visit({ open, submit, secondTab }) {
      await open('/login');
      await submit('/login');
      const other = await secondTab();
      await other.open('/account');
      const provider = encodeURIComponent('/');
      const filter = other.fetch('/filter?by=name');
      await open(`/connect?state=s1&to=${provider}`);
      await filter;
      await open('/connect/callback?state=s1&code=c1');
    },
  }),
  fault('regenerate-race', 'regenerate-race', {
    title: 'Two requests at once each give the session a new id',
    servers: () => {
      const app = signInApp({ cookie: 'PHPSESSID', idOf: () => newId().toLowerCase().slice(0, 26) });
      const both = meeting(2);
      const moved = gate();
      return {
        'https://regenerate-race.test': async (ask) => {
          const user = app.session(ask)?.user;
          if (ask.path === '/api/list') {
            if (user !== undefined) moved.open();
            return user === undefined ? refuse() : json([]);
          }
          if (ask.path !== '/api/save') return app.handler(ask);
          // The first to come moves the session to a new id; the second finds none, and gets a new one of its own.
          app.store.delete(ask.cookies.get('PHPSESSID') ?? '');
          const line = app.begin(ask, user);
          await both();
          // It is answered once the browser has sent the first one's id.
          if (user === undefined) await moved.opened;
          return json({ saved: true }, { setCookie: [line] });
        },
      };
    },
    async visit({ open, submit, follow, fetch, secondTab }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      const other = await secondTab();
      await other.open('/account');
      await Promise.all(
        [fetch, other.fetch].map(async (ask) => {
          await ask('/api/save', { method: 'POST' });
          await ask('/api/list');
        }),
      );
      await follow('/account');
    },
  }),
  fault('parallel-first', 'parallel-first', {
    title: 'A page’s first requests leave together, and each gets a session of its own',
    servers: () => {
      const app = signInApp({ cookie: 'connect.sid' });
      const all = meeting(3);
      return {
        'https://parallel-first.test': async (ask) => {
          if (!ask.path.startsWith('/api/')) return page('App');
          if (app.session(ask) !== undefined) return json({});
          await all();
          return json({}, { setCookie: [app.begin(ask)] });
        },
      };
    },
    async visit({ open, fetch }) {
      await open('/');
      await Promise.all([fetch('/api/cart'), fetch('/api/user'), fetch('/api/news')]);
    },
  }),
];
