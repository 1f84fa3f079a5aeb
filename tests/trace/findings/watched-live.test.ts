import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BrowserCookie } from '../../../extension/cookies/browser-cookie.ts';
import { ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, cookieOf, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo } from './finding-names.ts';

// What a browser's own recording shows beyond a HAR: the jar, its changes with their causes, and its own breaks.

const [FIRST, SECOND] = [id('a'), id('b')];
const SESSION = `sessionid=${FIRST}`;
const OTHER = `sessionid=${SECOND}`;
const MINUTE = 60_000;
const asksToSignIn: Reply = { status: 302, headers: [['location', '/login?next=%2F']] };

const held = (value: string, changes: Partial<BrowserCookie> = {}): BrowserCookie =>
  cookieOf('sessionid', value, { domain: 'app.example', secure: true, ...changes });

function signedIn(): Story {
  const story = new Story('https://app.example').started();
  const asked = story.asks('/login', { ...ownPage, method: 'POST' }).responds({
    status: 302,
    headers: [['location', '/']],
    setCookie: [`${SESSION}; Path=/; HttpOnly; Secure; SameSite=Lax`],
  });
  story.stores(held(FIRST));
  asked.completes({ status: 302 });
  return story.visits('/', SESSION, {}, ownPage);
}

/** Nothing is recorded for a while; then the jar is shown as it is. */
function shows(story: Story, cookies: readonly BrowserCookie[]): Story {
  return story.add({ kind: 'jar', cookies });
}

function paused(story: Story): Story {
  return story
    .wait(1000)
    .add({ kind: 'recording', on: false })
    .wait(20 * MINUTE)
    .add({ kind: 'recording', on: true });
}

const certainty = (story: Story): string | undefined => answerTo(story).finding?.certainty;

describe('the browser itself reports that the session’s cookie went, though no other is left', () => {
  test('evicted', () => {
    const story = signedIn().loses(held(FIRST), 'evicted').visits('/', undefined, asksToSignIn, ownPage);
    assert.equal(answerName(story), 'evicted: 2 3');
    assert.equal(certainty(story), 'observed');
  });

  test('expired', () => {
    const story = signedIn().loses(held(FIRST), 'expired').visits('/', undefined, asksToSignIn, ownPage);
    assert.equal(answerName(story), 'cookie-expired: 2 3');
    assert.equal(certainty(story), 'observed');
  });
});

test('the first page without an evicted cookie is shown, though the user signs in again at once', () => {
  const story = signedIn().loses(held(FIRST), 'evicted').visits('/', undefined, asksToSignIn, ownPage);
  const line = `${OTHER}; Path=/; HttpOnly; Secure; SameSite=Lax`;
  const again = story.asks('/login', { ...ownPage, method: 'POST' });
  again.responds({ status: 302, headers: [['location', '/']], setCookie: [line] });
  story.stores(held(SECOND));
  again.completes({ status: 302 });
  assert.equal(answerName(story.visits('/', OTHER, {}, ownPage)), 'evicted: 2 3');
});

test('a server that was down for a moment and then does not know the session was probably restarted', () => {
  for (const status of [503, 521]) {
    const story = signedIn()
      .wait(5 * MINUTE)
      .visits('/', SESSION, { status }, ownPage);
    story.visits('/', SESSION, asksToSignIn, ownPage);
    assert.equal(answerName(story), 'server-forgot/after-failure: 2 3 4');
    assert.equal(answerTo(story).finding?.remedy, 'keep-store');
  }
  const muchLater = signedIn()
    .visits('/', SESSION, { status: 503 }, ownPage)
    .wait(60 * MINUTE);
  muchLater.visits('/', SESSION, asksToSignIn, ownPage);
  assert.equal(answerName(muchLater), 'server-forgot/idle: 2 4');
});

describe('the user writes another value into the cookie', () => {
  const edited = (): Story => {
    const { name, domain, hostOnly, path, storeId } = held(FIRST);
    const story = signedIn();
    story.add({ kind: 'user-change', change: 'set', identity: { name, domain, hostOnly, path, storeId } });
    return story.stores(held(SECOND));
  };

  test('and is asked to sign in: that is the reason', () => {
    const story = edited().visits('/', OTHER, asksToSignIn, ownPage);
    assert.equal(answerName(story), 'deleted-by-user/set: 2 3');
    assert.match(answerText(story), /^You put another value into the cookie/);
  });

  test('and goes on with it: nothing is wrong', () => {
    assert.equal(answerName(edited().visits('/', OTHER, {}, ownPage)), 'alive');
  });
});

test('an HttpOnly cookie that no response wrote over was not written by a page’s script', () => {
  const story = signedIn().stores(held(SECOND)).visits('/', OTHER, asksToSignIn, ownPage);
  assert.equal(answerName(story), 'overwritten-elsewhere/http-only: 3');
  const byScript = signedIn()
    .stores(held(SECOND, { httpOnly: false }))
    .visits('/', OTHER, asksToSignIn, ownPage);
  assert.equal(answerName(byScript), 'overwritten-elsewhere: 3');
});

