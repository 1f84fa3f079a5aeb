import type { BrowserCookie } from '../../../extension/cookies/browser-cookie.ts';
import type { SiteStatus } from '../../../extension/protocol/commands.ts';
import type { TraceEvent } from '../../../extension/trace/model/event.ts';
import { whyNot } from '../../../extension/trace/model/why-not.ts';
import sample from '../../../extension/ui/model/sample-trace.jsonl?raw';
import { roomStory } from '../../trace/lesson/stories.ts';
import { cookieOf, lessonStory, Story } from '../../trace/story.ts';
import type { FixtureOptions } from './fixture-host.ts';

/** A scene of the page. */
export type Scene = Omit<FixtureOptions, 'surface'>;

const watched: SiteStatus = { url: 'http://localhost:3000/', site: 'localhost', access: 'granted', patterns: [] };
const missing: SiteStatus = {
  url: 'https://shop.example.com/',
  site: 'example.com',
  access: 'missing',
  patterns: ['*://shop.example.com/*', '*://*.example.com/*', 'wss://shop.example.com/*'],
};

/** The cookies that are in the jar after a log. */
function jarOf(events: readonly TraceEvent[]): BrowserCookie[] {
  const jar = new Map<string, BrowserCookie>();
  for (const event of events) {
    if (event.kind !== 'cookie-changed') continue;
    const { cookie } = event;
    if (event.removed) jar.delete(cookie.name + cookie.path);
    else jar.set(cookie.name + cookie.path, cookie);
  }
  return [...jar.values()];
}

function sceneOf(story: Story, more: Scene = {}): Scene {
  return { events: story.events, jar: jarOf(story.events), status: watched, tabId: 1, ...more };
}

/** The sample that is shipped: every line of the file but its first and its last is an event. */
const sampleEvents = sample
  .trim()
  .split('\n')
  .slice(1, -1)
  .map((line) => JSON.parse(line) as TraceEvent);

/** Every action, end and mark of the table, and the worst foreign text. */
function everything(): Story {
  const story = lessonStory();
  const third = 'm7LtBv3Nc6Xz9Qw2Er5Ty8Ui1Op4As7Df0Gh3Jk0aB';
  const sid = `sid=${third}`;
  story.visits('/style.css', `${sid}; theme=dark`, {}, { type: 'stylesheet' });
  story.visits('/cached', sid, { fromCache: true });
  story.visits(
    '/logout',
    sid,
    { status: 303, setCookie: ['sid=; Path=/; Max-Age=0'], headers: [['location', '/bye']] },
    { method: 'POST' },
  );
  story.loses(cookieOf('sid', third), 'expired_overwrite');
  story.visits('/refused', undefined, {
    setCookie: ['sid=x9LongEnoughToBeASessionId0123456789; Domain=example.org; SameSite=None'],
    count: 1,
  });
  story.wait(900);
  const fourth = 'aB3dEf6hIj9lMn2pQr5tUv8xYz1bCd4fGh7jKl0nO';
  const expires = Math.floor((Date.now() + 42 * 60_000) / 1000);
  const login = story.asks('/login?next=%2Faccount%2Forders%3Fpage%3D2', { method: 'POST' });
  login.responds({
    count: 1,
    setCookie: [
      `sid=${fourth}; Path=/; Max-Age=2520; HttpOnly; Secure; SameSite=Strict; Shiny=yes; Max-Age=abc`,
      'theme=dark; Path=/; Max-Age=31536000',
      'csrf=Zk3; Path=/app; SameSite=None; Secure',
    ],
  });
  story.stores(cookieOf('sid', fourth, { session: false, expirationDate: expires, secure: true, sameSite: 'strict' }));
  story.stores(cookieOf('theme', 'dark', { httpOnly: false }));
  login.completes();
  story.add({ kind: 'recording', on: false }).wait(20_000).add({ kind: 'recording', on: true });
  story.asks('/broken', { cookie: `sid=${fourth}` }).fails('net::ERR_CONNECTION_REFUSED');
  story.visits('/missing', `sid=${fourth}`, { status: 404 });
  story.visits(
    `/very/long/path/${'segment/'.repeat(12)}?q=${'x'.repeat(300)}`,
    `sid=${fourth}; evil=%3Cimg src=x onerror=alert(1)%3E; bidi=a\u202edlrow\u0007`,
    { count: 2 },
  );
  story.asks('/slow', { cookie: `sid=${fourth}` });
  return story;
}

