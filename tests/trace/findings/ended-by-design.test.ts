import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo, findingNames } from './finding-names.ts';

// Sessions that a server ends by design: after a fixed time, or because it was asked to by another name than signing out.

const SESSION = `sid=${id('a')}`;
const MINUTE = 60_000;
const to = (location: string, more: Reply = {}): Reply => ({ status: 302, headers: [['location', location]], ...more });
const post = { ...ownPage, method: 'POST' };

function signedIn(): Story {
  return new Story('https://app.example')
    .started()
    .visits('/login', undefined, {}, ownPage)
    .visits('/login', undefined, to('/', { setCookie: [`${SESSION}; Path=/; HttpOnly; Secure; SameSite=Lax`] }), post)
    .visits('/', SESSION, {}, ownPage);
}

/** In use every so many ms from the sign-in on, and refused at last. */
function refusedAfter(total: number, every: number): Story {
  const story = signedIn();
  const began = story.time;
  for (story.time += every; story.time < began + total - 1_000; story.time += every)
    story.visits('/api/items', SESSION, {}, api);
  story.time = began + total;
  return story.visits('/api/items', SESSION, { status: 401 }, api);
}

describe('a session that is in use all along, and is refused', () => {
  for (const [minutes, words] of [
    [30, '30 min'],
    [60, '1 hr'],
    [480, '8 hr'],
  ] as const)
    test(`${minutes} min after the sign-in: a fixed lifetime is likely`, () => {
      const story = refusedAfter(minutes * MINUTE + 2_000, Math.min(minutes * 2_000, 3 * MINUTE));
      assert.match(answerName(story), /^server-forgot\/lifetime/);
      assert.match(answerText(story), new RegExp(`A fixed lifetime of ${words} is the likely cause`));
    });

  test('at an age that nobody writes into settings: nothing is said of it', () => {
    assert.match(answerName(refusedAfter(37 * MINUTE, MINUTE)), /^server-forgot: /);
  });

  test('where the last good answer is too long ago to tell: nothing is said of it', () => {
    assert.match(answerName(refusedAfter(10 * MINUTE + 2_000, 3 * MINUTE)), /^server-forgot: /);
  });

  test('after a pause: the pause is the likely cause', () => {
    const story = signedIn();
    story.time += 30 * MINUTE;
    assert.match(answerName(story.visits('/', SESSION, to('/login'), ownPage)), /^server-forgot\/idle/);
  });
});

describe('a request that ends sessions by another name', () => {
  for (const [method, path] of [
    ['POST', '/sessions/revoke-all'],
    ['POST', '/oauth/revoke'],
    ['DELETE', '/api/account'],
    ['DELETE', '/api/users/me'],
    ['POST', '/settings/close-account'],
  ] as const)
    test(`${method} ${path}: the refusal after it is no loss`, () => {
      const story = signedIn().visits(path, SESSION, { status: 204 }, { ...api, method });
      story.visits('/api/items', SESSION, { status: 401 }, api);
      assert.equal(answerName(story), 'signed-out-on-server/revoked: 4 5');
      assert.equal(answerTo(story).finding?.kind, 'ending');
    });

  for (const [method, path] of [
    ['POST', '/api/instances/5/terminate'],
    ['POST', '/api/cache/invalidate'],
    ['POST', '/invitations/revoke'],
    ['POST', '/api/licences/deactivate'],
    ['POST', '/admin/users/12/sessions/revoke'],
    ['POST', '/api/tokens/5/revoke'],
  ] as const)
    test(`${method} ${path} is about something else, or one of many: it ended no session`, () => {
      const story = signedIn().visits(path, SESSION, { status: 204 }, { ...api, method });
      story.time += 60 * MINUTE;
      assert.match(answerName(story.visits('/', SESSION, to('/login'), ownPage)), /^server-forgot\/idle/);
    });

  test('after which the session was answered ended another one', () => {
    const story = signedIn().visits('/oauth/revoke', SESSION, {}, { ...api, method: 'POST' });
    story.visits('/', SESSION, {}, ownPage).visits('/', SESSION, to('/login'), ownPage);
    assert.match(answerName(story), /^server-forgot/);
  });

  test('that failed, or that only looks at them, ends nothing', () => {
    for (const [method, path, status] of [
      ['POST', '/sessions/revoke-all', 500],
      ['GET', '/oauth/revoke', 200],
      ['DELETE', '/api/account/addresses', 204],
    ] as const) {
      const story = signedIn().visits(path, SESSION, { status }, { ...api, method });
      story.visits('/api/items', SESSION, { status: 401 }, api);
      assert.match(answerName(story), /^server-forgot/);
    }
  });
});

