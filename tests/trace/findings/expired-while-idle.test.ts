import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Answer } from '../../../extension/trace/findings/answer.ts';
import { answersOf, mainAnswer } from '../../../extension/trace/findings/answer.ts';
import { createFold } from '../../../extension/trace/fold/fold.ts';
import type { Fold } from '../../../extension/trace/model/trace.ts';
import { id } from '../ids.ts';
import { cookieOf, Story } from '../story.ts';
import { answerName, answerText } from './finding-names.ts';

// A tab sits idle, and a cookie expires by the clock: browsers report that late, or never.

const [SESSION, REFRESH, NEXT] = [id('a'), id('b'), id('c')];
const AGE = 60_000;

/** Signs in, which sets these cookies, each with its age in ms, and is answered once. */
function signedIn(cookies: Readonly<Record<string, readonly [value: string, age: number]>>): Story {
  const story = new Story().started().add({ kind: 'jar', cookies: [] });
  const setCookie = Object.entries(cookies).map(
    ([name, [value, age]]) => `${name}=${value}; Path=/; Max-Age=${age / 1000}; HttpOnly`,
  );
  const asked = story
    .asks('/login', { method: 'POST' })
    .responds({ status: 302, headers: [['location', '/']], setCookie });
  const { time } = story;
  for (const [name, [value, age]] of Object.entries(cookies)) keeps(story, name, value, time + age);
  asked.completes({ status: 302 });
  const all = Object.entries(cookies).map(([name, [value]]) => `${name}=${value}`);
  return story.visits('/', all.join('; '));
}

function keeps(story: Story, name: string, value: string, expires: number): Story {
  return story.stores(cookieOf(name, value, { session: false, expirationDate: expires / 1000 }));
}

function folded({ events }: Story): Fold {
  const fold = createFold();
  fold.apply(events);
  return fold;
}

function answerIn({ trace }: Fold): Answer {
  const answer = mainAnswer(answersOf(trace));
  assert.ok(answer !== undefined);
  return answer;
}

const nameIn = (fold: Fold): string => answerIn(fold).finding?.code ?? answerIn(fold).plain;

describe('how long a cookie lived', () => {
  const said = (story: Story): string => answerText(story.wait(2 * AGE).visits('/', undefined, { status: 401 }));

  test('is said from the line that set it last', () => {
    assert.match(said(signedIn({ sessionid: [SESSION, AGE] })), /expired at \d+:\d+:\d+, 1 min after it was last set/);
  });

  test('is not known where that was before the recording', () => {
    const expires = Date.UTC(2026, 10, 23, 18, 2, 11) / 1000 + 20;
    const held = cookieOf('sessionid', SESSION, { session: false, expirationDate: expires });
    const story = new Story()
      .started()
      .add({ kind: 'jar', cookies: [held] })
      .visits('/', `sessionid=${SESSION}`);
    assert.match(said(story), /expired at \d+:\d+:\d+\.$/);
  });

  test('is not known where a script gave it another expiry', () => {
    const story = signedIn({ sessionid: [SESSION, AGE] }).wait(10_000);
    keeps(story, 'sessionid', SESSION, story.time + 2_000);
    assert.match(said(story), /expired at \d+:\d+:\d+\.$/);
  });
});

describe('a session whose cookie has a lifetime', () => {
  test('lives until that is over, and no longer, though nothing is asked', () => {
    const story = signedIn({ sessionid: [SESSION, AGE] });
    const fold = folded(story);
    const { next } = fold.expire(story.time + AGE / 2);
    assert.equal(nameIn(fold), 'alive');
    assert.ok(next > story.time + AGE / 2 && next <= story.time + AGE);
    const { jar, entries, next: none } = fold.expire(next);
    assert.equal(nameIn(fold), 'cookie-expired');
    assert.equal(answerIn(fold).finding?.certainty, 'predicted');
    assert.deepEqual([jar, entries.size, none], [true, 1, Number.POSITIVE_INFINITY]);
  });

  test('is observed to be over once the browser says so', () => {
    const story = signedIn({ sessionid: [SESSION, AGE] });
    const fold = folded(story);
    fold.expire(story.time + AGE);
    const cookie = cookieOf('sessionid', SESSION, { session: false, expirationDate: story.time / 1000 });
    fold.apply(story.wait(AGE).loses(cookie, 'expired').events);
    assert.equal(answerIn(fold).finding?.certainty, 'observed');
    assert.equal(fold.trace.rows.filter(({ kind }) => kind === 'end').length, 1);
  });

  test('may have been renewed while recording was paused', () => {
    const story = signedIn({ sessionid: [SESSION, AGE] }).add({ kind: 'recording', on: false });
    const fold = folded(story);
    fold.expire(story.time + AGE);
    assert.equal(nameIn(fold), 'alive');
  });

  test('expires by the clock of the recording in a file', () => {
    assert.equal(answerName(signedIn({ sessionid: [SESSION, 5_000] })), 'alive');
  });
});