/** Many sessions with very many requests. */
function many(entries: number): Story {
  const story = new Story();
  story.started();
  let value = '';
  for (let i = 0; i < entries; i++) {
    if (i % 997 === 0) {
      if (value !== '') story.userDeletes(cookieOf('sid', value));
      value = `s${String(i).padStart(6, '0')}QwErTyUiOpAsDfGhJkLzXcVbNm${i}`;
      story.creates('sid', value);
    } else story.counts('sid', value, (i % 997) + 1, `/page/${i % 50}?n=${i}`);
  }
  return story;
}

/** Sessions that followed one another by sign-ins, expiry and deletions, with breaks between; some lived at one time. */
function manySessions(sessions: number): Story {
  const story = new Story();
  story.started();
  for (let session = 0; session < sessions; session++) {
    const value = `s${String(session).padStart(3, '0')}QwErTyUiOpAsDfGhJkLzXcVbNm0123456789`;
    story.creates('sid', value);
    for (let visit = 1; visit < 3 + ((session * 7) % 11); visit++) {
      story.counts('sid', value, visit, `/page/${visit}?n=${session}`);
      if (session % 5 === 0 && visit === 1) story.creates('admin_session', `a${value}`, {}, '/admin/login');
    }
    if (session % 3 === 0) story.userDeletes(cookieOf('sid', value));
    if (session % 10 === 9) story.wait(60_000);
  }
  return story;
}

/** A jar with shadowed, partitioned and expiring cookies, several stores and long values. */
function editedJar(more: number): BrowserCookie[] {
  const soon = Math.round(Date.now() / 1000) + 900;
  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c2VyLTQyIiwiZXhwIjoxOTAwMDAwMDAwfQ.c2lnbmF0dXJl';
  return [
    cookieOf('sid', 'm7LtBv3Nc6Xz9Qw2Er5Ty8Ui1Op4As7Df0Gh3Jk0aB'),
    cookieOf('sid', 'st4leId0f4nOlderDeployment', { path: '/app' }),
    cookieOf('theme', 'dark', { httpOnly: false, session: false, expirationDate: soon + 8_000_000 }),
    cookieOf('csrf', '%7B%22token%22%3A%22a%20b%22%7D', { sameSite: 'strict', session: false, expirationDate: soon }),
    cookieOf('access_token', jwt, { secure: true, sameSite: 'no_restriction' }),
    cookieOf('embed', 'inside', { secure: true, partitionKey: { topLevelSite: 'https://portal.example' } }),
    cookieOf('evil', '<img src=x onerror=alert(1)>\u202edlrow', { httpOnly: false, sameSite: 'unspecified' }),
    cookieOf('', 'nameless'),
    ...Array.from({ length: more }, (_, i) =>
      cookieOf(`cookie-${String(i).padStart(4, '0')}`, `value-${i}-${'x'.repeat(i % 90)}`, { path: `/p${i % 40}` }),
    ),
  ];
}

