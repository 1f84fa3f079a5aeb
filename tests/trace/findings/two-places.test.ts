import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ownPage } from '../asks.ts';
import { harEntryOf, harOf } from '../files/har/har-builder.ts';
import { read } from '../files/har/reading.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo, findingNames } from './finding-names.ts';

// One host by two schemes, at two ports or under two names, and cookies under one name.

const SID = `sid=${id('a')}`;
const KEPT = 'Path=/; HttpOnly; Secure; SameSite=Lax';
const to = (location: string, more: Reply = {}): Reply => ({ status: 302, headers: [['location', location]], ...more });
const post: Ask = { ...ownPage, method: 'POST' };
/** Public suffixes, as a browser's events bring them along. */
const suffixes = { 'acme.example': 'example', 'www.acme.example': 'example' };
const cross = (initiator: string, more: Ask = {}): Ask => ({
  initiator,
  headers: [['sec-fetch-site', 'cross-site']],
  suffixes,
  ...more,
});

describe('http and https of one host are two sites', () => {
  const signedIn = (sameSite: string): Story =>
    new Story('https://club.example')
      .started()
      .visits(
        '/login',
        undefined,
        to('/', { setCookie: [`${SID}; Path=/; HttpOnly; Secure; SameSite=${sameSite}`] }),
        post,
      )
      .visits('/', SID, {}, ownPage);

  test('to a Strict cookie and a link, and SameSite=None is no advice', () => {
    const story = signedIn('Strict').visits('/members', undefined, to('/login'), cross('http://club.example'));
    assert.equal(answerName(story), 'not-sent/scheme: 1 3');
    assert.equal(answerTo(story).finding?.remedy, 'https-everywhere');
    assert.equal(answerTo(story).finding?.whatIf, undefined);
  });

  test('to a Lax cookie and a form', () => {
    const story = signedIn('Lax').visits(
      '/save',
      undefined,
      to('/login'),
      cross('http://club.example', { method: 'POST' }),
    );
    assert.match(answerText(story), /by the other scheme \(http:\/\/club\.example\)/);
  });

  test('a form of a foreign site is told as before', () => {
    const story = signedIn('Lax').visits(
      '/save',
      undefined,
      to('/login'),
      cross('https://pay.example', { method: 'POST' }),
    );
    assert.equal(answerName(story), 'not-sent/lax-post: 1 3');
  });
});

describe('two ports of one host', () => {
  const [FIRST, SECOND] = [`sessionid=${id('f')}`, `sessionid=${id('s')}`];
  const PLAIN = 'Path=/; HttpOnly; SameSite=Lax';
  const renewed = (): Story =>
    new Story('http://localhost:8000')
      .started()
      .visits('/admin/', undefined, { setCookie: [`${FIRST}; ${PLAIN}`] }, ownPage)
      .visits('http://localhost:5173/api/login/', FIRST, { setCookie: [`${SECOND}; ${PLAIN}`] }, post);

  test('of one application behind a proxy: each knows what the other gave out', () => {
    assert.equal(answerName(renewed().visits('/admin/', SECOND, {}, ownPage)), 'alive');
  });

  test('of two applications: the first one refuses what the other gave out', () => {
    const story = renewed().visits('/admin/', SECOND, to('/login'), ownPage);
    assert.match(answerName(story), /^other-port/);
  });

  test('that a response of the other one wrote over it is said once, by the ports', () => {
    const token = (letter: string): string => `next-auth.session-token=eyJhbGciOiJkaXIifQ..${id(letter)}.${id(letter)}`;
    const signIn = '/api/auth/callback/credentials';
    const story = new Story('http://localhost:3000')
      .started()
      .visits(signIn, undefined, to('/', { setCookie: [`${token('f')}; ${PLAIN}`] }), post)
      .visits('/', token('f'), {}, ownPage)
      .visits(`http://localhost:3005${signIn}`, token('f'), to('/', { setCookie: [`${token('s')}; ${PLAIN}`] }), post)
      .visits('http://localhost:3005/', token('s'), {}, ownPage)
      .visits('/', token('s'), to('/login'), ownPage);
    assert.deepEqual(findingNames(story), ['other-port: 3']);
  });

  test('a Secure cookie of https keeps the one of http from being stored: that is told, not that it stayed behind', () => {
    const story = new Story('https://nas.local:5001')
      .started()
      .visits('/login', undefined, to('/desktop', { setCookie: [`${SID}; Path=/; Secure; HttpOnly`] }), post)
      .visits('/desktop', SID, {}, ownPage)
      .visits(
        'http://nas.local:8080/login',
        undefined,
        to('/home', { setCookie: [`sid=${id('b')}; Path=/; HttpOnly`] }),
        {
          method: 'POST',
          initiator: 'http://nas.local:8080',
        },
      )
      .visits('http://nas.local:8080/home', undefined, to('/login'), { initiator: 'http://nas.local:8080' });
    assert.equal(answerName(story), 'not-kept/overwrites-secure: 3 4');
  });
});

