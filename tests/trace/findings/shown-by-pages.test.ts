import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo, findingNames } from './finding-names.ts';

// Who is in shows by what pages offer, and by what they lead to.

const MINUTES = 60_000;
const KEPT = 'Path=/; HttpOnly; Secure; SameSite=Lax';
const post: Ask = { ...ownPage, method: 'POST' };
const cookie = (letter: string): string => `PHPSESSID=${id(letter)}`;
const sets = (letter: string): Reply => ({ setCookie: [`${cookie(letter)}; ${KEPT}`] });
const to = (location: string, more: Reply = {}): Reply => ({ status: 302, headers: [['location', location]], ...more });
const begun = (origin = 'https://app.example'): Story => new Story(origin).started();

/** A file that began signed in: a page offers to sign out. */
const shown = (): Story => begun().visits('/dashboard', cookie('a'), { says: 'signed-in' }, ownPage);

describe('a form to sign in at an address that had not opened', () => {
  const form = (story: Story, reply: Reply = {}): Story =>
    story.visits('/browse/12', cookie('a'), { says: 'sign-in-form', ...reply }, ownPage);

  test('after a pause: who was in is not any more', () => {
    assert.equal(answerName(form(shown().wait(40 * MINUTES))), 'server-forgot/idle: 1 2');
  });

  test('with a new id: neither', () => {
    assert.match(answerName(form(shown(), sets('b'))), /^server-forgot/);
  });

  test('at once, and with the same id, may be another application’s', () => {
    assert.equal(answerName(form(shown())), 'alive');
  });

  test('may be for an account elsewhere: any other answer to the session shows that it lives', () => {
    const story = form(shown().wait(40 * MINUTES)).visits('/api/unread', cookie('a'), {}, api);
    assert.equal(answerName(story), 'alive');
    const refused = form(shown().wait(40 * MINUTES)).visits('/api/unread', cookie('a'), { status: 401 }, api);
    assert.equal(answerName(refused), 'server-forgot/idle: 1 2');
  });

  test('beside a session that it begins is another application’s', () => {
    const setCookie = [`phpMyAdmin=${id('p')}; Path=/browse/; HttpOnly; Secure`];
    assert.equal(answerName(form(shown().wait(40 * MINUTES), { setCookie })), 'alive');
  });

  test('says nothing where no page had shown who is in', () => {
    const visitor = begun()
      .visits('/dashboard', cookie('a'), {}, ownPage)
      .wait(40 * MINUTES);
    assert.equal(answerName(form(visitor)), 'alive');
  });

  test('beside a 403 says what is missing; another 403 may want a right', () => {
    assert.equal(answerName(form(shown(), { status: 403 })), 'server-forgot: 1 2');
    assert.equal(answerName(shown().visits('/browse/12', cookie('a'), { status: 403 }, ownPage)), 'alive');
  });
});

describe('an id that a page gave out which shows who is in', () => {
  const given = (says: Reply['says']): Story =>
    begun().visits('/dashboard', cookie('a'), { ...sets('b'), ...(says !== undefined && { says }) }, ownPage);

  test('is theirs, and had been idle from then on', () => {
    const story = given('signed-in')
      .wait(60 * MINUTES)
      .visits('/orders', cookie('b'), to('/login'), ownPage);
    assert.equal(answerName(story), 'server-forgot/idle: 2');
  });

  test('from any other page is a visitor’s', () => {
    const story = given(undefined)
      .wait(60 * MINUTES)
      .visits('/orders', cookie('b'), to('/login'), ownPage);
    assert.equal(answerName(story), 'alive');
  });
});

test('a 403 that says that nobody is signed in, and gives out a new id, did not know the old one', () => {
  const refused = (reply: Reply): Story =>
    shown().visits(
      '/api/list',
      cookie('a'),
      { status: 403, says: 'unauthenticated', ...reply },
      { ...api, method: 'POST' },
    );
  assert.match(answerName(refused(sets('b'))), /^server-forgot/);
  assert.equal(answerName(refused({})), 'alive');
  assert.equal(answerName(refused({ ...sets('b'), says: 'forbidden' })), 'alive');
});

test('whoever was shown to be in and is sent to sign in was not a visitor', () => {
  const said: Reply = { says: 'unauthenticated' };
  const story = shown().visits('/api/feed', cookie('a'), said, api);
  assert.equal(answerTo(story).doubt?.code, 'said-nobody');
  const visitor = begun().visits('/dashboard', cookie('a'), {}, ownPage).visits('/api/feed', cookie('a'), said, api);
  assert.equal(answerTo(visitor).doubt?.code, 'found-nobody');
});

