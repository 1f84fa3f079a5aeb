import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toneOf } from '../../../extension/trace/findings/answer-summary.ts';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo } from './finding-names.ts';

// What counts as being sent away, and what only looks like it.

const SESSION = `sessionid=${id('a')}`;
const post: Ask = { ...ownPage, method: 'POST' };
const fromElsewhere: Ask = { headers: [['sec-fetch-site', 'cross-site']] };
const to = (location: string, more: Reply = {}): Reply => ({ status: 302, headers: [['location', location]], ...more });
const CLEARS = ['sessionid=""; Max-Age=0; Path=/'];

function signedIn(): Story {
  return new Story('https://app.example')
    .started()
    .visits('/login', undefined, {}, ownPage)
    .visits('/login', undefined, to('/', { setCookie: [`${SESSION}; Path=/; HttpOnly; Secure; SameSite=Lax`] }), post)
    .visits('/', SESSION, {}, ownPage);
}

describe('an address that asks for more than being signed in', () => {
  const provider = 'https://id.bank.example/authorize?client_id=a&response_type=code&acr_values=gold&scope=openid';

  test('leads to a provider, and comes back with another id', () => {
    const next = `sessionid=${id('n')}`;
    const story = signedIn()
      .visits('/step-up', SESSION, to(provider), ownPage)
      .wait(20_000)
      .visits('/cb?code=x&state=y', SESSION, to('/', { setCookie: [`${next}; Path=/; HttpOnly`] }), fromElsewhere)
      .visits('/', next, {}, ownPage);
    assert.equal(answerName(story), 'alive');
  });

  test('is another one than a page that had opened', () => {
    const story = signedIn().wait(3_600_000).visits('/', SESSION, to(provider), ownPage);
    assert.match(answerName(story), /^server-forgot\/idle/);
  });
});

describe('a new id in answer to what a script sent', () => {
  const [given, poll]: [string, Ask] = [`sessionid=${id('g')}`, { ...api, method: 'POST' }];
  const after = (pause: number): Story =>
    signedIn()
      .wait(pause)
      .visits('/heartbeat', SESSION, { setCookie: [`${given}; Path=/; HttpOnly; Secure`] }, poll)
      .visits('/orders', given, to('/login'), ownPage);

  test('is a stranger’s after a pause, where it is refused at once', () => {
    assert.equal(answerName(after(2_700_000)), 'server-forgot/idle-new-id: 3 4 5');
    assert.match(answerText(after(2_700_000)), /step 4 \(POST \/heartbeat\) sent it after 45 min/);
  });

  test('is a renewal without one', () => {
    assert.match(answerName(after(2_000)), /^server-forgot\/renewed/);
  });
});

describe('a redirect that shows that nobody is signed in', () => {
  for (const [what, location] of [
    ['WS-Federation', 'https://adfs.corp.example/adfs/ls/?wa=wsignin1.0&wtrealm=urn:app'],
    ['SAML', 'https://idp.corp.example/app/x1/start?SAMLRequest=fZFNT'],
    ['Shibboleth', 'https://idp.corp.example/idp/profile/SAML2/Redirect/SSO?SAMLRequest=fZFNT'],
    ['OpenID Connect', 'https://id.corp.example/realms/x?client_id=a&response_type=code&scope=openid%20profile'],
    ['OpenID 2.0', 'https://id.corp.example/op?openid.mode=checkid_setup'],
  ] as const)
    test(`to a provider, by ${what}`, () => {
      const story = signedIn().wait(3_600_000).visits('/orders', SESSION, to(location), ownPage);
      assert.equal(answerName(story), 'server-forgot/idle: 3 4');
    });

  for (const location of [
    '/timeout.html',
    '/session-expired',
    '/?session_expired=1',
    '/welcome?reason=session_timeout',
  ])
    test(`to a page that says that the session is over: ${location}`, () => {
      const story = signedIn().wait(3_600_000).visits('/orders', SESSION, to(location), ownPage);
      story.visits(location, SESSION, {}, ownPage);
      assert.equal(answerName(story), 'server-forgot/idle: 3 4');
      assert.equal(answerTo(story).finding?.evidence.at(-1)?.code, 'said-over');
    });
});

