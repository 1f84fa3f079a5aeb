import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BrowserCookie } from '../../../extension/cookies/browser-cookie.ts';
import { api, ownPage } from '../asks.ts';
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

test('a server at whose address nothing listened for a moment was probably restarted, if it then does not know the session', () => {
  const failed = (error: string): Story => {
    const story = signedIn().wait(5 * MINUTE);
    story.asks('/', { ...ownPage, cookie: SESSION }).fails(error);
    return story;
  };
  for (const error of ['net::ERR_CONNECTION_REFUSED', 'NS_ERROR_CONNECTION_REFUSED']) {
    assert.equal(answerName(failed(error).visits('/', SESSION, {}, ownPage)), 'alive');
    const story = failed(error).visits('/', SESSION, asksToSignIn, ownPage);
    assert.equal(answerName(story), 'server-forgot/after-no-server: 2 3 4');
    assert.match(answerText(story), /at step 3 no server listened at its address \(\S+CONNECTION_REFUSED\)/);
  }
  // Whoever stops a load, or loses the network, says nothing of the server.
  for (const error of ['net::ERR_ABORTED', 'net::ERR_INTERNET_DISCONNECTED', 'NS_BINDING_ABORTED'])
    assert.equal(answerName(failed(error).visits('/', SESSION, asksToSignIn, ownPage)), 'server-forgot/idle: 2 4');
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

describe('a cookie that did not go along, at no cost', () => {
  const P = 'Path=/; HttpOnly; Secure; SameSite=None; Partitioned';
  const frameIn = (top: string): Ask => ({
    type: 'sub_frame',
    frameId: 3,
    initiator: top,
    topUrl: `${top}/`,
    headers: [
      ['sec-fetch-site', 'cross-site'],
      ['sec-fetch-mode', 'navigate'],
      ['sec-fetch-dest', 'iframe'],
    ],
  });
  const inPartition = (value: string, topLevelSite: string): BrowserCookie =>
    held(value, { sameSite: 'no_restriction', partitionKey: { topLevelSite, hasCrossSiteAncestor: true } });

  /** A widget with a session under one site is shown under another. */
  function widget(reply: Reply): Story {
    const story = shows(new Story('https://app.example').started(), []);
    const one = story.asks('/', frameIn('https://shop.example')).responds({ setCookie: [`${SESSION}; ${P}`] });
    story.stores(inPartition(FIRST, 'https://shop.example'));
    one.completes();
    const other = story.asks('/', frameIn('https://news.example')).responds(reply);
    if (reply.status === undefined) story.stores(inPartition(SECOND, 'https://news.example'));
    other.completes();
    return story;
  }

  test('a Partitioned cookie is one for each top-level site: two sessions are what it is for', () => {
    assert.equal(answerName(widget({ setCookie: [`${OTHER}; ${P}`] })), 'alive');
    assert.equal(answerName(widget(asksToSignIn)), 'not-sent/partition: 1 2');
  });

  const script = (more: Ask = {}): Ask => ({ ...api, ...more });

  /** A page asks for its health twice, without credentials, and is refused each time. */
  function checks(ask: Ask): Story {
    const story = shows(signedIn(), [held(FIRST)]);
    for (const path of ['/a', '/b'])
      story.wait(5_000).visits('/health', undefined, { status: 401 }, ask).visits(path, SESSION, {}, ownPage);
    return story;
  }

  test('what is always asked without credentials and refused, while other calls have them, is a health check', () => {
    const others = checks(script()).visits('/api/me', SESSION, {}, script());
    assert.equal(answerName(others), 'alive');
    // Where no call has them, the scripts of the site leave them out.
    assert.equal(answerName(checks(script())), 'not-sent/credentials: 1 5');
  });

  test('a frame’s call to its own origin may lack the cookie because the page is another site’s', () => {
    const calls = (topUrl: string): Story => {
      const story = shows(signedIn(), [held(FIRST, { sameSite: 'no_restriction' })]);
      return story.wait(5_000).visits('/api/me', undefined, { status: 401 }, script({ topUrl, frameId: 3 }));
    };
    assert.match(answerName(calls('https://portal.example/')), /^not-sent\/credentials-or-blocked/);
    assert.match(answerName(calls('https://app.example/')), /^not-sent\/credentials:/);
  });

  test('an extension’s own request is none of the site’s', () => {
    const byExtension = script({
      initiator: 'chrome-extension://abcdef',
      headers: [
        ['sec-fetch-site', 'cross-site'],
        ['sec-fetch-mode', 'cors'],
      ],
    });
    const asked = (ask: Ask): Story =>
      shows(signedIn(), [held(FIRST)]).visits('/api/me', undefined, { status: 401 }, ask);
    assert.equal(answerName(asked(byExtension)), 'alive');
    assert.match(answerName(asked({ ...byExtension, initiator: 'https://other.example' })), /^not-sent\/embedded/);
  });
});

describe('an old id is back in the cookie', () => {
  /** The id changes, and later the first one is written over the second. */
  function back(by: 'response' | 'unseen', after: Reply): Story {
    const line = (value: string): string => `sessionid=${value}; Path=/; HttpOnly; Secure; SameSite=Lax`;
    const story = shows(signedIn(), [held(FIRST)]);
    const late = story.asks('/news', { ...ownPage, cookie: SESSION, tabId: 2 });
    const asked = story.asks('/password', { ...ownPage, method: 'POST', cookie: SESSION });
    asked.responds({ status: 302, headers: [['location', '/']], setCookie: [line(SECOND)] });
    story.loses(held(FIRST), 'overwrite').stores(held(SECOND));
    asked.completes({ status: 302 });
    story.visits('/', OTHER, {}, ownPage);
    late.responds(by === 'response' ? { setCookie: [line(FIRST)] } : {});
    story.loses(held(SECOND), 'overwrite').stores(held(FIRST));
    late.completes();
    return story.visits('/', SESSION, after, ownPage);
  }

  test('and no response wrote it: that is the reason, and no store of the server', () => {
    assert.match(answerName(back('unseen', asksToSignIn)), /^overwritten-elsewhere\/http-only/);
  });

  test('by a response in sight: that one is named', () => {
    assert.match(answerName(back('response', asksToSignIn)), /^late-answer/);
  });

  test('and is accepted before it is refused: then the server forgot it', () => {
    const story = back('unseen', {})
      .wait(40 * MINUTE)
      .visits('/', SESSION, asksToSignIn, ownPage);
    assert.match(answerName(story), /^server-forgot/);
  });
});

describe('a sign-out clears a protected cookie', () => {
  /** `isBack`: Sidtrail restores it at once. */
  const signsOut = (isBack: boolean): Story => {
    const story = shows(signedIn(), [held(FIRST)]);
    const asked = story.asks('/logout', { ...ownPage, method: 'POST', cookie: SESSION });
    asked.responds({ ...asksToSignIn, setCookie: ['sessionid=; Path=/; Max-Age=0'] });
    story.loses(held(FIRST), 'expired_overwrite');
    asked.completes({ status: 302 });
    if (isBack) story.userRestores(held(FIRST));
    return story.visits('/', isBack ? SESSION : undefined, asksToSignIn, ownPage);
  };

  test('which is restored, and which the server does not accept any more', () => {
    assert.equal(answerName(signsOut(true)), 'signed-out-on-server/brought-back: 3 4');
    assert.match(answerText(signsOut(true)), /The cookie was there again afterwards/);
  });

  test('and one that is not protected stays away', () => {
    assert.match(answerName(signsOut(false)), /^signed-out: 3/);
  });
});

describe('an application in a frame of another site', () => {
  const frame = (more: Ask = {}): Ask => ({
    type: 'sub_frame',
    frameId: 3,
    initiator: 'https://portal.example',
    topUrl: 'https://portal.example/',
    headers: [
      ['sec-fetch-site', 'cross-site'],
      ['sec-fetch-mode', 'navigate'],
      ['sec-fetch-dest', 'iframe'],
    ],
    ...more,
  });
  const none = (value: string): string => `sessionid=${value}; Path=/; HttpOnly; Secure; SameSite=None`;

  /** Its cookies are blocked: each answer sets one, and the jar never changes. */
  function blocked(answers: readonly Reply[]): Story {
    const story = shows(new Story('https://app.example').started(), []);
    for (const [n, reply] of answers.entries())
      story.visits('/start', undefined, { setCookie: [none(id(String(n)))], ...reply }, frame());
    return story;
  }

  test('whose cookies are blocked: the line that is named is one whose loss shows', () => {
    assert.equal(answerName(blocked([{}, asksToSignIn, {}])), 'never-came-back/frame: 1 2');
    assert.equal(answerName(blocked([{}, {}, {}])), 'never-came-back/frame: 3');
  });

  /** Its script is refused without the cookie, and asks again when the frame has been given it. */
  function asksForAccess(again: Reply): Story {
    const kept = held(FIRST, { sameSite: 'no_restriction' });
    const story = shows(signedIn(), [kept]);
    const script: Ask = { ...api, frameId: 3, topUrl: 'https://portal.example/' };
    story.visits('/embed', undefined, {}, frame()).visits('/api/me', undefined, { status: 401 }, script);
    return story.wait(4_000).visits('/api/me', SESSION, again, script);
  }

  test('that asks for its cookies and gets them lost nothing', () => {
    assert.equal(answerName(asksForAccess({})), 'alive');
    assert.match(answerName(asksForAccess({ status: 500 })), /^not-sent\/credentials-or-blocked/);
  });
});

describe('a page signs in at its API on another port, and the browser keeps nothing of the answer', () => {
  const signsIn = (site: string): Story => {
    const story = new Story('http://localhost:4000').started().add({ kind: 'jar', cookies: [] });
    const byScript: Ask = {
      type: 'xmlhttprequest',
      topUrl: 'http://localhost:8000/',
      initiator: 'http://localhost:8000',
      headers: [
        ['sec-fetch-site', site],
        ['sec-fetch-mode', 'cors'],
      ],
    };
    const headers: Reply['headers'] = [
      ['access-control-allow-origin', 'http://localhost:8000'],
      ['access-control-allow-credentials', 'true'],
    ];
    story.visits('/login', undefined, { setCookie: [`${SESSION}; Path=/; HttpOnly`], headers }, byScript);
    return story.visits('/me', undefined, { status: 401, headers }, byScript);
  };

  test('its script probably asked without credentials', () => {
    const story = signsIn('same-site');
    assert.equal(answerName(story), 'never-came-back/credentials: 1 2');
    assert.match(answerText(story), /without credentials/);
    assert.deepEqual([certainty(story), answerTo(story).finding?.remedy], ['concluded', 'include-credentials']);
  });

  test('a script that asks its own origin sends them: why is not visible', () => {
    assert.equal(answerName(signsIn('same-origin')), 'never-came-back: 1 2');
  });
});

describe('a sign-in sets a cookie that the browser refuses, and the older one of that name stays', () => {
  const again = (answered: Reply): Story => {
    const story = new Story('http://app.example').started().add({ kind: 'jar', cookies: [] });
    const old = cookieOf('sessionid', FIRST, { domain: 'app.example' });
    const first = story.asks('/login', { method: 'POST' });
    first.responds({ status: 302, headers: [['location', '/']], setCookie: [`${SESSION}; Path=/; HttpOnly`] });
    story.stores(old);
    first.completes({ status: 302 });
    story.visits('/', SESSION, {}, ownPage);
    const setCookie = [`${OTHER}; Path=/; HttpOnly; Secure`];
    const to = { status: 302, headers: [['location', '/']], setCookie } as const;
    story.visits('/login', SESSION, to, { ...ownPage, method: 'POST' });
    return story.visits('/', SESSION, answered, ownPage);
  };

  test('it is refused at once: the line that was not kept is the reason', () => {
    assert.match(answerName(again(asksToSignIn)), /^not-kept\/secure-on-insecure-origin: 3/);
  });

  test('it is answered as before: nothing was lost', () => {
    assert.doesNotMatch(answerName(again({})), /^not-kept/);
  });
});

describe('a host that is granted by https alone hides cookies without Secure', () => {
  const line = `${SESSION}; Path=/; HttpOnly; SameSite=Lax`;
  const begun = (httpsOnly: readonly string[] = ['*.app.example']): Story => {
    const story = new Story('https://app.example').started().add({ kind: 'jar', cookies: [], httpsOnly });
    const reply = { status: 302, headers: [['location', '/']], setCookie: [line] } as const;
    return story.visits('/login', undefined, reply, { ...ownPage, method: 'POST' });
  };

  test('so that silence shows nothing', () => {
    assert.match(answerText(begun().wait(5000)), /^Step 1 set session 1/);
    const used = begun().wait(5000).visits('/', SESSION, {}, ownPage);
    assert.equal(answerName(used), 'alive');
    assert.equal(answerTo(used).finding, undefined);
  });

  test('so that a jar without the cookie ends nothing', () => {
    const story = begun(['*']).visits('/', SESSION, {}, ownPage).wait(MINUTE).started();
    story.add({ kind: 'jar', cookies: [], httpsOnly: ['*'] });
    assert.equal(answerName(story), 'alive');
  });

  test('so that its sign-out is believed', () => {
    const cleared: Reply = {
      status: 302,
      headers: [['location', '/login']],
      setCookie: ['sessionid=; Max-Age=0; Path=/'],
    };
    const story = begun().visits('/', SESSION, {}, ownPage);
    assert.equal(
      answerName(story.visits('/logout', SESSION, cleared, { ...ownPage, method: 'POST' })),
      'signed-out: 3',
    );
  });

  test('and so that a page without it shows no more than that it is gone', () => {
    const story = begun().visits('/', SESSION, {}, ownPage).wait(MINUTE).visits('/', undefined, asksToSignIn, ownPage);
    assert.equal(answerName(story), 'gone: 2 3');
  });

  test('and no other host', () => {
    assert.equal(answerName(begun(['other.example', '*.pp.example']).wait(5000)), 'never-came-back: 1');
  });
});

test('a line that a request shows to be kept was not refused, though the browser reported nothing', () => {
  const story = new Story('https://app.example').started().add({ kind: 'jar', cookies: [] });
  const reply = {
    status: 302,
    headers: [['location', '/']],
    setCookie: [`${SESSION}; Path=/; HttpOnly; Secure`],
  } as const;
  story.visits('/login', undefined, reply, { ...ownPage, method: 'POST' });
  assert.equal(answerName(story.visits('/', SESSION, { says: 'signed-in' }, ownPage).wait(10_000)), 'alive');
});