describe('a session that something else renews', () => {
  const both = (refresh: number): Story =>
    signedIn({ access_token: [SESSION, AGE], refresh_token: [REFRESH, refresh] });

  test('is not lost while that lives', () => {
    const story = both(10 * AGE);
    const fold = folded(story);
    fold.expire(story.time + 2 * AGE);
    assert.equal(nameIn(fold), 'alive');
    assert.equal(fold.trace.sessions[0]?.end?.cause, 'expired');
  });

  test('has ended, and is not lost, while a cookie that remembers the user lives', () => {
    const story = signedIn({ sessionid: [SESSION, AGE], remember_token: [REFRESH, 10 * AGE] });
    const fold = folded(story);
    fold.expire(story.time + 2 * AGE);
    assert.equal(answerIn(fold).finding?.kind, 'ending');
    story.wait(2 * AGE).visits('/', undefined, { status: 302, headers: [['location', '/login']] });
    assert.equal(answerIn(folded(story)).finding?.kind, 'loss');
  });

  test('is lost by the end of that, and not by its own', () => {
    const story = both(2 * AGE);
    const fold = folded(story);
    fold.expire(story.time + 3 * AGE);
    assert.equal(nameIn(fold), 'cookie-expired');
    assert.equal(answerIn(fold).finding?.thread.name, 'refresh_token');
  });

  test('is lost by its own where nobody renewed it before a page was refused', () => {
    const story = both(10 * AGE).wait(2 * AGE);
    story.visits('/', `refresh_token=${REFRESH}`, { status: 302, headers: [['location', '/login']] });
    const { finding } = answerIn(folded(story));
    assert.deepEqual([finding?.code, finding?.thread.name], ['cookie-expired', 'access_token']);
  });

  test('is not lost by the end of that while it is answered itself', () => {
    const story = signedIn({ access_token: [SESSION, 10 * AGE], refresh_token: [REFRESH, AGE] }).wait(2 * AGE);
    const asked = { type: 'xmlhttprequest' } as const;
    story.visits('/api/orders', `access_token=${SESSION}`, {}, asked);
    assert.equal(nameIn(folded(story)), 'alive');
    story.visits('/', `access_token=${SESSION}`, { status: 302, headers: [['location', '/login']] });
    assert.equal(nameIn(folded(story)), 'server-forgot');
  });

  test('goes on where it was renewed', () => {
    const story = both(10 * AGE).wait(2 * AGE);
    const line = `access_token=${NEXT}; Path=/; Max-Age=60; HttpOnly`;
    const asked = story.asks('/auth/refresh', { method: 'POST', cookie: `refresh_token=${REFRESH}` });
    asked.responds({ setCookie: [line] });
    keeps(story, 'access_token', NEXT, story.time + AGE);
    asked.completes();
    story.visits('/', `access_token=${NEXT}; refresh_token=${REFRESH}`);
    assert.equal(nameIn(folded(story)), 'alive');
  });
});

describe('a cookie that is cleared beside the session', () => {
  const [OLD, NEW] = [`PHPSESSID=${REFRESH}`, `app_session=${SESSION}`];
  const cleared = (): Story =>
    new Story('https://app.example')
      .started()
      .visits('/', OLD)
      .visits(
        '/login',
        OLD,
        { status: 302, headers: [['location', '/account']], setCookie: [`${NEW}; Path=/; HttpOnly`] },
        { method: 'POST' },
      )
      .visits('/account', `${OLD}; ${NEW}`, { says: 'signed-in', setCookie: ['PHPSESSID=; Path=/; Max-Age=0'] });

  test('is no loss where the next page shows who is in by that one', () => {
    assert.equal(answerName(cleared().visits('/orders', NEW, { says: 'signed-in' })), 'alive');
  });

  test('is one where the next page shows nobody', () => {
    assert.match(answerName(cleared().visits('/orders', NEW, { says: 'offers-sign-in' })), /^cleared-by-server/);
  });
});