describe('a page that leads to one more proof', () => {
  const led = (target: string): Story =>
    shown().visits('/settings', cookie('a'), to(target), ownPage).visits(target, cookie('a'), {}, ownPage);

  test('by its query, as Ory’s: somebody is known, and was not refused', () => {
    const story = led('/self-service/login/browser?aal=aal2&return_to=%2Fsettings');
    assert.equal(answerName(story), 'alive');
    assert.match(answerText(story), /But step 2 .* something has to be done there first/);
  });

  test('unlike one that asks for the first', () => {
    assert.match(answerName(led('/self-service/login/browser?return_to=%2Fsettings')), /^server-forgot/);
  });
});

describe('a cookie with a Domain', () => {
  const gate = 'https://auth.home.example/?rd=https%3A%2F%2Fapp.home.example%2F';
  const suffixes = { 'auth.home.example': 'example', 'app.home.example': 'example' };
  const own: Ask = {
    suffixes,
    headers: [
      ['sec-fetch-site', 'same-site'],
      ['referer', 'https://auth.home.example/'],
    ],
  };
  const gated = (domain: string): Story =>
    begun('https://auth.home.example')
      .visits(
        '/login',
        undefined,
        { setCookie: [`gate_session=${id('g')}; Domain=${domain}; Path=/; Secure`] },
        { ...post, suffixes },
      )
      .visits(
        'https://app.home.example/',
        domain === 'home.example' ? `gate_session=${id('g')}` : undefined,
        to(gate),
        own,
      );

  test('that a neighbour is not below goes to its own host alone', () => {
    assert.equal(answerName(gated('auth.home.example')), 'other-host: 1 2');
  });

  test('that covers the neighbour went along', () => {
    assert.doesNotMatch(findingNames(gated('home.example')).join(), /other-host/);
  });
});

describe('the state of a sign-in whose cookie has a Path', () => {
  const back: Ask = {
    headers: [
      ['sec-fetch-site', 'cross-site'],
      ['referer', 'https://idp.test/'],
    ],
  };
  const flow = (asked: string): Story => {
    const idp = `https://idp.test/auth?client_id=a&response_type=code&state=s1&redirect_uri=${encodeURIComponent(`https://app.example${asked}`)}`;
    return begun()
      .visits(
        '/account',
        undefined,
        to(idp, { setCookie: [`q_auth_s1=${id('s')}; Path=/account; Secure; SameSite=Lax`] }),
        ownPage,
      )
      .visits(idp, undefined, to('https://app.example/oidc/callback?state=s1&code=c'), {
        headers: [['sec-fetch-site', 'cross-site']],
      })
      .visits('/oidc/callback?state=s1&code=c', undefined, { status: 401 }, back);
  };

  test('is missed on the way back that it had asked for', () => {
    assert.equal(answerName(flow('/oidc/callback')), 'callback-without-state/path: 1 2 3');
  });

  test('is another application’s where it had asked to come back elsewhere', () => {
    assert.doesNotMatch(findingNames(flow('/account/callback')).join(), /callback-without-state/);
  });
});

describe('a sign-out that gives out a session for a stranger', () => {
  const out = (path: string): Story =>
    shown()
      .visits(path, cookie('a'), to('/bye', sets('b')), post)
      .visits('/bye', cookie('b'), {}, ownPage);

  test('is told, though that one is used', () => {
    assert.equal(answerName(out('/logout')), 'signed-out: 2');
  });

  test('also where its address says that it ends the session', () => {
    assert.equal(answerName(out('/c/portal/expire_session')), 'signed-out/unasked: 2');
  });

  test('is not, once somebody signs in on that one', () => {
    const again = out('/logout').visits('/login', cookie('b'), to('/', sets('c')), post);
    assert.equal(answerName(again.visits('/', cookie('c'), {}, ownPage)), 'alive');
  });
});

/** A page that is led on, as one chain: the hops of a redirect share their id. */
function ledOn(story: Story, from: string, target: string, reply: Reply): Story {
  const asked = story.events.length;
  story.visits(from, cookie('a'), to(target), ownPage);
  const [{ requestId } = {}] = story.events.slice(asked) as { requestId?: string }[];
  const next = story.events.length;
  story.visits(target, cookie('a'), reply, ownPage);
  for (const event of story.events.slice(next)) Object.assign(event, { requestId });
  return story;
}

describe('a page to sign in, to which somebody without a right is led', () => {
  const led = (says: Reply['says']): Story =>
    ledOn(shown(), '/admin/', '/admin/login/?next=/admin/', { ...(says !== undefined && { says }) });

  test('shows who is in: nothing was lost', () => {
    assert.match(answerText(led('signed-in')), /^As far as was recorded, nothing is wrong/);
  });

  test('shows nobody: they are not in any more', () => {
    assert.match(answerName(led('sign-in-form')), /^server-forgot/);
  });
});