/** The scene of a name; `many-N` has N entries, `sessions-N` that many sessions. */
export function sceneNamed(name: string): Scene {
  const cookies = /^cookies-(\d+)$/u.exec(name);
  if (cookies !== null) return sceneOf(lessonStory(), { jar: editedJar(Number(cookies[1])) });
  const count = /^many-(\d+)$/u.exec(name)?.[1];
  if (count !== undefined) return sceneOf(many(Number(count)));
  const sessions = /^sessions-(\d+)$/u.exec(name)?.[1];
  if (sessions !== undefined) return sceneOf(manySessions(Number(sessions)));
  switch (name) {
    case 'lesson':
      return sceneOf(lessonStory());
    case 'everything':
      return sceneOf(everything());
    case 'faults':
      return sceneOf(roomStory(), { status: { ...watched, url: 'http://127.0.0.1:3000/faults', site: '127.0.0.1' } });
    case 'forbidden':
      return sceneOf(
        lessonStory().visits('/admin', 'sid=m7LtBv3Nc6Xz9Qw2Er5Ty8Ui1Op4As7Df0Gh3Jk0aB', { status: 403 }, { tabId: 1 }),
      );
    case 'turned-away': {
      const cookie = 'sid=m7LtBv3Nc6Xz9Qw2Er5Ty8Ui1Op4As7Df0Gh3Jk0aB';
      const led = { status: 302, headers: [['location', '/login']] } as const;
      return sceneOf(lessonStory().visits('/app', cookie).visits('/app', cookie, led).visits('/login', cookie));
    }
    case 'nothing':
      return { status: watched, tabId: 1 };
    case 'unseen-hosts':
      return sceneOf(lessonStory(), {
        status: {
          ...watched,
          unseen: ['accounts.provider.test', 'cdn.example.com', 'api.example.org', 'fonts.example.net'].map((host) => ({
            host,
            patterns: [`*://${host}/*`],
          })),
        },
      });
    case 'nothing-known':
      return {};
    case 'page-unknown':
      return { status: { access: 'missing', patterns: [] }, tabId: 1 };
    case 'file-page':
      return { status: { access: 'impossible', patterns: [], url: 'file:///home/me/page.html' }, tabId: 1 };
    case 'turned-off':
      return { status: { ...watched, off: true }, tabId: 1 };
    case 'no-permission':
      return { status: missing, tabId: 1 };
    case 'not-watched-here':
      return sceneOf(lessonStory(), { status: missing });
    case 'impossible':
      return { status: { access: 'impossible', patterns: [] }, tabId: 1 };
    case 'no-session':
      return sceneOf(new Story().started().visits('/', undefined).visits('/style.css', 'theme=dark'));
    case 'paused':
      return sceneOf(new Story().started().add({ kind: 'recording', on: false }));
    case 'paused-with-rows':
      return sceneOf(lessonStory().add({ kind: 'recording', on: false }));
    case 'reading':
      return { status: watched, tabId: 1, progress: 0.4, events: [] };
    case 'reading-with-rows':
      return sceneOf(many(300), { progress: 0.4 });
    case 'impossible-with-rows':
      return sceneOf(lessonStory(), { status: { access: 'impossible', patterns: [] } });
    case 'unreachable-with-rows':
      return sceneOf(lessonStory(), { unreachable: true });
    case 'unreachable':
      return { unreachable: true, tabId: 1 };
    case 'refuses':
      return sceneOf(lessonStory(), {
        refuses: whyNot('cookie-stays', { name: 'sid' }),
      });
    case 'replay-elsewhere':
      return sceneOf(lessonStory(), {
        replays: whyNot('replay-elsewhere', { site: 'localhost', shown: 'example.com' }),
      });
    case 'breaks-requests':
      return sceneOf(everything(), { breaksAt: 'requestsTable' });
    case 'breaks-rows':
      return sceneOf(everything(), { breaksAt: 'mark' });
    case 'breaks-details':
      return sceneOf(everything(), { breaksAt: 'detailsStep' });
    case 'breaks-lesson':
      return sceneOf(everything(), { breaksAt: 'lesson' });
    case 'breaks-cookies':
      return sceneOf(everything(), { breaksAt: 'jar' });
    case 'breaks-files':
      return sceneOf(everything(), { breaksAt: 'fileSave' });
    case 'breaks-popup':
      return sceneOf(lessonStory(), { breaksAt: 'heldNow' });
    case 'sample':
      return { status: watched, tabId: 1, events: sampleEvents };
    case 'no-tab':
      return { events: lessonStory().events };
    default:
      throw new Error(`There is no scene named ${name}.`);
  }
}