describe('two cookies of one name', () => {
  const carrying = (other: string): Story =>
    new Story('https://app.example.com')
      .started()
      .visits(
        '/login',
        undefined,
        to('/', {
          setCookie: [`${SID}; ${KEPT}`, `sid=${id(other)}; Domain=example.com; ${KEPT}`],
        }),
        post,
      )
      .visits('/', `${SID}; sid=${id(other)}`, {}, ownPage);

  test('with one value: it does not matter which one is read', () => {
    assert.deepEqual(findingNames(carrying('a')), []);
  });

  test('with two values, where a page shows who is in: the right one is read', () => {
    const both = `${SID}; sid=${id('b')}`;
    const story = carrying('b').visits('/account', both, { says: 'signed-in' }, ownPage);
    assert.equal(answerName(story), 'alive');
    story.wait(3_600_000).visits('/account', both, to('/login'), ownPage);
    assert.match(answerName(story), /^server-forgot\/idle/);
  });

  test('in another order than that page had them, which is no sign of anything', () => {
    const story = carrying('b').visits('/account', `${SID}; sid=${id('b')}`, { says: 'signed-in' }, ownPage);
    story.visits('/account', `sid=${id('b')}; ${SID}`, to('/login'), ownPage);
    assert.match(answerName(story), /^shadowed/);
  });

  test('of which one went away in a file: nothing wrote the other one over it', async () => {
    const [one, other] = ['sid=9a07c3e5f1b24d68a0e7c9f2b4d6a29f', 'sid=3858e1d2c4b6a7908f1e3d5c7b9a610c'];
    const url = 'https://app.example.com';
    const readWith = async (Cookie: string) => {
      const { events } = await read(
        harOf([
          harEntryOf({ url: `${url}/`, sent: { Cookie } }),
          harEntryOf({ at: 9_000, url: `${url}/orders`, sent: { Cookie } }),
          harEntryOf({
            at: 18_000,
            url: `${url}/items`,
            status: 302,
            sent: { Cookie: other },
            got: [['Location', '/login']],
          }),
        ]),
      );
      return findingNames({ events, time: events.at(-1)?.time ?? 0 }).some((name) => name.startsWith('overwritten'));
    };
    assert.equal(await readWith(`${one}; ${other}`), false);
    assert.equal(await readWith(one), true);
  });

  test('with two values it does', () => {
    assert.ok(findingNames(carrying('b')).some((name) => name.startsWith('shadowed')));
  });
});