describe('a cookie that is cleared with a redirect to a provider', () => {
  const PROVIDER = 'https://idp.test/authorize?client_id=a&response_type=code&state=s';
  const [OLD, NEW] = [`_oauth2_proxy=${REFRESH}`, `_oauth2_proxy=${SESSION}`];
  const led = (reply: Parameters<Story['visits']>[2]): Story =>
    new Story('https://app.example')
      .started()
      .visits('/', OLD, { says: 'signed-in' })
      .visits('/orders', OLD, {
        status: 302,
        headers: [['location', PROVIDER]],
        setCookie: ['_oauth2_proxy=; Path=/; Max-Age=0'],
      })
      .visits(PROVIDER, undefined, reply, { hop: true });

  test('is no loss where that one knows who it is, and nobody is asked', () => {
    const back = 'https://app.example/cb?code=c&state=s';
    const to = (location: string) => ({ status: 302, headers: [['location', location]] }) as const;
    const story = led(to(back))
      .visits(back, undefined, { ...to('/orders'), setCookie: [`${NEW}; Path=/; HttpOnly`] }, { hop: true })
      .visits('/orders', NEW, { says: 'signed-in' }, { hop: true });
    assert.equal(answerName(story), 'alive');
  });

  test('is one where that one asks', () => {
    assert.match(answerName(led({ says: 'sign-in-form' })), /^server-forgot: 1 2/);
  });
});

describe('a visitor’s session beside the sign-in', () => {
  const [VISITOR, USER] = [`PHPSESSID=${REFRESH}`, `auth_token=${SESSION}`];
  const both = `${VISITOR}; ${USER}`;
  const signsIn = (): Story =>
    new Story('https://app.example')
      .started()
      .visits('/', VISITOR)
      .visits(
        '/login',
        VISITOR,
        { status: 302, headers: [['location', '/account']], setCookie: [`${USER}; Path=/; HttpOnly`] },
        { method: 'POST' },
      )
      .visits('/account', both, { says: 'signed-in' });
  const denied = { status: 302, headers: [['location', '/login']] } as const;

  test('is not what was lost where the cookie of the sign-in had been cleared', () => {
    const story = signsIn().visits('/news', both, { setCookie: ['auth_token=; Path=/; Max-Age=0'] });
    assert.match(answerName(story.visits('/account', VISITOR, denied)), /^cleared-by-server: 4 5/);
  });

  test('is one’s own where it had shown who is in before the other sign-in', () => {
    const story = new Story('https://app.example').started();
    story.visits('/', VISITOR, { says: 'signed-in' });
    const lead = { status: 302, headers: [['location', '/two/home']] } as const;
    const line = `${USER}; Path=/two; Max-Age=60; HttpOnly`;
    story.visits('/two/login', VISITOR, { ...lead, setCookie: [line] }, { method: 'POST' });
    story.wait(3_000_000).visits('/', VISITOR, denied);
    assert.match(answerName(story), /^server-forgot\/idle/);
  });

  test('may be where both went along', () => {
    assert.match(answerName(signsIn().visits('/account', both, denied)), /^server-forgot/);
  });
});

describe('a cookie that expires beside the session', () => {
  const beside = (status: number): Story => {
    const story = new Story().started().add({ kind: 'jar', cookies: [] });
    const denied = { status: 302, headers: [['location', '/login?next=%2Faccount']] } as const;
    story.visits('/account', undefined, denied);
    const [sid, sso] = [`sid=${SESSION}`, `sso_session=${REFRESH}`];
    const asked = story.asks('/login', { method: 'POST' });
    asked.responds({
      status: 302,
      headers: [['location', '/account']],
      setCookie: [`${sid}; Path=/; HttpOnly`, `${sso}; Path=/; HttpOnly; Max-Age=60`],
    });
    story.stores(cookieOf('sid', SESSION));
    keeps(story, 'sso_session', REFRESH, story.time + AGE);
    asked.completes({ status: 302 });
    story.visits('/account', `${sid}; ${sso}`).wait(2 * AGE);
    return story.visits('/account', sid, status === 200 ? {} : denied);
  };

  test('is no loss where that one is accepted afterwards', () => {
    assert.equal(nameIn(folded(beside(200))), 'alive');
  });

  test('is one where nobody is in any more', () => {
    assert.equal(nameIn(folded(beside(302))), 'cookie-expired');
  });
});
