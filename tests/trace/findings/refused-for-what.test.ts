import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo } from './finding-names.ts';

// What a refusal is about: the session, one of two cookies, a right, a token behind the session, or the time that passed.

const MINUTE = 60_000;
const SID = `sid=${id('a')}`;
const TICKET = `ticket=${id('b')}`;
const post: Ask = { ...ownPage, method: 'POST' };
const to = (location: string, setCookie: readonly string[] = []): Reply => ({
  status: 302,
  headers: [['location', location]],
  setCookie,
});
const FORBIDDEN: Reply = { status: 403 };
const REFUSED: Reply = { status: 401 };

function signedIn(attributes = 'Path=/; HttpOnly; Secure; SameSite=Lax'): Story {
  return new Story('https://app.example')
    .started()
    .visits('/login', undefined, {}, ownPage)
    .visits('/login', undefined, to('/orders', [`${SID}; ${attributes}`]), post)
    .visits('/orders', SID, {}, ownPage);
}

describe('two cookies of one person, refused by one request', () => {
  /** The container's id comes with the form to sign in, the ticket with the sign-in. */
  const twoCookies = (): Story =>
    new Story('https://app.example')
      .started()
      .visits('/login', undefined, { setCookie: [`${SID}; Path=/; Secure; HttpOnly`] }, ownPage)
      .visits('/login', SID, to('/orders', [`${TICKET}; Path=/; Secure; HttpOnly`]), post)
      .visits('/orders', `${SID}; ${TICKET}`, {}, ownPage);

  test('are no sign of a restart', () => {
    const story = twoCookies().visits('/orders', `${SID}; ${TICKET}`, to('/login'), ownPage);
    assert.match(answerName(story), /^server-forgot: /);
  });

  test('were idle, after a pause', () => {
    const story = twoCookies();
    story.time += 31 * MINUTE;
    story.visits('/orders', `${SID}; ${TICKET}`, to('/login'), ownPage);
    assert.match(answerName(story), /^server-forgot\/idle/);
  });
});

describe('a 403 at an address that had opened', () => {
  test('may be about a right: no loss is claimed', () => {
    const story = signedIn().visits('/admin', SID, {}, ownPage).visits('/admin', SID, FORBIDDEN, ownPage);
    assert.equal(answerName(story), 'alive');
    assert.match(
      answerText(story),
      /Step 5 sent it later and was refused with status 403, which may have other reasons/,
    );
  });

  test('and then another page opens: the same', () => {
    const story = signedIn().visits('/admin', SID, {}, ownPage).visits('/admin', SID, FORBIDDEN, ownPage);
    assert.equal(answerName(story.visits('/orders', SID, {}, ownPage)), 'alive');
    assert.match(answerText(story), /step 5 \(GET \/admin\) failed: 403/);
  });

  test('is a loss where the page to sign in comes next', () => {
    const story = signedIn().visits('/orders', SID, FORBIDDEN, ownPage).visits('/login', SID, {}, ownPage);
    assert.equal(answerName(story), 'server-forgot: 3 4');
  });

  test('is a loss where another address refuses the session as well', () => {
    const story = signedIn().visits('/api/a', SID, {}, api).visits('/api/a', SID, FORBIDDEN, api);
    assert.equal(answerName(story.visits('/api/b', SID, REFUSED, api)), 'server-forgot: 4 5');
  });

  test('is a loss where it comes with a new id', () => {
    const story = signedIn().visits('/orders', SID, {
      ...FORBIDDEN,
      setCookie: [`sid=${id('n')}; Path=/; HttpOnly; Secure`],
    });
    assert.match(answerName(story.visits('/login', `sid=${id('n')}`, {}, ownPage)), /^server-forgot/);
  });

  test('is one as well behind a server that was down for a moment', () => {
    const story = signedIn().visits('/orders', SID, { status: 503 }, ownPage);
    story.visits('/orders', SID, FORBIDDEN, ownPage).visits('/login', SID, {}, ownPage);
    assert.equal(answerName(story), 'server-forgot/after-failure: 3 4 5');
  });
});