test('a gateway’s own pages are pages at which people sign in', () => {
  for (const page of ['/vpn/tmindex.html', '/my.policy', '/logon/LogonPoint/index.html']) {
    const story = signedIn().visits('/orders', SESSION, {}, ownPage).visits('/orders', SESSION, to(page), ownPage);
    assert.equal(answerName(story), 'server-forgot: 4 5', page);
  }
});

describe('a redirect that shows nothing of the kind', () => {
  for (const location of [
    '/login/profile',
    '/trial-expired',
    '/password/expired',
    '/cart?expired=1',
    '/error/timeout',
    '/subscribe',
  ])
    test(location, () => {
      const story = signedIn().visits('/orders', SESSION, to(location), ownPage).visits(location, SESSION, {}, ownPage);
      assert.equal(answerName(story), 'alive');
    });

  test('to another site that is asked for a right, and not who the user is', () => {
    const install = 'https://chat.example/oauth/v2/authorize?client_id=1&scope=chat:write&redirect_uri=x';
    assert.equal(answerName(signedIn().visits('/settings/chat/install', SESSION, to(install), ownPage)), 'alive');
  });

  test('to another site from which somebody comes back with the same session', () => {
    const link = 'https://code.example/login/oauth/authorize?client_id=1&scope=read:user&redirect_uri=x';
    const story = signedIn().visits('/settings/link/code', SESSION, to(link), ownPage);
    story.visits('/settings/link/callback?code=1&state=2', SESSION, to('/settings/link'), fromElsewhere);
    assert.equal(answerName(story), 'alive');
  });
});

test('a right that somebody calls off, coming back to the address that was named', () => {
  const back = encodeURIComponent('https://app.example/link/done');
  const story = signedIn().visits(
    '/link',
    SESSION,
    to(`https://code.example/authorize?client_id=1&redirect_uri=${back}`),
    ownPage,
  );
  story.visits('/link/done?error=access_denied', SESSION, to('/account'), fromElsewhere).visits('/account', SESSION);
  assert.equal(answerName(story), 'alive');
});

