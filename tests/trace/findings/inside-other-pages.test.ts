import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerTo, findingNames } from './finding-names.ts';

// A widget, a counter or a pixel has cookies of its own. Nobody asks why those were lost.

const found = (location: string, more: Reply = {}): Reply => ({
  status: 302,
  headers: [['location', location]],
  ...more,
});
const post: Ask = { method: 'POST', headers: [['sec-fetch-site', 'same-origin']] };

/** A shop in which somebody signs in. */
function shop(): Story {
  const story = new Story('https://shop.example').started();
  return story
    .visits('/login', undefined, {}, ownPage)
    .visits(
      '/login',
      undefined,
      found('/account', { setCookie: [`sid=${id('a')}; Path=/; HttpOnly; Secure; SameSite=Lax`] }),
      post,
    )
    .visits('/account', `sid=${id('a')}`, {}, ownPage);
}

/** What a page of the shop asks of another site. */
const fromShop = (ask: Ask = {}): Ask => ({
  type: 'xmlhttprequest',
  topUrl: 'https://shop.example/account',
  initiator: 'https://shop.example',
  headers: [
    ['sec-fetch-site', 'cross-site'],
    ['referer', 'https://shop.example/'],
  ],
  ...ask,
});

const inFrame: Ask = fromShop({ type: 'sub_frame', frameId: 4 });

/** Somebody signs in inside a frame of the shop, twice, and asks for something after each. */
function signsInFramed(asks: (story: Story) => unknown): Story {
  const story = shop();
  const setCookie = [`app.sid=${id('f')}; Path=/; HttpOnly; Secure`];
  for (let n = 0; n < 2; n++) {
    story.visits('https://framed.example/login', undefined, found('/home', { setCookie }), {
      ...inFrame,
      method: 'POST',
    });
    asks(story);
  }
  return story;
}

/** A counter whose cookie no browser keeps, for it says no SameSite. */
function counted(story: Story, letter: string): Story {
  const setCookie = [`PHPSESSID=${id(letter)}; path=/`];
  return story.visits(
    'https://counter.example/sync.php',
    undefined,
    { setCookie },
    fromShop({ type: 'sub_frame', frameId: 3 }),
  );
}

describe('what a frame asks that its own page has put in a sandbox', () => {
  /** An opaque origin: nothing of the site, though no other site embeds it. */
  const sandboxed = (topUrl: string): Story => {
    const headers: Ask['headers'] = [
      ['origin', 'null'],
      ['sec-fetch-site', 'cross-site'],
    ];
    const frame: Ask = { type: 'xmlhttprequest', frameId: 4, topUrl, headers };
    const story = shop().visits('/api/me', undefined, { status: 401 }, frame);
    return topUrl.startsWith('https://shop.example') ? story.visits('/account', `sid=${id('a')}`, {}, ownPage) : story;
  };

  test('goes without the cookie, and no other site is named for it', () => {
    const story = sandboxed('https://shop.example/account');
    assert.deepEqual(findingNames(story), []);
    assert.equal(answerName(story), 'alive');
  });

  test('goes without it as well inside a page of another site, which is named', () => {
    assert.match(answerName(sandboxed('https://blog.example/')), /^not-sent\/embedded: /);
  });
});