describe('DELETE of a session', () => {
  const ends = (path: string): Story => signedIn().visits(path, SESSION, { status: 204 }, { ...api, method: 'DELETE' });

  test('by its number may be that of another device: a page that opens after it shows that this one lived on', () => {
    const story = ends('/settings/sessions/4567').visits('/', SESSION, {}, ownPage);
    story.time += 50 * MINUTE;
    assert.match(answerName(story.visits('/', SESSION, to('/login'), ownPage)), /^server-forgot\/idle/);
  });

  test('by its number is a sign-out where nothing but a page for everybody opens after it', () => {
    const story = ends('/sessions/1').visits('/news', SESSION, {}, ownPage);
    assert.match(answerName(story.visits('/', SESSION, to('/login'), ownPage)), /^signed-out-on-server/);
  });

  test('that is part of something else is no sign-out', () => {
    const of = (path: string): Story => {
      const story = ends(path);
      story.time += 50 * MINUTE;
      return story.visits('/', SESSION, to('/login'), ownPage);
    };
    assert.match(answerName(of('/api/workouts/9/sessions/12')), /^server-forgot\/idle/);
    assert.match(answerName(of('/api/users/9/sessions/12')), /^signed-out-on-server/);
  });

  test('that is the own one is a sign-out', () => {
    const story = ends('/sessions/current').visits('/', SESSION, to('/login'), ownPage);
    assert.match(answerName(story), /^signed-out-on-server/);
  });
});

describe('a sign-out that leaves the cookie', () => {
  const left = (reply: Reply): Story => {
    const story = signedIn()
      .visits('/two/logout', SESSION, to('/two/login'), ownPage)
      .visits('/', SESSION, reply, ownPage);
    story.time += 50 * MINUTE;
    return story.visits('/', SESSION, to('/login'), ownPage);
  };

  test('and the session, as a page shows: what is refused long after was not ended by it', () => {
    assert.match(answerName(left({ says: 'signed-in' })), /^server-forgot\/idle/);
  });

  test('and a page that may open to everybody: the refusal is the sign-out’s doing', () => {
    assert.match(answerName(left({})), /^signed-out-on-server/);
  });

  test('and the session, as an address of an API shows that refuses it long after', () => {
    const story = signedIn()
      .visits('/two/logout', SESSION, {}, { ...api, method: 'POST' })
      .visits('/api/pages', SESSION, {}, api);
    story.time += 50 * MINUTE;
    assert.match(answerName(story.visits('/api/pages', SESSION, { status: 401 }, api)), /^server-forgot\/idle/);
  });

  test('and nothing that shows it: what was asked before the sign-out was answered', () => {
    const story = signedIn();
    const signOut = story.asks('/two/logout', { ...api, method: 'POST', cookie: SESSION });
    const list = story.asks('/api/pages', { ...api, cookie: SESSION });
    signOut.responds({}).completes();
    list.responds({}).completes();
    story.time += 50 * MINUTE;
    assert.match(answerName(story.visits('/api/pages', SESSION, { status: 401 }, api)), /^signed-out-on-server/);
  });
});

test('a request that left before the sign-out was answered does not show that the cookie was left', () => {
  const story = signedIn();
  const signOut = story.asks('/logout', { ...post, cookie: SESSION });
  const poll = story.asks('/api/poll', { ...api, cookie: SESSION });
  signOut.responds(to('/login', { setCookie: ['sid=; Path=/; Max-Age=0'] })).completes();
  poll.responds({ status: 401 }).completes();
  story.visits('/login', undefined, {}, ownPage);
  assert.match(answerName(story), /^signed-out: 4/);
  assert.doesNotMatch(findingNames(story).join(), /signed-out-on-server/);
});

test('a request that was under way while an answer cleared the cookie shows nothing new by its refusal', () => {
  const story = signedIn();
  const asked = story.asks('/api/items', { ...api, cookie: SESSION });
  story.time += 20;
  const clears = { setCookie: ['sid=; Path=/; Max-Age=0'] };
  story.visits('/account/close', SESSION, to('/bye', clears), post);
  story.time += 20;
  asked.responds({ status: 401 }).completes();
  assert.deepEqual(findingNames(story), ['cleared-by-server/asked: 5']);
});

test('a sign-in whose answer sets the session and clears it again did so by mistake', () => {
  const lines = [`${SESSION}; Path=/; HttpOnly; Secure`, 'sid=; Path=/; Max-Age=0'];
  const story = new Story('https://app.example')
    .started()
    .visits('/login', undefined, {}, ownPage)
    .visits('/login', undefined, to('/', { setCookie: lines }), post)
    .visits('/', undefined, to('/login'), ownPage);
  assert.equal(answerName(story), 'cleared-by-server: 2 3');
});