describe('while nothing was recorded', () => {
  test('the cookie went away: nobody is blamed for it', () => {
    const story = shows(paused(signedIn()), []).visits('/', undefined, asksToSignIn, ownPage);
    assert.equal(answerName(story), 'gone/unrecorded: 2 3');
    assert.equal(answerTo(story).finding?.remedy, 'keep-recording');
  });

  test('for long: a pause of the recording is no pause of the user, and no browser that was closed', () => {
    const story = paused(signedIn()).wait(10 * 60 * MINUTE);
    assert.equal(answerName(shows(story, []).visits('/', undefined, asksToSignIn, ownPage)), 'gone/unrecorded: 2 3');
  });

  test('the background was stopped, nobody asked for anything, and the cookie ends with the browser', () => {
    const story = shows(
      signedIn()
        .wait(10 * 60 * MINUTE)
        .started(),
      [],
    );
    assert.equal(answerName(story.visits('/', undefined, asksToSignIn, ownPage)), 'gone/closed: 2 3');
    assert.equal(certainty(story), 'concluded');
  });

  test('another session took its place: a response may have done so', () => {
    const story = shows(signedIn().wait(MINUTE).started(), [held(SECOND)]).visits('/', OTHER, asksToSignIn, ownPage);
    assert.equal(answerName(story), 'overwritten-elsewhere/unrecorded: 3');
  });
});

describe('while the site was not watched', () => {
  const origins = ['https://app.example/*'];
  const unwatched = (): Story =>
    signedIn()
      .add({ kind: 'permission', granted: false, origins })
      .wait(MINUTE)
      .add({ kind: 'permission', granted: true, origins });

  test('the cookie went away', () => {
    const story = shows(unwatched(), []).visits('/', undefined, asksToSignIn, ownPage);
    assert.equal(answerName(story), 'gone/unrecorded: 2 3');
  });

  test('another session took its place', () => {
    const story = shows(unwatched(), [held(SECOND)]).visits('/', OTHER, asksToSignIn, ownPage);
    assert.equal(answerName(story), 'overwritten-elsewhere/unrecorded: 3');
  });

  test('a jar that is shown while another site is not watched says nothing of that one', () => {
    const story = signedIn().add({ kind: 'permission', granted: false, origins });
    assert.equal(answerName(shows(story, [])), 'alive');
  });
});

test('a session in another container of Firefox is none here, and the answer says where it lives', () => {
  const story = signedIn().visits('/', undefined, asksToSignIn, { ...ownPage, storeId: 'firefox-container-1' });
  assert.match(
    answerText(story),
    /^Step 3 was turned away\. Session 1 .* lives on this site, but in another container/,
  );
});

test('a sign-in without Set-Cookie in a browser’s own recording: nothing was left out', () => {
  const story = shows(new Story('https://app.example').started(), []);
  story.visits('/login', undefined, { status: 302, headers: [['location', '/']] }, { ...ownPage, method: 'POST' });
  assert.match(answerText(story), /^The server answered the sign-in \(step 1\) with status 302 and without Set-Cookie/);
});

test('a socket’s handshake has no credentials to leave out', () => {
  const ask: Ask = { ...ownPage, type: 'websocket', headers: [] };
  const story = shows(signedIn(), [held(FIRST)]).visits('wss://app.example/ws', undefined, { status: 401 }, ask);
  assert.match(answerText(story), /^No loss of session .* Whether it should have gone along is not known/);
});

test('an answer under way during a sign-in sets the old id again: the new session is lost', () => {
  const line = (value: string): string => `sessionid=${value}; Path=/; HttpOnly; Secure; SameSite=Lax`;
  const story = new Story('https://app.example').started();
  const first = story.asks('/', ownPage).responds({ setCookie: [line(FIRST)] });
  story.stores(held(FIRST));
  first.completes();
  const slow = story.asks('/news', { ...ownPage, cookie: SESSION, tabId: 2 });
  const signIn = story.asks('/login', { ...ownPage, method: 'POST', cookie: SESSION });
  signIn.responds({ status: 302, headers: [['location', '/']], setCookie: [line(SECOND)] });
  story.stores(held(SECOND));
  signIn.completes({ status: 302 });
  slow.responds({ setCookie: [line(FIRST)] });
  story.stores(held(FIRST));
  slow.completes();
  story.visits('/account', SESSION, asksToSignIn, ownPage);
  assert.equal(answerName(story), 'late-answer: 2 3 4');
  assert.equal(answerTo(story).finding?.remedy, 'no-old-id');
});

describe('a recording that begins when somebody is signed in', () => {
  const link: Ask = {
    initiator: 'https://mail.example',
    headers: [
      ['sec-fetch-site', 'cross-site'],
      ['sec-fetch-mode', 'navigate'],
      ['sec-fetch-dest', 'document'],
    ],
  };

  test('and whose jar holds the session: the rules say why the first page went without it', () => {
    const story = shows(new Story('https://app.example').started(), [held(FIRST, { sameSite: 'strict' })]);
    assert.equal(answerName(story.visits('/', undefined, asksToSignIn, link)), 'not-sent/strict-link: 1');
  });

  test('and in a frame of another site', () => {
    const frame: Ask = {
      type: 'sub_frame',
      frameId: 3,
      initiator: 'https://shop.example',
      topUrl: 'https://shop.example/',
      headers: [
        ['sec-fetch-site', 'cross-site'],
        ['sec-fetch-mode', 'navigate'],
        ['sec-fetch-dest', 'iframe'],
      ],
    };
    const story = shows(new Story('https://app.example').started(), [held(FIRST)]);
    assert.equal(answerName(story.visits('/', undefined, asksToSignIn, frame)), 'not-sent/embedded: 1');
  });

  test('a cookie of another path is no session that was missed', () => {
    const story = shows(new Story('https://app.example').started(), [held(FIRST, { path: '/admin' })]);
    assert.equal(answerName(story.visits('/', undefined, asksToSignIn, link)), 'no-cookies');
  });

  test('and has no cookie at all: it is known that none went along', () => {
    const story = shows(new Story('https://app.example').started(), []).visits('/', undefined, asksToSignIn, ownPage);
    assert.match(answerText(story), /^Step 1 was turned away\. It carried no cookie/);
  });
});