describe('a sign-out', () => {
  for (const name of ['sec-purpose', 'purpose'])
    test(`that the browser loaded in advance, as ${name} says, was probably not meant`, () => {
      const ask: Ask = { headers: [...(ownPage.headers ?? []), [name, 'prefetch']] };
      const story = signedIn().visits('/logout', SESSION, to('/', { setCookie: CLEARS }), ask);
      story.visits('/orders', undefined, to('/login'), ownPage);
      assert.equal(answerName(story), 'signed-out-in-advance: 4 5');
      assert.match(answerText(story), /probably nobody meant to sign out/);
    });

  for (const [name, value] of [
    ['x-sec-purpose', 'prefetch'],
    ['x-moz', 'prefetch'],
    ['next-router-prefetch', '1'],
  ] as const)
    test(`that a framework loaded in advance, as ${name} says, was not meant either`, () => {
      const ask: Ask = { headers: [...(ownPage.headers ?? []), [name, value]] };
      const story = signedIn().visits('/logout', SESSION, to('/', { setCookie: CLEARS }), ask);
      assert.equal(answerName(story.visits('/orders', undefined, to('/login'), ownPage)), 'signed-out-in-advance: 4 5');
    });

  test('that a framework’s link asked for on a click was meant', () => {
    const ask: Ask = { headers: [...(ownPage.headers ?? []), ['rsc', '1']] };
    assert.equal(
      answerName(signedIn().visits('/logout', SESSION, to('/', { setCookie: CLEARS }), ask)),
      'signed-out: 4',
    );
  });

  const unasked = (path: string, reply: Reply, next?: string): Story => {
    const story = signedIn().visits(path, SESSION, { ...reply, setCookie: CLEARS }, post);
    return next === undefined ? story : story.visits(next, undefined, {}, ownPage);
  };

  for (const [what, story, reason, remedy] of [
    ['its address', unasked('/logout?msg=SESSION_EXPIRED', to('/')), 'msg=SESSION_EXPIRED', 'longer-timeout'],
    ['where it leads', unasked('/logout', to('/login?reason=inactivity')), 'reason=inactivity', 'longer-timeout'],
    ['the next page', unasked('/logout', {}, '/login?session=expired'), 'session=expired', 'longer-timeout'],
    ['another sign-in', unasked('/logout?reason=concurrent_login', {}), 'reason=concurrent_login', 'one-session'],
  ] as const)
    test(`that nobody asked for, as ${what} says, is the application’s`, () => {
      assert.equal(answerName(story), 'signed-out/unasked: 4');
      assert.ok(answerText(story).endsWith(`the application did it by itself: an address says ${reason}.`));
      assert.equal(answerTo(story).finding?.kind, 'loss');
      assert.equal(answerTo(story).finding?.remedy, remedy);
    });

  test('that somebody clicked is somebody’s, though it leads where a session is said to be over', () => {
    const clicked: Ask = { ...post, headers: [...(post.headers ?? []), ['sec-fetch-user', '?1']] };
    const story = signedIn().visits(
      '/logout',
      SESSION,
      to('/login?error=session_expired', { setCookie: CLEARS }),
      clicked,
    );
    assert.equal(answerName(story), 'signed-out: 4');
    const byDialogue = signedIn().visits('/logout?reason=inactivity', SESSION, { setCookie: CLEARS }, clicked);
    assert.equal(answerName(byDialogue), 'signed-out/unasked: 4');
  });

  test('that leads to a page for those who signed out, or is followed by a later one, is somebody’s', () => {
    for (const path of ['/logout?reason=user', '/logout?next=%2Flogin%3Fexpired'])
      assert.equal(answerName(unasked(path, to('/login?logged-out=true'))), 'signed-out: 4');
    const poll = unasked('/logout', {}).visits('/api/poll', undefined, { status: 401 }, api);
    poll.visits('/login?reason=session_expired', undefined, {}, ownPage);
    assert.match(answerName(poll), /^signed-out: 4/);
  });

  test('that leaves the cookie, and after which the same address answers, is named', () => {
    const story = signedIn().visits('/orders', SESSION, {}, ownPage).visits('/api/logout', SESSION, {}, post);
    story.visits('/orders', SESSION, {}, ownPage);
    assert.match(answerText(story), /though step 5 signed out: the cookie stayed, and step 6 sent it again/);
    assert.equal(answerTo(story).doubt?.code, 'after-sign-out');
  });

  test('that leaves the cookie is not named where nothing shows that somebody is in, or somebody signed in again', () => {
    const opened = (): Story => signedIn().visits('/orders', SESSION, {}, ownPage);
    const signedOut = (): Story => opened().visits('/api/logout', SESSION, {}, post);
    const others = opened().visits('/logout-other-devices', SESSION, {}, post).visits('/orders', SESSION, {}, ownPage);
    for (const story of [
      signedOut().visits('/login', SESSION, {}, ownPage),
      signedOut().visits('/help', SESSION, {}, ownPage),
      signedOut().visits('/login', SESSION, to('/orders'), post).visits('/orders', SESSION, {}, ownPage),
      others,
    ])
      assert.notEqual(answerTo(story).doubt?.code, 'after-sign-out');
  });

  test('by any other name: a POST clears the cookie and leads on', () => {
    const story = signedIn().visits('/account/delete', SESSION, to('/goodbye', { setCookie: CLEARS }), post);
    story.visits('/goodbye', undefined, {}, ownPage);
    assert.equal(answerName(story), 'cleared-by-server/asked: 4');
    assert.equal(answerTo(story).finding?.kind, 'ending');
  });
});