describe('a sign-in whose state is in a session', () => {
  const session = `session=${id('s')}`;
  const LAX = 'path=/; Max-Age=1209600; HttpOnly; SameSite=Lax';
  const provider = (story: Story, back: string): Story =>
    story.visits(
      `https://github.com/login/oauth/authorize?client_id=1&state=x&redirect_uri=${encodeURIComponent(back)}`,
      undefined,
      to(`${back}?code=1&state=x`),
    );
  const begun = (origin: string, back: string): Story => {
    const target = `https://github.com/login/oauth/authorize?client_id=1&state=x&redirect_uri=${encodeURIComponent(back)}`;
    const story = new Story(origin).started();
    return provider(
      story.visits('/login/github', undefined, to(target, { setCookie: [`${session}; ${LAX}`] }), {
        ...ownPage,
        suffixes,
      }),
      back,
    );
  };

  for (const [origin, back] of [
    ['http://localhost:8000', 'http://127.0.0.1:8000/auth/callback'],
    ['https://acme.example', 'https://www.acme.example/auth/callback'],
  ] as const)
    for (const reply of [{ status: 500 }, to('/login?error=state_mismatch')])
      test(`and comes back from ${origin} to ${back}, answered ${reply.status}`, () => {
        const story = begun(origin, back).visits(
          `${back}?code=1&state=x`,
          undefined,
          reply,
          cross('https://github.com'),
        );
        assert.equal(answerName(story), 'other-host/callback: 1 3');
      });

  test('and comes back to its own host without it: nothing is said of another host', () => {
    const back = 'https://acme.example/auth/callback';
    const story = begun('https://acme.example', back);
    story.visits(`${back}?code=1&state=x`, session, { status: 500 }, cross('https://github.com'));
    assert.ok(findingNames(story).every((name) => !name.startsWith('other-host')));
  });
});

describe('a cookie that signs in by itself, and the sign-out', () => {
  const remember = `remember_me=${id('r')}`;
  const signedIn = (): Story =>
    new Story('https://forum.example.org')
      .started()
      .visits(
        '/login',
        undefined,
        to('/', {
          setCookie: [`${SID}; ${KEPT}`, `${remember}; path=/; domain=example.org; max-age=2592000; HttpOnly; Secure`],
        }),
        post,
      )
      .visits('/', `${SID}; ${remember}`, {}, ownPage);
  const out = (line: string): Story =>
    signedIn().visits(
      '/logout',
      `${SID}; ${remember}`,
      to('/', { setCookie: ['sid=; Path=/; Max-Age=0', line] }),
      post,
    );

  for (const line of ['remember_me=; path=/; max-age=0; HttpOnly; Secure', 'remember_me=deleted; path=/; max-age=0'])
    test(`which clears another one: ${line}`, () => {
      const story = out(line).visits('/', remember, { setCookie: [`sid=${id('n')}; ${KEPT}`] }, ownPage);
      assert.equal(answerName(story), 'clear-failed/without-domain: 3 4');
    });

  test('which clears it', () => {
    const story = out('remember_me=; path=/; domain=example.org; max-age=0').visits('/', undefined, {}, ownPage);
    assert.equal(answerName(story), 'signed-out: 3');
  });
});

test('a SameSite in quotes is said to be none', () => {
  const front: Ask = {
    type: 'xmlhttprequest',
    initiator: 'https://app.front.example',
    topUrl: 'https://app.front.example/',
    headers: [
      ['origin', 'https://app.front.example'],
      ['sec-fetch-site', 'cross-site'],
      ['sec-fetch-mode', 'cors'],
    ],
  };
  const headers = [
    ['access-control-allow-origin', 'https://app.front.example'],
    ['access-control-allow-credentials', 'true'],
  ] as const;
  const signIn = (attributes: string): Story =>
    new Story('https://api.back.example')
      .started()
      .visits('/login', undefined, { headers, setCookie: [`${SID}; ${attributes}`] }, { ...front, method: 'POST' })
      .visits('/me', undefined, { headers, status: 401 }, front);
  assert.equal(answerName(signIn('Path=/; Secure; SameSite="None"')), 'not-kept/samesite-invalid: 1 2');
  assert.match(answerText(signIn('Path=/; Secure; SameSite="None"')), /SameSite="None" is no valid SameSite/);
  assert.equal(answerName(signIn('Path=/; Secure')), 'not-kept/samesite-unspecified: 1 2');
});
