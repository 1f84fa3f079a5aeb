import { gate, meeting, page, redirect, refuse } from '../ask.ts';
import { fault, type Scene } from '../scene.ts';
import { json, KEPT, newId, signInApp } from '../sign-in-app.ts';

// Two requests under way at once.

const CLEARED = 'Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=0';

/** A sign-in of two tokens: the refresh token is good for one use. */
function rotatingTokens(options: { readonly clearsOnReuse: boolean }) {
  let current = '';
  let access = new Set<string>();
  const both = meeting(2);
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
      'GET /api/me': (ask) => (access.has(ask.cookies.get('access_token') ?? '') ? json({}) : refuse()),
      'POST /api/expire': () => {
        access = new Set();
        return json({});
      },
      'POST /api/refresh': async (ask) => {
        const sent = ask.cookies.get('refresh_token');
        const isFirst = sent === current;
        const setCookie = isFirst ? tokens() : [];
        await both();
        if (isFirst) return json({}, { setCookie });
        // The winner's answer is on its way before the loser's.
        await new Promise((later) => setTimeout(later, 60));
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
  await Promise.all([fetch('/api/refresh', { method: 'POST' }), other.fetch('/api/refresh', { method: 'POST' })]);
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
      return {
        'https://late-answer.test': async (ask) => {
          // The other tab's request left with the session as it was before.
          if (ask.path === '/connect') await asked.opened;
          const reply = await flask(ask);
          if (ask.path === '/filter') asked.open();
          if (ask.path === '/connect') connected.open();
          if (ask.path !== '/filter') return reply;
          await connected.opened;
          await new Promise((later) => setTimeout(later, 60));
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
      return {
        'https://regenerate-race.test': async (ask) => {
          if (ask.path !== '/api/save') return app.handler(ask);
          // The first to come moves the session to a new id; the second finds none, and gets a new one of its own.
          const user = app.session(ask)?.user;
          app.store.delete(ask.cookies.get('PHPSESSID') ?? '');
          const line = app.begin(ask, user);
          await both();
          if (user === undefined) await new Promise((later) => setTimeout(later, 60));
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
      await Promise.all([fetch('/api/save', { method: 'POST' }), other.fetch('/api/save', { method: 'POST' })]);
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
