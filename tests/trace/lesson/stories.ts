import { cookieOf, Story } from '../story.ts';

export const A = 'aaaaAAAA1111bbbbBBBB2222ccccCCCC';
export const B = 'ddddDDDD3333eeeeEEEE4444ffffFFFF';
export const C = 'ggggGGGG5555hhhhHHHH6666iiiiIIII';
export const D = 'jjjjJJJJ7777kkkkKKKK8888llllLLLL';

export const kept = (value: string): string => `sid=${value}; Path=/; HttpOnly; SameSite=Lax`;

/** Visits of the session: the counts from 2 to `to`. */
export function visitsTo(story: Story, value: string, to: number, from = 2): Story {
  for (let count = from; count <= to; count++) story.wait(9_000).counts('sid', value, count);
  return story;
}

/** The lesson: seven visits, the cookie deleted, four more. */
export function elevenVisits(): Story {
  const story = visitsTo(new Story().started().creates('sid', A), A, 7);
  story.wait(4_000).userDeletes(cookieOf('sid', A));
  return visitsTo(story.wait(4_000).creates('sid', B), B, 4);
}

/** A login that rotates the id: the count goes on. */
export function logsIn(story: Story, from: string, to: string, count: number): Story {
  const login = story.asks('/login', { method: 'POST', cookie: `sid=${from}` });
  login.responds({ status: 303, count, setCookie: [kept(to)], headers: [['location', '/']] });
  story.stores(cookieOf('sid', to));
  login.completes({ status: 303 });
  return story;
}

/** A logout: the server clears the cookie, the browser drops it. */
export function logsOut(story: Story, value: string): Story {
  const out = story.asks('/logout', { method: 'POST', cookie: `sid=${value}` });
  out.responds({ setCookie: ['sid=; Path=/; Max-Age=0'] });
  story.loses(cookieOf('sid', value), 'expired_overwrite');
  out.completes();
  return story;
}

/** A visit with an id that the server does not know: a new one comes back, counted as 1. */
export function replaces(story: Story, from: string, to: string): Story {
  const asked = story.asks('/', { cookie: `sid=${from}` }).responds({ setCookie: [kept(to)], count: 1 });
  story.stores(cookieOf('sid', to));
  asked.completes();
  return story;
}

/** A whole life on the companion, through all six tasks of the tour. */
export function tourStory(): Story {
  const story = visitsTo(new Story().started().creates('sid', A), A, 2);
  story.userDeletes(cookieOf('sid', A)).creates('sid', B);
  story.visits('/session/timeout', `sid=${B}`, { status: 303, count: 1 }, { method: 'POST' });
  replaces(story.wait(11_000), B, C);
  logsIn(story.wait(1_000), C, D, 1);
  story.visits('/session', `sid=${D}`, {}, { method: 'DELETE', type: 'xmlhttprequest' });
  return replaces(story.wait(1_000), D, 'mmmmMMMM9999nnnnNNNN0000ooooOOOO');
}

/** The companion's room: the stranger's fault seen and fixed, then a sign-out that clears another Path. */
export function roomStory(): Story {
  const story = new Story('http://127.0.0.1:3000').started();
  const held = (value: string) => cookieOf('fault_sid', value, { domain: '127.0.0.1', path: '/faults' });
  const line = (value: string): string => `fault_sid=${value}; Path=/faults; HttpOnly; SameSite=Lax`;
  const begins = (value: string, path: string, ask: { readonly method: string; readonly cookie?: string }): void => {
    const asked = story
      .asks(path, ask)
      .responds({ setCookie: [line(value)], status: ask.method === 'POST' ? 303 : 200 });
    story.stores(held(value));
    asked.completes();
  };
  const sent = (value: string): string => `fault_sid=${value}`;
  const post = { method: 'POST' };
  begins(A, '/faults/stranger', { method: 'GET' });
  const back = (path: string) => ({ status: 303, headers: [['location', path]] as const });
  story.visits('/faults/stranger/login', sent(A), back('/faults/stranger'), post);
  story.visits('/faults/stranger', sent(A), { count: 2 });
  const out = story.asks('/faults/stranger/switch', { ...post, cookie: sent(A) });
  out.responds({ status: 303, setCookie: ['fault_sid=; Path=/faults; Max-Age=0'] });
  story.loses(held(A), 'expired_overwrite');
  out.completes();
  begins(B, '/faults/stranger', { method: 'GET' });
  begins(C, '/faults/stranger/login', { ...post, cookie: sent(B) });
  story.visits('/faults/stranger', sent(C), { count: 2 });
  const clears = { ...back('/faults/goodbye'), setCookie: ['fault_sid=; Path=/; Max-Age=0'] };
  story.visits('/faults/goodbye/logout', sent(C), clears, post);
  return story.visits('/faults/goodbye', sent(C), { count: 3 });
}