describe('a sign-out at the provider', () => {
  const IDP = 'https://sso.example.net';
  const toProvider = to(`${IDP}/auth?client_id=a&response_type=code&redirect_uri=https://app.example/callback`);
  const signOut = (story: Story, host = IDP): Story =>
    story.visits(`${host}/logout`, undefined, to(`${host}/account`), {});

  test('to which a refusal leads: it probably ended this session as well', () => {
    const story = signOut(signedIn()).visits('/', SESSION, toProvider, ownPage);
    assert.match(answerName(story), /^server-forgot\/signed-out-there: 3 4 5/);
    assert.match(answerText(story), /probably ended with the sign-out at sso\.example\.net \(step 4\)/);
    assert.equal(answerTo(story).finding?.kind, 'ending');
  });

  test('is not named where it was at another host, or before the last answer', () => {
    const other = signOut(signedIn(), 'https://shop.example.org').visits('/', SESSION, toProvider, ownPage);
    assert.match(answerName(other), /^server-forgot: /);
    const before = signOut(signedIn()).visits('/', SESSION, {}, ownPage).visits('/', SESSION, toProvider, ownPage);
    assert.match(answerName(before), /^server-forgot: /);
  });

  test('is not named where somebody signed in there again', () => {
    const story = signOut(signedIn()).visits(`${IDP}/login`, undefined, to(`${IDP}/account`), { method: 'POST' });
    assert.match(answerName(story.visits('/', SESSION, toProvider, ownPage)), /^server-forgot: /);
  });
});

test('a script whose answer clears the cookie is named, and the advice is to look there', () => {
  const story = signedIn().visits(
    '/widget.js',
    SESSION,
    { setCookie: ['sid=; Path=/; Max-Age=0'], headers: [['content-type', 'text/javascript']] },
    { ...ownPage, type: 'script' },
  );
  story.visits('/', undefined, to('/login'), ownPage);
  assert.equal(answerName(story), 'cleared-by-server: 4 5');
  const { finding } = answerTo(story);
  assert.equal(finding?.remedy, 'find-clearing');
  assert.equal(finding?.evidence[0]?.code, 'cleared');
});

describe('a session that is refused right after its user changed the password', () => {
  const changed = (reply: Reply): Story =>
    signedIn().visits('/account/password', SESSION, {}, ownPage).visits('/account/password', SESSION, reply, post);

  test('probably ended by that', () => {
    const story = changed(to('/account')).visits('/account', SESSION, to('/login?next=/account'), ownPage);
    assert.equal(answerName(story), 'server-forgot/account-change: 4 5 6');
    assert.match(
      answerText(story),
      /step 5 \(POST \/account\/password\) changed the password or the account, and then/,
    );
  });

  for (const path of [
    '/api/password/strength',
    '/password/verify',
    '/user/confirm-password',
    '/api/vault/credentials',
    '/api/passwords',
    '/admin/users/5/password',
    '/auth/email',
    '/account/email/verify',
  ])
    test(`ended by something else, where POST ${path} changed no password of one’s own`, () => {
      const story = signedIn().visits(path, SESSION, {}, { ...api, method: 'POST' });
      assert.match(answerName(story.visits('/', SESSION, to('/login'), ownPage)), /^server-forgot: /);
    });

  for (const path of [
    '/api/me/password',
    '/settings/credentials',
    '/settings/email',
    '/api/users/5/password',
    '/api/me/2fa',
  ])
    test(`probably ended by that, with PUT ${path} as well`, () => {
      const story = signedIn().visits(path, SESSION, {}, { ...api, method: 'PUT' });
      assert.match(answerName(story.visits('/', SESSION, to('/login'), ownPage)), /^server-forgot\/account-change/);
    });

  test('ended by something else, where the change was refused, or a page was answered after it', () => {
    // A form that is shown again says with status 200 what was wrong.
    for (const reply of [{ status: 422 }, {}, { says: 'signed-in' }] as const) {
      const wrong = changed(reply).visits('/', SESSION, to('/login'), ownPage);
      assert.match(answerName(wrong), /^server-forgot: /);
    }
    const failed = signedIn().visits('/api/me/password', SESSION, { says: 'not-done' }, { ...api, method: 'PUT' });
    assert.match(answerName(failed.visits('/', SESSION, to('/login'), ownPage)), /^server-forgot: /);
    const later = changed(to('/')).visits('/', SESSION, {}, ownPage).visits('/', SESSION, to('/login'), ownPage);
    assert.match(answerName(later), /^server-forgot: /);
  });
});