describe('a cookie of unknown name whose value is another at each response', () => {
  const visit = (last: Reply): Story => {
    const story = new Story('https://app.example').started();
    for (let at = 0; at < 5; at += 1) {
      const setCookie = [`xwaf_tk=${id(`v${at}`)}; Path=/; HttpOnly; Secure`];
      const before = at === 0 ? undefined : `xwaf_tk=${id(`v${at - 1}`)}`;
      story.visits(`/page${at}`, before, { setCookie }, ownPage);
    }
    return story.visits('/last', `xwaf_tk=${id('v4')}`, last, ownPage);
  };

  test('may be a firewall’s: no store is blamed', () => {
    assert.equal(answerName(visit({})), 'alive');
  });

  test('unless somebody is turned away', () => {
    assert.match(answerName(visit(to('/login?next=/last'))), /^replaced-each-time/);
  });
});

test('a refused sign-in form says that the form may be too old', () => {
  const story = signedIn().visits('/login', SESSION, { status: 419 }, post);
  assert.match(answerText(story), /^No loss of session .* status 419/);
});

describe('a visitor', () => {
  const VISITOR = `sessionid=${id('v')}`;
  const visit = (): Story => {
    const setCookie = [`${VISITOR}; Path=/; HttpOnly; Secure; SameSite=Lax`];
    return new Story('https://app.example').started().visits('/', undefined, { setCookie }, ownPage);
  };

  test('who is sent to sign in has lost nothing, and is not called healthy', () => {
    const story = visit().visits('/shop', VISITOR, {}, ownPage).visits('/account', VISITOR, to('/login'), ownPage);
    assert.equal(answerName(story), 'alive');
    assert.match(answerText(story), /^No loss of session .* at step 2\. Step 3 found nobody signed in/);
    assert.equal(toneOf(answerTo(story)), 'plain');
  });

  test('of whom no other answer is seen: nothing shows that anybody was signed in', () => {
    const story = visit().visits('/account', VISITOR, to('/login'), ownPage);
    assert.match(answerText(story), /^Step 2 sent session .* Nothing shows that anybody was signed in on it/);
  });

  test('whose cookie a later request lacks, at no cost: both are said', () => {
    const headers: Ask['headers'] = [
      ['origin', 'https://front.test'],
      ['sec-fetch-site', 'cross-site'],
      ['sec-fetch-mode', 'cors'],
    ];
    const api: Ask = {
      type: 'xmlhttprequest',
      initiator: 'https://front.test',
      topUrl: 'https://front.test/',
      headers,
    };
    const setCookie = [`${VISITOR}; Path=/; HttpOnly; Secure; SameSite=None`];
    const story = new Story('https://api.example').started().visits('/a', undefined, { setCookie }, api);
    story.visits('/b', undefined, {}, api);
    assert.match(answerText(story), /^Step 1 set session .*, and step 2 went without it/);
  });
});

describe('an address that had opened for somebody who signed in, and does not any more', () => {
  const opened = (): Story => signedIn().visits('/orders', SESSION, {}, ownPage);

  for (const location of [
    '/?expired=1',
    '/login?expired=1',
    '/hello?session=expired',
    '/#/login',
    '/#!/session-expired',
  ])
    test(`leads to where it is said that the session is over, or that one must sign in: ${location}`, () => {
      const story = opened().wait(3_600_000).visits('/orders', SESSION, to(location), ownPage);
      story.visits(new URL(location, 'https://app.example').pathname, SESSION, {}, ownPage);
      assert.equal(answerName(story), 'server-forgot/idle: 4 5');
    });

  for (const location of ['/unauthorized', '/error?reason=unauthorized', '/403.html'])
    test(`leads to a page that says that it may not be seen: ${location}`, () => {
      const story = opened().wait(3_600_000).visits('/orders', SESSION, to(location), ownPage);
      story.visits(location, SESSION, {}, ownPage);
      assert.equal(answerName(story), 'server-forgot/idle: 4 5');
      assert.equal(answerTo(story).finding?.evidence.at(-1)?.code, 'led-to-refusal');
    });

  test('an address that never opened leads there where a right is missing', () => {
    const story = opened().visits('/admin', SESSION, to('/unauthorized'), ownPage);
    assert.equal(answerName(story.visits('/orders', SESSION, {}, ownPage)), 'alive');
  });

  test('leads to another host at which people sign in', () => {
    const back = encodeURIComponent('https://app.example/orders');
    const story = opened().wait(3_600_000);
    const asked = story.asks('/orders', { ...ownPage, cookie: SESSION });
    asked.responds(to(`https://login.other.example/?goto=${back}`)).completes();
    assert.equal(answerName(story), 'server-forgot/idle: 4 5');
  });

  test('leads to the start page: that may have other reasons, and both are said', () => {
    const story = opened().visits('/orders', SESSION, to('/'), ownPage).visits('/', SESSION, {}, ownPage);
    assert.match(answerText(story), /^Whether session .* still lives is not known: .* step 4, and step 5/);
    assert.equal(toneOf(answerTo(story)), 'plain');
  });

  test('leads to the start page with a new id: the old one was not known', () => {
    const setCookie = [`sessionid=${id('n')}; Path=/; HttpOnly; Secure; SameSite=Lax`];
    const story = opened().visits('/orders', SESSION, to('/', { setCookie }), ownPage);
    story.visits('/', `sessionid=${id('n')}`, {}, ownPage);
    assert.equal(answerName(story), 'server-forgot/new-id-away: 4 5');
  });

  test('fails with a fault of the server: whether it knows the session is not known', () => {
    const story = opened().visits('/orders', SESSION, { status: 500 }, ownPage);
    assert.match(answerText(story), /^No loss of session .* step 4\. Step 5 sent it later .* status 500/);
  });
});