describe('beside a page where all is well', () => {
  /** A session of an API that is lost after an hour. */
  const lost = (story: Story, ask: Ask): Story =>
    story
      .visits('https://api.example/me', `sid=${id('b')}`, {}, ask)
      .wait(60 * 60 * 1000)
      .visits('https://api.example/me', `sid=${id('b')}`, { status: 401 }, ask)
      .visits('/account', `sid=${id('a')}`, {}, ownPage);

  test('what a program lost, behind which no page stands, is the answer', () => {
    const story = lost(shop(), { type: 'xmlhttprequest' });
    assert.equal(answerTo(story).site, 'api.example');
    assert.match(answerName(story), /^server-forgot/);
  });

  test('and what the page of another tab lost, of which nothing else is told', () => {
    const blog = { topUrl: 'https://static.example/', initiator: 'https://static.example' };
    const story = shop().visits('https://static.example/', undefined, {}, ownPage);
    assert.equal(answerTo(lost(story, fromShop(blog))).site, 'api.example');
  });

  test('but not what was lost inside that page', () => {
    assert.equal(answerTo(lost(shop(), fromShop())).site, 'shop.example');
  });

  test('nor does a picture of which nothing is recorded hide what is told of another site', () => {
    const token: Ask = { type: 'xmlhttprequest', credential: 'Authorization (Bearer)' };
    const story = new Story('https://api.example').started().visits('/me', undefined, {}, token);
    story.visits('https://pixel.example/p.gif', undefined, {}, { type: 'image' });
    assert.equal(answerTo(story).plain, 'in-header');
  });
});