describe('somebody who was turned away after a pause, and signs in again in a dialogue of the page', () => {
  const OTHER = `sid=${id('n')}`;
  const again = (refusal: Reply, cookie: string, after = 20_000): Story => {
    const story = signedIn().visits('/api/a', SID, {}, api);
    story.time += 60 * MINUTE;
    story.visits('/api/a', SID, refusal, api);
    story.time += after;
    const setCookie = cookie === SID ? [] : [`${cookie}; Path=/; HttpOnly; Secure`];
    return story.visits('/api/login', SID, { setCookie }, { ...api, method: 'POST' }).visits('/api/a', cookie, {}, api);
  };

  for (const [status, refusal] of [
    ['401', REFUSED],
    ['403', FORBIDDEN],
  ] as const)
    for (const [which, cookie] of [
      ['a new id', OTHER],
      ['the same id', SID],
    ] as const)
      test(`had been logged out: ${status}, ${which}`, () => {
        assert.match(answerName(again(refusal, cookie)), /^server-forgot\/idle: /);
      });

  test('had not, where a script signs in at once', () => {
    assert.equal(answerName(again(REFUSED, OTHER, 0)), 'alive');
  });

  test('was asked for the password again, where no pause came before', () => {
    const story = signedIn().visits('/api/a', SID, {}, api).visits('/api/a', SID, REFUSED, api).wait(10_000);
    story.visits('/api/login', SID, {}, { ...api, method: 'POST' }).visits('/api/a', SID, {}, api);
    assert.equal(answerName(story), 'alive');
  });

  test('was a stranger, where nothing had opened for them before', () => {
    const story = new Story('https://app.example').started().visits('/', SID, {}, ownPage);
    story.visits('/api/me', SID, REFUSED, api).wait(10_000);
    story.visits('/api/login', SID, {}, { ...api, method: 'POST' }).visits('/api/me', SID, {}, api);
    assert.equal(answerName(story), 'alive');
  });

  test('wanted another account’s rights, where no pause came before a 403', () => {
    const story = signedIn().visits('/api/a', SID, {}, api).visits('/api/a', SID, FORBIDDEN, api).wait(20_000);
    const setCookie = [`${OTHER}; Path=/; HttpOnly; Secure`];
    story.visits('/api/login', SID, { setCookie }, { ...api, method: 'POST' }).visits('/api/a', OTHER, {}, api);
    assert.equal(answerName(story), 'alive');
  });
});

describe('a 401 of one address', () => {
  const twoAddresses = (): Story =>
    signedIn()
      .visits('/api/me', SID, {}, api)
      .visits('/api/player', SID, {}, api)
      .visits('/api/player', SID, REFUSED, api);

  test('is about something else, where the server then says who is signed in', () => {
    assert.equal(answerName(twoAddresses().visits('/api/me', SID, {}, api)), 'alive');
  });

  test('is a loss, where what opens then may be open to everybody', () => {
    const story = twoAddresses().visits('/orders', SID, {}, ownPage);
    assert.match(answerName(story), /^server-forgot: /);
  });

  test('is a loss, where the server then names nobody', () => {
    const story = twoAddresses().visits('/api/me', SID, { says: 'nobody' }, api);
    assert.match(answerName(story), /^server-forgot: /);
  });
});

describe('one address that refuses and answers in turn', () => {
  const inTurn = (refusal: Reply, between?: (story: Story) => unknown): Story => {
    const story = signedIn();
    for (let round = 0; round < 3; round += 1) {
      story.visits('/api/a', SID, {}, api).visits('/api/a', SID, refusal, api);
      between?.(story);
    }
    return story.visits('/api/a', SID, {}, api);
  };

  test('is two servers', () => assert.match(answerName(inTurn(REFUSED)), /^servers-disagree/));

  test('is one, where a token behind the session is renewed each time', () => {
    const renewed = inTurn(REFUSED, (story) =>
      story.visits('/bff/refresh', SID, { status: 204 }, { ...api, method: 'POST' }),
    );
    assert.equal(answerName(renewed), 'alive');
  });

  test('is one, where it asks for the password again', () => {
    const asked = inTurn(REFUSED, (story) => story.visits('/sessions/sudo', SID, {}, { ...api, method: 'POST' }));
    assert.equal(answerName(asked), 'alive');
  });

  test('is one, where each answer asks for another credential first', () => {
    const asked = inTurn({ status: 401, headers: [['www-authenticate', 'Negotiate']] });
    assert.equal(answerName(asked), 'alive');
  });

  test('is one, where the answer came for a session that was written anew', () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = (letter: string): string =>
      `CF_Authorization=${part({ alg: 'RS256' })}.${part({ sub: '1', nonce: id(letter) })}.${id(letter)}${id(letter)}`;
    const again = (letter: string): string => {
      const written: Reply = { ...to('/home'), setCookie: [`${token(letter)}; Path=/; Secure; HttpOnly`] };
      const story = new Story('https://app.example').started().visits('/home', token('a'), {}, ownPage);
      story.visits('/home', token('a'), to('https://id.example/login?redirect_url=%2Fhome'), ownPage);
      story.visits('/access/authorized?nonce=1', token('a'), written, ownPage);
      return answerName(story.visits('/home', token(letter), {}, ownPage));
    };
    assert.equal(again('b'), 'alive');
    assert.match(again('a'), /^servers-disagree/);
  });

  test('is one, where a right or a firewall forbids', () => assert.equal(answerName(inTurn(FORBIDDEN)), 'alive'));
});