describe('a change of the account that leads to sign in', () => {
  const changes = (path: string, location: string, pause = 0, method = 'POST'): Story => {
    const story = signedIn().visits(path, SESSION, {}, ownPage);
    story.time += pause;
    return story.visits(path, SESSION, to(location), { ...ownPage, method }).visits('/login', SESSION, {}, ownPage);
  };

  for (const path of ['/settings/password', '/settings/email', '/settings/2fa/disable', '/settings/delete-account'])
    test(`${path}: was probably carried out, and the site asks for a new sign-in`, () => {
      const story = changes(path, '/login');
      assert.equal(answerName(story), 'server-forgot/asked-after-change: 4 5');
      assert.match(answerText(story), /Probably the change was carried out, and the site asks for a new sign-in/);
      assert.equal(answerTo(story).finding?.remedy, 'renew-at-change');
    });

  test('and back to its form was turned away', () => {
    assert.equal(answerName(changes('/settings/password', '/login?next=/settings/password')), 'server-forgot: 4 5');
  });

  test('after a pause was probably turned away', () => {
    assert.equal(answerName(changes('/settings/password', '/login', 50 * MINUTE)), 'server-forgot/idle: 4 5');
  });

  test('and says that the session is over was turned away', () => {
    assert.equal(answerName(changes('/settings/password', '/login?expired=1')), 'server-forgot: 4 5');
  });

  test('of something else was turned away', () => {
    for (const path of ['/settings/name', '/2fa/codes'])
      assert.equal(answerName(changes(path, '/login')), 'server-forgot: 4 5');
  });

  test('with no answer for somebody before it is a stranger’s, who sets a new password', () => {
    const story = new Story('https://app.example').started().visits('/users/password/edit', SESSION, {}, ownPage);
    story.visits('/users/password', SESSION, to('/users/sign_in'), { ...ownPage, method: 'PUT' });
    assert.equal(answerName(story.visits('/users/sign_in', SESSION, {}, ownPage)), 'alive');
  });
});

describe('a page that clears the cookie', () => {
  const led = (way: string, reply: Reply = to('/goodbye'), carried = SESSION): Story => {
    const story = signedIn();
    const asked = story.events.length;
    story.visits(way, SESSION, reply, ownPage);
    const next = story.events.length;
    story.visits('/goodbye', carried, { setCookie: ['sid=; Path=/; Max-Age=0; Secure'] }, ownPage);
    // The hops of a redirect share their id.
    const [first] = story.events.slice(asked) as { requestId?: string }[];
    for (const event of story.events.slice(next)) Object.assign(event, { requestId: first?.requestId });
    return story;
  };

  test('after a sign-out that led there is its end', () => {
    assert.equal(answerName(led('/logout')), 'signed-out: 5');
  });

  test('after a sign-out that gave a new id says nothing of the one before', () => {
    const gives = { ...to('/goodbye'), setCookie: [`sid=${id('c')}; Path=/; Secure`] };
    assert.equal(answerName(led('/logout', gives, `sid=${id('c')}`)), 'signed-out: 4');
  });

  test('that something else led to cleared it by itself', () => {
    assert.equal(answerName(led('/orders')), 'cleared-by-server: 5');
  });
});

describe('a sign-out of which no answer came', () => {
  const cut = (): Story => {
    const story = signedIn();
    story.asks('/logout', { ...post, cookie: SESSION }).fails('net::ERR_CONNECTION_RESET');
    return story;
  };

  test('probably ended the session that is refused after it, and so did one that a gateway answered', () => {
    assert.equal(answerName(cut().visits('/', SESSION, to('/login'), ownPage)), 'signed-out-on-server/revoked: 4 5');
    const gateway = signedIn().visits('/logout', SESSION, { status: 504 }, post);
    assert.equal(answerName(gateway.visits('/', SESSION, to('/login'), ownPage)), 'signed-out-on-server/revoked: 4 5');
  });

  test('explains that the cookie is gone', () => {
    assert.equal(answerName(cut().visits('/', undefined, to('/login'), ownPage)), 'gone/signed-out: 4 5');
  });

  test('ended nothing where a page opens to the session after it, or where the server said that it failed', () => {
    assert.equal(answerName(cut().visits('/', SESSION, { says: 'signed-in' }, ownPage)), 'alive');
    const failed = signedIn().visits('/logout', SESSION, { status: 500 }, post);
    assert.match(answerName(failed.visits('/', SESSION, to('/login'), ownPage)), /^server-forgot: /);
  });
});