describe('another site inside the page', () => {
  test('whose cookie is not kept is listed, and nothing is wrong with the page’s own session', () => {
    const story = counted(counted(shop(), 'x'), 'y').visits('/account', `sid=${id('a')}`, {}, ownPage);
    assert.equal(answerName(story), 'alive');
    assert.equal(answerTo(story).site, 'shop.example');
  });

  test('does not hide that the page’s own session was lost', () => {
    const story = shop().wait(60 * 60 * 1000);
    story
      .visits('/account', `sid=${id('a')}`, found('/login'), ownPage)
      .visits('/login', `sid=${id('a')}`, {}, ownPage);
    counted(counted(story, 'x'), 'y');
    assert.equal(answerName(story), 'server-forgot/idle: 3 4');
  });

  test('that is asked last is not the one that is spoken of', () => {
    const story = shop();
    for (let n = 0; n < 3; n++)
      story.visits('https://log.example/log', `SID=${id('g')}`, {}, fromShop({ method: 'POST' }));
    assert.equal(answerTo(story).living?.thread.name, 'sid');
  });

  test('also where somebody had opened it by itself', () => {
    const story = new Story('https://search.example').started().visits('/', `SID=${id('g')}`, {}, ownPage);
    const { events, time } = shop();
    for (const { n: _n, ...event } of events.slice(1)) story.add(event);
    story.time = time;
    story.visits('https://search.example/log', `SID=${id('g')}`, {}, fromShop({ method: 'POST' }));
    assert.equal(answerTo(story).living?.thread.name, 'sid');
  });

  test('is what is spoken of where the page has no session of its own', () => {
    const story = new Story('https://static.example').started().visits('/', undefined, {}, ownPage);
    const app = fromShop({ topUrl: 'https://static.example/', initiator: 'https://static.example' });
    story.visits('https://api.example/me', `sid=${id('a')}`, {}, app).wait(60 * 60 * 1000);
    story.visits('https://api.example/me', `sid=${id('a')}`, { status: 401 }, app);
    assert.equal(answerTo(story).site, 'api.example');
    assert.match(findingNames(story)[0] ?? '', /^server-forgot/);
  });

  test('does not hide that the page’s own session was never kept, or its sign-in failed', () => {
    const chat = (story: Story): Story => {
      const ask = fromShop({ topUrl: `${story.origin}/`, initiator: story.origin });
      story.visits('https://chat.example/me', `sid=${id('c')}`, {}, ask).wait(60 * 60 * 1000);
      return story.visits('https://chat.example/me', `sid=${id('c')}`, { status: 401 }, ask);
    };
    const signsIn = (line: string): Story =>
      new Story('https://own.example')
        .started()
        .visits('/login', undefined, found('/home', { setCookie: [line] }), post)
        .visits('/home', undefined, found('/login'), ownPage);
    assert.match(answerName(chat(signsIn(`sid=${id('a')}; Path=/; Domain=other.example`))), /^not-kept/);
    const failed = new Story('https://own.example')
      .started()
      .visits('/login', `pref=${id('p')}`, { says: 'failed' }, post);
    assert.equal(answerTo(chat(failed)).site, 'own.example');
  });

  describe('beside a page with cookies of which none is known to be a session', () => {
    const page = 'https://board.example';
    const fromBoard = fromShop({ topUrl: `${page}/`, initiator: page });
    const board = (): Story => new Story(page).started().visits('/', `pref=${id('p')}`, {}, ownPage);

    test('is not spoken of where nobody signed in there', () => {
      const setCookie = [`sid=${id('c')}; Path=/; Secure; SameSite=None`];
      const chat = board().visits('https://chat.example/start', undefined, { setCookie }, fromBoard);
      assert.equal(answerTo(chat).site, 'board.example');
      assert.equal(answerName(chat), 'no-session-known');
    });

    test('is spoken of where somebody signed in, or was turned away', () => {
      const setCookie = [`sid=${id('c')}; Path=/; Secure; HttpOnly; SameSite=None`];
      const post: Ask = { ...fromBoard, method: 'POST' };
      const app = board().visits('https://app.example/login', undefined, { setCookie }, post);
      app.visits('https://app.example/me', `sid=${id('c')}`, {}, fromBoard);
      assert.equal(answerTo(app).site, 'app.example');
      const refused = board()
        .visits('https://app.example/me', `sid=${id('c')}`, {}, fromBoard)
        .wait(60 * 60 * 1000);
      refused.visits('https://app.example/me', `sid=${id('c')}`, { status: 401 }, fromBoard);
      assert.equal(answerName(refused), 'server-forgot/idle: 2 3');
    });
  });

  test('is known by the Referer of what its frame asks for, where the page around it was not seen', () => {
    const story = shop();
    const frame = 'https://chat.example/frame';
    const framed: Ask = { headers: [['sec-fetch-site', 'cross-site']], type: 'sub_frame', frameId: 4 };
    const asked = (referer: string): Ask => ({
      type: 'xmlhttprequest',
      headers: [
        ['sec-fetch-site', 'same-origin'],
        ['referer', referer],
      ],
    });
    story
      .visits(frame, `sid=${id('c')}`, {}, framed)
      .visits('https://chat.example/me', `sid=${id('c')}`, {}, asked(frame));
    assert.equal(answerTo(story).site, 'shop.example');
    story.visits('https://chat.example/me', `sid=${id('c')}`, {}, asked('https://chat.example/inbox'));
    assert.equal(answerTo(story).site, 'chat.example');
  });

  test('does not hide a loss at a site that was opened, where it is not known which page asked', () => {
    const story = shop();
    const ask: Ask = { type: 'xmlhttprequest', headers: [['sec-fetch-site', 'same-origin']] };
    story.visits('/api/cart', `sid=${id('a')}`, {}, ask).wait(60 * 60 * 1000);
    story.visits('/api/cart', `sid=${id('a')}`, { status: 401 }, ask);
    counted(story, 'x').visits('https://other.example/', `sid=${id('o')}`, {}, ownPage);
    assert.equal(answerName(story), 'server-forgot/idle: 4 5');
  });

  test('is an application of its own where somebody signs in there', () => {
    const story = signsInFramed((again) =>
      again.visits('https://framed.example/home', undefined, found('/login'), inFrame),
    );
    assert.equal(answerTo(story).site, 'framed.example');
    assert.match(answerName(story), /^not-kept/);
  });

  test('is one as well where what it asks for afterwards is refused', () => {
    const ask = fromShop({ frameId: 4 });
    const story = signsInFramed((again) =>
      again.visits('https://framed.example/api/me', undefined, { status: 401 }, ask),
    );
    assert.equal(answerTo(story).site, 'framed.example');
    assert.match(answerName(story), /^not-kept/);
  });
});