test('a page of a provider, at which people who are signed in allow something, does not ask to sign in', () => {
  const setCookie = [`sessionid=${id('n')}; Path=/; HttpOnly; Secure; SameSite=Lax`];
  const story = signedIn().visits('/orders', SESSION, { setCookie }, ownPage);
  story.visits('/oauth/authorize', `sessionid=${id('n')}`, {}, ownPage);
  assert.equal(answerName(story), 'alive');
});

test('after a pause a fault gives out a new id, and the page to sign in follows', () => {
  const setCookie = [`sessionid=${id('n')}; Path=/; HttpOnly; Secure; SameSite=Lax`];
  const story = signedIn().wait(7_200_000).visits('/orders', SESSION, { status: 500, setCookie }, ownPage);
  story.visits('/login', `sessionid=${id('n')}`, {}, ownPage);
  assert.equal(answerName(story), 'server-forgot/idle-new-id: 3 4');
});

describe('a refused token that is renewed', () => {
  const call: Ask = { ...ownPage, type: 'xmlhttprequest' };
  const renewed = `sessionid=${id('b')}`;
  const refused = (): Story =>
    signedIn().visits('/api/b', SESSION, {}, call).wait(900_000).visits('/api/b', SESSION, { status: 401 }, call);

  test('is no loss, also where something else is asked for with the new one', () => {
    const story = refused()
      .visits(
        '/auth/refresh',
        SESSION,
        { setCookie: [`${renewed}; Path=/; HttpOnly; Secure`] },
        { ...call, method: 'POST' },
      )
      .visits('/api/a', renewed, {}, call);
    assert.equal(answerName(story), 'alive');
  });

  test('is one where the renewal failed, or what it gave out is refused', () => {
    const failed = refused().visits('/auth/refresh', SESSION, { status: 401 }, { ...call, method: 'POST' });
    assert.match(answerName(failed.visits('/api/a', SESSION, { status: 401 }, call)), /^renewal-refused/);
    const useless = refused()
      .visits(
        '/auth/refresh',
        SESSION,
        { setCookie: [`${renewed}; Path=/; HttpOnly; Secure`] },
        { ...call, method: 'POST' },
      )
      .visits('/api/a', renewed, { status: 401 }, call);
    assert.match(answerName(useless), /^(?!alive)/);
  });
});

test('Salesforce names the page to come back to startURL, and others retURL', () => {
  for (const name of ['startURL', 'retURL']) {
    const story = signedIn()
      .wait(3_600_000)
      .visits('/orders', SESSION, to(`/?ec=302&${name}=%2Forders`), ownPage);
    assert.equal(answerName(story), 'server-forgot/idle: 3 4');
  }
});