describe('what is asked for in advance and led to sign in', () => {
  const inAdvance: Ask = { ...api, headers: [...(api.headers ?? []), ['next-router-prefetch', '1']] };
  const refused = (ask: Ask): Story => shown().visits('/admin', cookie('a'), to('/login'), ask);

  test('may want a right: another answer to the session shows that it lives', () => {
    assert.equal(answerName(refused(inAdvance).visits('/projects/1', cookie('a'), {}, api)), 'alive');
  });

  test('is a loss where no other answer comes, and where somebody asked for it', () => {
    assert.match(answerName(refused(inAdvance)), /^server-forgot/);
    assert.match(answerName(refused(api).visits('/projects/1', cookie('a'), {}, api)), /^server-forgot/);
  });
});

describe('a page that is led to the sign-out', () => {
  const gone: Reply = to('/login', { setCookie: ['PHPSESSID=; Path=/; Max-Age=0'] });
  const led = (pause: number): Story => ledOn(shown().wait(pause), '/orders', '/logout', gone);

  test('after a pause: nobody had asked to sign out', () => {
    const story = led(31 * MINUTES);
    assert.equal(answerName(story), 'signed-out/led: 3');
    assert.match(answerText(story), /Probably nobody asked for it: step 2, after 31 min 1 sec without a request/);
  });

  test('at once may be a link that says it in other words', () => {
    assert.equal(answerName(led(0)), 'signed-out: 3');
  });
});

test('a sign-out that comes back from a SAML provider is one', () => {
  const gone = { setCookie: ['PHPSESSID=; Path=/; Max-Age=0'] };
  const ended = (path: string): Story => shown().visits(`${path}?SAMLResponse=x`, cookie('a'), to('/', gone), ownPage);
  assert.equal(answerName(ended('/saml/sls')), 'signed-out: 2');
  assert.match(answerName(ended('/saml/acs')), /^(?!signed-out)/);
});

describe('a page that had shown who is in, and offers to sign in', () => {
  const offers = (story: Story, reply: Reply = {}, letter = 'a', path = '/dashboard'): Story =>
    story.visits(path, cookie(letter), { says: 'offers-sign-in', ...reply }, ownPage);

  test('to the same session: it is not known any more', () => {
    assert.equal(answerName(offers(shown().wait(40 * MINUTES))), 'server-forgot/idle: 1 2');
    assert.equal(answerName(offers(shown())), 'server-forgot: 1 2');
    assert.equal(answerTo(offers(shown())).finding?.evidence.at(-1)?.code, 'said-nobody');
  });

  test('with status 403 says what is missing; another 403 may want a right', () => {
    assert.equal(answerName(offers(shown(), { status: 403 })), 'server-forgot: 1 2');
    const opened = shown().visits('/admin', cookie('a'), {}, ownPage);
    assert.equal(answerName(offers(opened, { status: 403 }, 'a', '/admin')), 'alive');
  });

  test('is taken back where another shows who is in, and not by one that shows nobody', () => {
    const next = (reply: Reply): string =>
      answerName(offers(shown()).visits('/dashboard/2', cookie('a'), reply, ownPage));
    assert.equal(next({ says: 'signed-in' }), 'alive');
    assert.equal(next({}), 'server-forgot: 1 2');
  });

  test('is taken back where it shows who is in again', () => {
    assert.equal(
      answerName(offers(shown()).visits('/dashboard', cookie('a'), { says: 'signed-in' }, ownPage)),
      'alive',
    );
  });

  test('at another address may offer it to everybody, and so may a page of an error', () => {
    assert.equal(answerName(offers(shown().wait(40 * MINUTES), {}, 'a', '/pricing')), 'alive');
    assert.equal(answerName(offers(shown(), {}, 'a', '/dashboard?print=1')), 'alive');
    assert.equal(answerName(offers(shown(), { status: 404 })), 'alive');
  });

  test('to another session says nothing of the first', () => {
    assert.equal(answerName(offers(shown(), {}, 'b')), 'alive');
  });
});

describe('the form to sign in at its own address', () => {
  const form = (story: Story): Story => story.visits('/login', cookie('a'), { says: 'sign-in-form' }, ownPage);

  test('is told of where a page had shown who is in', () => {
    assert.match(answerText(form(shown())), /answered with the form to sign in/);
  });

  test('is not where a page opens after it, or none had shown anybody', () => {
    assert.match(
      answerText(form(shown()).visits('/dashboard', cookie('a'), {}, ownPage)),
      /^As far as was recorded, nothing is wrong/,
    );
    assert.match(
      answerText(form(begun().visits('/dashboard', cookie('a'), {}, ownPage))),
      /^As far as was recorded, nothing is wrong/,
    );
  });
});