describe('a pause before the refusal', () => {
  const afterPause = (story: Story, minutes: number): Story => {
    story.time += minutes * MINUTE;
    return story.visits('/orders', SID, to('/login'), ownPage);
  };

  test('explains it', () => assert.match(answerName(afterPause(signedIn(), 6)), /^server-forgot\/idle/));

  test('explains nothing where the session had outlived a longer one', () => {
    const story = signedIn();
    story.time += 40 * MINUTE;
    story.visits('/orders', SID, {}, ownPage).visits('/orders', SID, {}, ownPage);
    assert.match(answerName(afterPause(story, 6)), /^server-forgot: /);
  });

  test('explains nothing where it was short, and the cookie was to live for hours', () => {
    assert.match(answerName(afterPause(signedIn('Path=/; Secure; Max-Age=7200'), 5)), /^server-forgot: /);
    assert.match(answerName(afterPause(signedIn('Path=/; Secure; Max-Age=604800'), 31)), /^server-forgot\/idle/);
  });

  test('explains nothing where the token says that it still lives', () => {
    const claims = Buffer.from(JSON.stringify({ sub: '1', exp: 1_900_000_000 })).toString('base64url');
    const token = `sid=${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${claims}.${id('s')}x`;
    const story = new Story('https://app.example').started().visits('/login', undefined, {}, ownPage);
    story
      .visits('/login', undefined, to('/orders', [`${token}; Path=/; Secure`]), post)
      .visits('/orders', token, {}, ownPage);
    story.time += 31 * MINUTE;
    assert.match(answerName(story.visits('/orders', token, to('/login'), ownPage)), /^server-forgot: /);
  });
});

describe('a redirect that only looks like one to sign in', () => {
  const led = (from: string, location: string, ask: Ask = ownPage): Story =>
    signedIn().visits(from, SID, to(location), ask);

  test('a lesson of a gym is a session as well', () => {
    const story = led('/bookings/next', '/sessions/42').visits('/sessions/42', SID, {}, ownPage);
    assert.equal(answerName(story), 'alive');
    assert.match(answerName(led('/orders', '/sessions/new')), /^server-forgot/);
  });

  test('a bank asks who pays', () => {
    assert.equal(answerName(led('/pay', 'https://bank.example/3ds/authentication', post)), 'alive');
  });

  test('an account elsewhere is connected, which needs more than to know who that is', () => {
    const consent = (scope: string): string =>
      `https://accounts.example/o/oauth2/auth?client_id=1&redirect_uri=x&scope=${encodeURIComponent(scope)}`;
    assert.equal(answerName(led('/calendar/connect', consent('openid email https://api.example/calendar'))), 'alive');
    assert.match(answerName(led('/orders', consent('openid email'))), /^server-forgot/);
  });
});

test('a page that opens with a new id has turned nobody away', () => {
  const next = `sid=${id('n')}`;
  const story = new Story('https://app.example').started().visits('/login', undefined, {}, ownPage);
  story.visits('/login', undefined, to('/account', [`${SID}; Path=/; Secure; HttpOnly`]), post);
  story.visits('/account', SID, { setCookie: [`${next}; Path=/; Secure; HttpOnly`] }, ownPage);
  story.visits('/orders', next, to('/login'), ownPage);
  assert.doesNotMatch(answerText(story), /step 3 \(GET \/account\) sent it and was turned away/);
});

describe('the advice for a session that the server did not know', () => {
  const refused = (cookie: string): Story => {
    const story = new Story('https://app.example').started().visits('/login', undefined, {}, ownPage);
    story.visits('/login', undefined, to('/orders', [`${cookie}; Path=/; Secure; HttpOnly`]), post);
    return story.visits('/orders', cookie, {}, ownPage).visits('/orders', cookie, to('/login'), ownPage);
  };

  test('is about the store, where the cookie holds an id', () => {
    assert.equal(answerTo(refused(SID)).finding?.remedy, 'keep-store');
  });

  test('is about the key, where the cookie holds the session', () => {
    const flask = 'session=eyJ1c2VyX2lkIjo0Mn0.aMz1Zg.GhHw1F96ewn294oUerTlaqre9cm';
    assert.equal(answerTo(refused(flask)).finding?.remedy, 'keep-key');
  });
});

describe('a 401 of one address beside a 403 of another, again and again', () => {
  const round = (story: Story): Story =>
    story.visits('/api/admin', SID, FORBIDDEN, api).visits('/api/linked', SID, REFUSED, api);
  const answered = (story: Story): Story => story.visits('/api/a', SID, {}, api);

  test('is about something else, where the session was answered in between', () => {
    assert.equal(answerName(round(answered(round(answered(signedIn()))))), 'alive');
  });

  test('is a loss, where that address had opened', () => {
    const opened = answered(signedIn()).visits('/api/linked', SID, {}, api);
    assert.match(answerName(round(opened)), /^server-forgot/);
  });

  test('is a loss, where nothing was answered since', () => {
    assert.match(answerName(round(round(answered(signedIn())))), /^server-forgot/);
  });
});