test('a session that somebody ended on purpose at one site does not hide a loss at another', () => {
  const story = shop()
    .visits('https://b.example/', `sessionid=${id('b')}`, {}, ownPage)
    .wait(60 * 60 * 1000);
  story.visits('/account', `sid=${id('a')}`, found('/login'), ownPage);
  story.wait(60_000).visits('https://b.example/', `sessionid=${id('b')}`, {}, ownPage);
  story.visits(
    'https://b.example/logout',
    `sessionid=${id('b')}`,
    found('/', { setCookie: ['sessionid=; Path=/; Max-Age=0'] }),
    post,
  );
  story.visits('https://b.example/', undefined, {}, ownPage);
  assert.equal(answerName(story), 'server-forgot/idle: 3 5');
});

describe('a frame of another site’s page, of a site where somebody had signed in', () => {
  const KEPT = 'Path=/; HttpOnly; Secure; SameSite=None';
  const begun = (): Story =>
    new Story('https://tool.example')
      .started()
      .visits('/login', undefined, found('/', { setCookie: [`sid=${id('t')}; ${KEPT}`] }), post)
      .visits('/', `sid=${id('t')}`, {}, ownPage)
      .visits('https://board.example/', undefined, {}, { headers: [['sec-fetch-site', 'none']] });
  const framed: Ask = {
    type: 'sub_frame',
    frameId: 3,
    topUrl: 'https://board.example/',
    initiator: 'https://board.example',
    headers: [
      ['sec-fetch-site', 'cross-site'],
      ['sec-fetch-mode', 'navigate'],
    ],
  };

  test('is sent to sign in without the cookie: the browser blocks third-party cookies', () => {
    const story = begun().visits('/embed', undefined, found('/login'), framed);
    assert.equal(answerName(story), 'not-sent/third-party: 1 4');
    assert.equal(answerTo(story).finding?.certainty, 'concluded');
  });

  test('opens without the cookie: it is not gone, as the next page shows', () => {
    const story = begun().visits('/embed', undefined, {}, framed);
    assert.doesNotMatch(findingNames(story).join(), /gone/);
    assert.equal(answerName(story.visits('/', `sid=${id('t')}`, {}, ownPage)), 'alive');
  });

  test('of Firefox, which keeps cookies of frames apart, is told as it was', () => {
    const story = new Story('https://tool.example').started('firefox');
    story.visits('/login', undefined, found('/', { setCookie: [`sid=${id('t')}; ${KEPT}`] }), post);
    story.visits('/', `sid=${id('t')}`, {}, ownPage).visits('/embed', undefined, found('/login'), framed);
    assert.equal(answerName(story), 'not-sent/apart: 1 3');
  });
});

describe('a picture on another site’s page', () => {
  const picture: Ask = {
    ...fromShop({ type: 'image', initiator: 'https://other.example' }),
    topUrl: 'https://other.example/',
  };
  const AWAY = `sid=${id('z')}; Path=/; HttpOnly; Secure; SameSite=None`;
  const begun = (): Story =>
    new Story('https://shop.example')
      .started()
      .visits('/login', undefined, found('/', { setCookie: [AWAY.replace(id('z'), id('a'))] }), post)
      .visits('/', `sid=${id('a')}`, {}, ownPage);

  test('at an address that signs out ends the session', () => {
    const story = begun().visits(
      '/index.php?mode=logout',
      `sid=${id('a')}`,
      found('/', { setCookie: [AWAY] }),
      picture,
    );
    assert.equal(answerName(story.visits('/', `sid=${id('z')}`, {}, ownPage)), 'signed-out: 3');
  });

  test('that is named after signing out, and whose cookie spreads load, ends nothing', () => {
    const setCookie = [`SERVERID=${id('s')}; Path=/`];
    const story = begun().visits(
      '/img/logout.png',
      `sid=${id('a')}`,
      { setCookie },
      { ...picture, ...ownPage, type: 'image' },
    );
    assert.equal(answerName(story.visits('/', `sid=${id('a')}`, {}, ownPage)), 'alive');
  });
});
