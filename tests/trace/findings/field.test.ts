import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { frameworkRemedy } from '../../../extension/trace/findings/say-finding.ts';
import type { Header } from '../../../extension/trace/model/event.ts';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo, findingNames } from './finding-names.ts';

// Logouts as people report them, as a HAR shows them: no jar, only what was sent and answered.

/** An id as servers make them: 32 characters without a pattern. */
const signed = (letter: string): string => `s%3A${id(letter)}.${'kYw3Vn8Qp1Zs6Xd9Cf2Vg5Bh8Nj1Mk4Lq7Wa0Se3RtU'}`;
const found = (location: string, more: Reply = {}): Reply => ({
  status: 302,
  headers: [['location', location]],
  ...more,
});
const typed: Ask = { headers: [['sec-fetch-site', 'none']] };
const post: Ask = { method: 'POST', headers: [['sec-fetch-site', 'same-origin']] };

/** A file's story: no event shows a jar. */
function file(origin = 'https://app.example'): Story {
  return new Story(origin).started();
}

/** Signed in by a form: the session of the first page gets another id. */
function signedIn(
  story: Story,
  name: string,
  value: string,
  attributes = 'Path=/; HttpOnly; Secure; SameSite=Lax',
): Story {
  return story
    .visits('/login', undefined, {}, typed)
    .visits('/login', undefined, found('/home', { setCookie: [`${name}=${value}; ${attributes}`] }), post)
    .visits('/home', `${name}=${value}`, {}, ownPage);
}

describe('a cookie that was not sent', () => {
  test('Lax, on the way back from a payment by POST', () => {
    const story = file('https://shop.example').visits(
      '/cart',
      undefined,
      { setCookie: [`PHPSESSID=${id('a')}; path=/; HttpOnly; Secure; SameSite=Lax`] },
      typed,
    );
    story.visits('/checkout', `PHPSESSID=${id('a')}`, found('https://pay.example/start'), post);
    story.visits(
      '/paid',
      undefined,
      found('/login', { setCookie: [`PHPSESSID=${id('b')}; path=/; HttpOnly; Secure; SameSite=Lax`] }),
      {
        method: 'POST',
        initiator: 'https://pay.example',
        headers: [
          ['origin', 'https://pay.example'],
          ['sec-fetch-site', 'cross-site'],
        ],
      },
    );
    story.visits('/login', `PHPSESSID=${id('b')}`, {}, ownPage);
    assert.equal(answerName(story), 'not-sent/lax-post: 1 3');
    assert.match(answerText(story), /PHPSESSID .*SameSite=Lax.*POST from another site \(https:\/\/pay\.example\)/);
    const { finding } = answerTo(story);
    assert.equal(finding?.certainty, 'confirmed');
    assert.deepEqual(finding?.whatIf, { outcome: 'sent', changes: [{ code: 'same-site-none' }] });
    assert.equal(finding && frameworkRemedy(finding)?.name, 'PHP');
  });

  test('Lax, on an identity provider’s form_post, also where only the Origin header names that site', () => {
    const story = file().visits(
      '/signin',
      undefined,
      found('https://idp.example/authorize', {
        setCookie: [`auth.state=${id('s')}; Path=/; HttpOnly; Secure; SameSite=Lax`],
      }),
      typed,
    );
    story.visits('/auth/callback/idp', undefined, found('/error?error=state_mismatch'), {
      method: 'POST',
      headers: [
        ['origin', 'https://idp.example'],
        ['sec-fetch-site', 'cross-site'],
      ],
    });
    assert.equal(answerName(story), 'callback-without-state/lax-post: 1 2');
    assert.match(answerText(story), /https:\/\/idp\.example answered with a POST/);
  });

  test('Secure, when the login leads to http', () => {
    const story = file().visits(
      '/login',
      undefined,
      found('http://app.example/home', { setCookie: [`connect.sid=${signed('a')}; Path=/; HttpOnly; Secure`] }),
      post,
    );
    story.visits('http://app.example/home', undefined, found('/login'), {
      headers: [['sec-fetch-site', 'cross-site']],
    });
    assert.equal(answerName(story), 'not-sent/secure-http: 1 2');
  });

  test('no Path: the cookie is for the folder of the login alone', () => {
    const story = file().visits(
      '/account/login',
      undefined,
      found('/dashboard', { setCookie: [`app_session=${id('a')}; HttpOnly; Secure; SameSite=Lax`] }),
      post,
    );
    story.visits('/dashboard', undefined, found('/account/login'), ownPage);
    story.visits('/account/login', `app_session=${id('a')}`, {}, ownPage);
    assert.equal(answerName(story), 'not-sent/path: 1 2');
    assert.deepEqual(answerTo(story).finding?.whatIf?.changes, [{ code: 'set-path', params: { path: '/' } }]);
  });

  test('another context’s Path is no fault: nothing is wrong', () => {
    const story = file().visits(
      '/idp/login',
      undefined,
      { setCookie: [`JSESSIONID=${'CC0F'.repeat(8)}; Path=/idp; Secure; HttpOnly`] },
      typed,
    );
    story.visits('/app/start', undefined, found('/app/login'), ownPage);
    story.visits(
      '/app/login',
      undefined,
      { setCookie: [`JSESSIONID=${'E3B5'.repeat(8)}; Path=/app; Secure; HttpOnly`] },
      ownPage,
    );
    story.visits('/idp/profile', `JSESSIONID=${'CC0F'.repeat(8)}`, {}, ownPage);
    assert.deepEqual(findingNames(story), []);
  });

  test('www against the bare domain', () => {
    const story = file('https://www.shop.example');
    const suffixes = { 'www.shop.example': 'example', 'shop.example': 'example' };
    story.visits(
      '/login',
      undefined,
      found('https://shop.example/home', { setCookie: [`sid=${id('a')}; Path=/; Secure; HttpOnly`] }),
      { ...post, suffixes },
    );
    story.visits('https://shop.example/home', undefined, found('/login'), {
      headers: [['sec-fetch-site', 'same-site']],
      suffixes,
      initiator: 'https://www.shop.example',
    });
    assert.equal(answerName(story), 'other-host: 1 2');
  });

  test('what measures and guards goes along to both hosts, and is no session of either', () => {
    const asks = (cookie: string): Story => {
      const story = file('https://www.shop.example');
      const suffixes = { 'www.shop.example': 'example', 'shop.example': 'example' };
      const setCookie = [`sid=${id('a')}; Path=/; Secure; HttpOnly`];
      story.visits('/login', cookie, found('https://shop.example/home', { setCookie }), { ...post, suffixes });
      const headers: Header[] = [['sec-fetch-site', 'same-site']];
      const initiator = 'https://www.shop.example';
      return story.visits('https://shop.example/home', cookie, found('/login'), { headers, suffixes, initiator });
    };
    const visitor = '_ga=GA1.2.1122334455.1790000000';
    assert.equal(answerName(asks(`${visitor}; __cf_bm=${id('b')}`)), 'other-host: 1 2');
    assert.doesNotMatch(answerName(asks(`${visitor}; portal=${id('b')}`)), /^other-host/);
  });

  test('localhost against 127.0.0.1', () => {
    const story = file('http://localhost:3000').visits(
      '/login',
      undefined,
      found('/home', { setCookie: [`sid=${id('a')}; Path=/; HttpOnly`] }),
      post,
    );
    story.visits('/home', `sid=${id('a')}`, {}, ownPage);
    story.visits('http://127.0.0.1:3000/home', undefined, found('/login'), typed);
    assert.equal(answerName(story), 'other-host/loopback: 1 3');
  });
});

describe('a cookie that was not kept', () => {
  test('born expired: a date that was computed once', () => {
    const story = file();
    for (const code of [1, 2]) {
      story.visits(
        `/auth/callback?code=${code}&state=1`,
        undefined,
        found('/', {
          setCookie: [`wsess=${id('a')}; Path=/; Expires=Tue, 10 Nov 2026 08:00:00 GMT; HttpOnly; Secure`],
        }),
        typed,
      );
      story.visits('/', undefined, found('/login'), ownPage);
    }
    assert.equal(answerName(story), 'born-expired: 3 4');
    assert.match(answerText(story), /born expired/);
  });

  for (const [how, line, name, says] of [
    ['Max-Age=0', 'Max-Age=0', 'born-expired/max-age', /Max-Age=0 means that it has expired already/],
    ['the beginning of 1970', 'Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'born-expired/epoch', /is the date by which/],
    ['the second after', 'Expires=Thu, 01 Jan 1970 00:00:01 GMT', 'born-expired/epoch', /is the date by which/],
    [
      'a duration for a date, as of PHP’s setcookie(name, value, 3600)',
      'expires=Thu, 01-Jan-1970 01:00:00 GMT; Max-Age=0',
      'born-expired/duration',
      /lies 1 hr after 1970 began/,
    ],
  ] as const)
    test(`born expired: a new id with ${how}, though no such cookie was there to clear`, () => {
      const setCookie = [`sid=${id('a')}; Path=/; HttpOnly; ${line}`];
      const story = file().visits('/login', undefined, found('/home', { setCookie }), post);
      story.visits('/home', undefined, found('/login'), ownPage);
      assert.equal(answerName(story), `${name}: 1 2`);
      assert.match(answerText(story), says);
    });

  test('a deletion of what is not there is no cookie that was born expired, nor is a sealed value', () => {
    const iv = id('i').slice(0, 24);
    const sealed = Buffer.from(JSON.stringify({ iv, value: id('x'), mac: 'f'.repeat(64), tag: '' })).toString('base64');
    for (const value of ['deleted', '', sealed]) {
      const setCookie = [`sid=${encodeURIComponent(value)}; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0`];
      const story = file().visits('/logout', undefined, found('/login', { setCookie }), post);
      story.visits('/login', undefined, {}, ownPage);
      assert.doesNotMatch(answerName(story), /born-expired/);
    }
  });

  for (const [how, date, name] of [
    ['French', 'mar., 15 déc. 2026 12:15:21 GMT', 'born-expired/language'],
    ['Spanish, in full', 'martes, 15 de diciembre de 2026 12:15:21 GMT', 'born-expired/language'],
    ['Italian, with a month as in English', 'mar, 1 set 2026 12:15:21 GMT', 'born-expired/language'],
    ['Finnish', 'ke, 30 marras 2026 12:15:21 GMT', 'born-expired/language'],
    ['French, of which the month is read rightly', 'mar., 10 mars 2026 12:15:21 GMT', 'born-expired'],
    ['German, of which the month is read rightly', 'Di, 10 Nov 2026 12:15:21 GMT', 'born-expired'],
    ['English, without a weekday', 'Mar 10 2026 12:15:21 GMT', 'born-expired'],
  ] as const)
    test(`born expired: a date in ${how}`, () => {
      const setCookie = [`sid=${id('a')}; Path=/; HttpOnly; Expires=${date}`];
      const story = file().visits('/login', undefined, found('/home', { setCookie }), post);
      story.visits('/home', undefined, found('/login'), ownPage);
      assert.equal(answerName(story), `${name}: 1 2`);
      if (name !== 'born-expired') assert.match(answerText(story), /is not in English.* takes “mar\w*” for the month/);
    });

  for (const [how, date] of [
    ['that browsers read as another, which is still to come', 'mar., 15 déc. 2027 12:15:21 GMT'],
    ['that browsers do not read, so that the cookie lasts for the visit', 'mié, 16 dic 2026 12:15:21 GMT'],
  ] as const)
    test(`born expired: no date of another language ${how}`, () => {
      const setCookie = [`sid=${id('a')}; Path=/; HttpOnly; Expires=${date}`];
      const story = file().visits('/login', undefined, found('/home', { setCookie }), post);
      story.visits('/home', `sid=${id('a')}`, {}, ownPage);
      assert.match(answerName(story), /^alive/);
    });

  test('born expired: a time zone that Chrome ignores', () => {
    const story = file('http://localhost:3000').visits(
      '/oauth/authorize',
      undefined,
      found('https://idp.example/auth', {
        setCookie: [`oauth_nonce=${id('n')};Path=/;HttpOnly;Expires=Mon Nov 23 2026 13:05:00 GMT-0500 (EST)`],
      }),
      typed,
    );
    story.visits(
      '/oauth/callback?code=1&state=2',
      undefined,
      { status: 400 },
      { headers: [['sec-fetch-site', 'cross-site']] },
    );
    assert.equal(answerName(story), 'born-expired/zone: 1 2');
    assert.match(answerText(story), /GMT-0500/);
  });

  test('third-party cookies are blocked in a frame: none ever comes back', () => {
    const story = file('https://quiz.example');
    const frame = (method: string): Ask => ({
      type: 'sub_frame',
      frameId: 1,
      method,
      topUrl: 'https://campus.example/',
      initiator: 'https://campus.example',
      headers: [
        ['sec-fetch-site', 'cross-site'],
        ['sec-fetch-dest', 'iframe'],
      ],
    });
    const line = (letter: string): string[] => [
      `connect.sid=${signed(letter)}; Path=/; HttpOnly; Secure; SameSite=None`,
    ];
    story.visits('/launch', undefined, found('/quiz', { setCookie: line('a') }), frame('POST'));
    story.visits('/quiz', undefined, found('/login', { setCookie: line('b') }), frame('GET'));
    story.visits('/login', undefined, { setCookie: line('c') }, frame('GET'));
    assert.equal(answerName(story), 'never-came-back/frame: 2 3');
    assert.equal(answerTo(story).finding?.certainty, 'confirmed');
  });

  test('several lines joined by commas on the way', () => {
    const story = file().visits(
      '/api/login',
      undefined,
      {
        setCookie: [`lang=en; Path=/, app.sid=${signed('a')}; Path=/; Expires=Wed, 25 Nov 2026 19:07:02 GMT; HttpOnly`],
      },
      post,
    );
    story.visits('/', 'lang=en', found('/login'), ownPage);
    assert.equal(answerName(story), 'joined-lines: 1 2');
    assert.match(answerText(story), /app\.sid/);
  });

  test('one chunk is too large, so the others are useless', () => {
    const story = file('http://localhost:3000').visits(
      '/auth/confirm',
      undefined,
      { setCookie: [`sb-abc-auth-token.0=${'x1Y2'.repeat(1_100)}; Path=/`, `sb-abc-auth-token.1=${id('b')}; Path=/`] },
      post,
    );
    story.visits('/', `sb-abc-auth-token.1=${id('b')}`, found('/login'), ownPage);
    assert.equal(answerName(story), 'chunk-missing/refused: 1 2');
  });
});

describe('a sign-out that did not work', () => {
  test('another Path', () => {
    const story = file('http://localhost:8001').visits(
      '/api/v1/login',
      undefined,
      { setCookie: [`sess_user=${id('a')}; HttpOnly; Path=/; Max-Age=10800`] },
      { ...post, type: 'xmlhttprequest' },
    );
    story.visits('/api/v1/me', `sess_user=${id('a')}`, {}, ownPage);
    story.visits('/api/v1/logout', `sess_user=${id('a')}`, { setCookie: ['sess_user=; Max-Age=0'] }, post);
    story.visits('/api/v1/me', `sess_user=${id('a')}`, {}, ownPage);
    assert.equal(answerName(story), 'clear-failed/path: 3 4');
    assert.deepEqual(answerTo(story).finding?.whatIf, {
      outcome: 'cleared',
      changes: [{ code: 'set-path', params: { path: '/' } }],
    });
    assert.equal(answerTo(story).finding?.certainty, 'confirmed');
  });

  test('the deletion of a __Host- cookie lacks Secure', () => {
    const story = signedIn(file(), '__Host-session', id('a'));
    story.visits(
      '/logout',
      `__Host-session=${id('a')}`,
      found('/login', { setCookie: ['__Host-session=""; Max-Age=0; Path=/; HttpOnly; SameSite=lax'] }),
      post,
    );
    story.visits('/home', `__Host-session=${id('a')}`, {}, typed);
    assert.equal(answerName(story), 'clear-failed/prefix: 4 5');
  });

  test('http cannot clear a Secure cookie', () => {
    const story = signedIn(file(), 'session', id('a'));
    story.visits(
      'http://app.example/logout',
      undefined,
      found('https://app.example/login', { setCookie: ['session=; Path=/; HttpOnly; Max-Age=0'] }),
      typed,
    );
    story.visits('/home', `session=${id('a')}`, {}, typed);
    assert.equal(answerName(story), 'clear-failed/http: 4 5');
  });

  test('a sign-out that worked is no fault', () => {
    const story = signedIn(file(), 'session', id('a'));
    story.visits(
      '/logout',
      `session=${id('a')}`,
      found('/login', { setCookie: ['session=; Path=/; HttpOnly; Secure; Max-Age=0'] }),
      post,
    );
    story.visits('/login', undefined, {}, ownPage);
    assert.equal(answerName(story), 'signed-out: 4');
    assert.equal(answerTo(story).finding?.kind, 'ending');
    assert.equal(answerTo(story).finding?.certainty, 'confirmed');
  });
});

describe('what the server did', () => {
  test('forgot the session after idle time, and asks to sign in', () => {
    const story = signedIn(file(), 'session', id('a')).wait(25 * 60_000);
    story.visits('/account', `session=${id('a')}`, found('/login?next=/account'), ownPage);
    assert.equal(answerName(story), 'server-forgot/idle: 3 4');
    assert.match(answerText(story), /after 25 min/);
  });

  test('forgot the session without a pause', () => {
    const story = signedIn(file(), 'session', id('a'));
    story.visits('/account', `session=${id('a')}`, { status: 401 }, ownPage);
    assert.equal(answerName(story), 'server-forgot: 3 4');
  });

  test('two servers disagree about one session', () => {
    const story = signedIn(file(), 'session', id('a'));
    for (const answer of ['bad', 'good', 'bad'] as const)
      story.visits('/home', `session=${id('a')}`, answer === 'good' ? {} : found('/login'), ownPage);
    assert.match(answerName(story), /^servers-disagree: /);
  });

  test('a visitor who is asked to sign in lost nothing', () => {
    const story = file().visits('/', undefined, { setCookie: [`session=${id('a')}; Path=/; Secure; HttpOnly`] }, typed);
    story.visits('/account', `session=${id('a')}`, found('/login?next=/account'), ownPage);
    story.visits('/login', `session=${id('a')}`, {}, ownPage);
    assert.deepEqual(findingNames(story), []);
  });

  test('an access token that expires and is renewed is no loss', () => {
    const story = signedIn(file(), 'session', id('a'));
    story.visits('/api/me', `session=${id('a')}`, { status: 401 }, api);
    story.visits(
      '/api/refresh',
      `session=${id('a')}`,
      { setCookie: [`session=${id('b')}; Path=/; HttpOnly; Secure; SameSite=Lax`] },
      { ...api, method: 'POST' },
    );
    story.visits('/api/me', `session=${id('b')}`, {}, api);
    assert.deepEqual(findingNames(story), []);
  });
});

describe('two at once', () => {
  test('two applications on two ports overwrite each other’s cookie', () => {
    const story = file('http://localhost:8000').visits(
      '/login',
      undefined,
      found('/', { setCookie: [`sessionid=${id('a')}; HttpOnly; Path=/; SameSite=Lax`] }),
      post,
    );
    story.visits('/', `sessionid=${id('a')}`, {}, ownPage);
    story.visits(
      'http://localhost:8081/login',
      `sessionid=${id('a')}`,
      found('/', { setCookie: [`sessionid=${id('b')}; HttpOnly; Path=/; SameSite=Lax`] }),
      post,
    );
    story.visits(
      'http://localhost:8000/admin',
      `sessionid=${id('b')}`,
      found('/login', { setCookie: ['sessionid=""; Max-Age=0; Path=/'] }),
      typed,
    );
    assert.equal(answerName(story), 'other-port: 3 4');
    assert.match(answerText(story), /localhost:8081 and localhost:8000|localhost:8000 and localhost:8081/);
  });

  test('two regenerations, and the loser’s id is dead', () => {
    const story = file()
      .visits('/', undefined, { setCookie: [`PHPSESSID=${id('a')}; path=/; secure; HttpOnly`] }, typed)
      .visits('/inbox', `PHPSESSID=${id('a')}`, {}, ownPage);
    const [slow, fast] = [
      story.asks('/?save', { ...api, method: 'POST', cookie: `PHPSESSID=${id('a')}` }),
      story.asks('/?send', { ...api, method: 'POST', cookie: `PHPSESSID=${id('a')}` }),
    ];
    fast.responds({ setCookie: [`PHPSESSID=${id('b')}; path=/; secure; HttpOnly`] }).completes();
    slow.responds({ setCookie: [`PHPSESSID=${id('c')}; path=/; secure; HttpOnly`] }).completes();
    story.visits('/inbox', `PHPSESSID=${id('c')}`, found('/login'), ownPage);
    assert.equal(answerName(story), 'regenerate-race: 3 4 5');
  });

  test('two tabs refresh, and the loser’s answer deletes the winner’s cookies', () => {
    const story = file().visits(
      '/api/login',
      undefined,
      { setCookie: [`refresh_token=${id('a')}; Path=/; HttpOnly; Secure`] },
      { ...api, method: 'POST' },
    );
    const [one, two] = [
      story.asks('/api/refresh', { ...api, method: 'POST', cookie: `refresh_token=${id('a')}` }),
      story.asks('/api/refresh', { ...api, method: 'POST', cookie: `refresh_token=${id('a')}`, tabId: 2 }),
    ];
    one.responds({ setCookie: [`refresh_token=${id('b')}; Path=/; HttpOnly; Secure`] }).completes();
    two.responds({ status: 401, setCookie: ['refresh_token=; Path=/; Max-Age=0; Secure'] }).completes();
    story.visits('/api/me', undefined, { status: 401 }, api);
    assert.equal(answerName(story), 'refresh-race/deletes-winner: 2 3 4');
  });

  test('a late answer writes an older session over a newer one', () => {
    const flask = (payload: string, time: string): string => `${payload}.${time}.${'Qm9vYmFyMTIzNDU2Nzg5MGFicdE'}`;
    const old = flask('eyJ1c2VyIjpudWxsfQ', 'aRx2Kg');
    const withState = flask('eyJ1c2VyIjpudWxsLCJzdGF0ZSI6MX0', 'aRx2Kh');
    const late = flask('eyJ1c2VyIjpudWxsfQ', 'aRx2Ki');
    const line = (value: string): string[] => [`session=${value}; path=/; httponly; secure; samesite=lax`];
    const story = file().visits('/', undefined, { setCookie: line(old) }, typed);
    const report = story.asks('/api/report', { ...api, cookie: `session=${old}` });
    story.visits(
      '/login/idp',
      `session=${old}`,
      found('https://idp.example/authorize', { setCookie: line(withState) }),
      ownPage,
    );
    report.responds({ setCookie: line(late) }).completes();
    story.visits(
      '/auth?code=x&state=k',
      `session=${late}`,
      { status: 400 },
      { headers: [['sec-fetch-site', 'cross-site']] },
    );
    assert.equal(answerName(story), 'late-answer: 2 3 4');
  });

  test('the same where the file leaves out how long the late request waited: what came back shows it', () => {
    const flask = (payload: string, time: string): string => `${payload}.${time}.${'Qm9vYmFyMTIzNDU2Nzg5MGFicdE'}`;
    const old = flask('eyJ1c2VyIjpudWxsfQ', 'aRx2Kg');
    const withState = flask('eyJ1c2VyIjpudWxsLCJzdGF0ZSI6MX0', 'aRx2Kh');
    const late = flask('eyJ1c2VyIjpudWxsfQ', 'aRx2Ki');
    const line = (value: string): string[] => [`session=${value}; path=/; httponly; secure; samesite=lax`];
    const began = () => {
      const story = file().visits('/', undefined, { setCookie: line(old) }, typed);
      story.visits('/api/report', `session=${old}`, { setCookie: line(late) }, api);
      story.visits(
        '/login/idp',
        `session=${old}`,
        found('https://idp.example/a', { setCookie: line(withState) }),
        ownPage,
      );
      return story;
    };
    const refused = (story: ReturnType<typeof file>, value: string) =>
      story.visits('/auth?code=x&state=k', `session=${value}`, { status: 400 }, ownPage);
    const between = began().visits('/', `session=${withState}`, {}, ownPage);
    assert.equal(answerName(refused(between, late)), 'late-answer: 2 3 5');
    // The file may also have the late request leave after the other one, and be answered before it.
    const crossing = file().visits('/', undefined, { setCookie: line(old) }, typed);
    const [connect, report] = [
      crossing.asks('/login/idp', { ...ownPage, cookie: `session=${old}` }),
      crossing.asks('/api/report', { ...api, cookie: `session=${old}` }),
    ];
    report.responds({ setCookie: line(late) }).completes();
    connect.responds(found('https://idp.example/a', { setCookie: line(withState) })).completes();
    crossing.visits('/', `session=${withState}`, {}, ownPage);
    assert.equal(answerName(refused(crossing, late)), 'late-answer: 2 3 5');
    // Nothing shows that the browser had the other value, or the refused request carried the newest one.
    assert.doesNotMatch(answerName(refused(began(), late)), /late-answer/);
    assert.doesNotMatch(
      answerName(refused(began().visits('/', `session=${withState}`, {}, ownPage), withState)),
      /late-answer/,
    );
  });

  test('a cache hands out one visitor’s Set-Cookie', () => {
    const story = file().visits(
      '/',
      undefined,
      {
        setCookie: [`session=${id('a')}; Path=/; Secure; HttpOnly`],
        headers: [
          ['age', '120'],
          ['x-cache', 'HIT'],
        ],
      },
      typed,
    );
    story.visits('/', `session=${id('a')}`, {}, ownPage);
    assert.equal(answerName(story), 'shared-by-cache: 1');
  });

  test('the Cookie header is too large, and the answer says what fills it', () => {
    const nonces = Array.from(
      { length: 30 },
      (_none, at) => `nonce.${`${at}`.padStart(2, '0')}${'aB3'.repeat(8)}=${'x'.repeat(250)}`,
    ).join('; ');
    const story = signedIn(file(), 'session', id('a'));
    story.visits('/home', `session=${id('a')}; ${nonces}`, { status: 431 }, ownPage);
    assert.equal(answerName(story), 'header-too-large: 4');
    assert.match(answerText(story), /30 cookies like [\w.]*nonce\./);
  });
});

describe('where nothing is wrong', () => {
  test('the plain answer says so, and claims no more than it knows', () => {
    assert.match(
      answerText(signedIn(file(), 'session', id('a'))),
      /^As far as was recorded, nothing is wrong with session 1/,
    );
    const once = file().visits('/', undefined, { setCookie: [`session=${id('a')}; Path=/; Secure; HttpOnly`] }, typed);
    assert.match(answerText(once), /No request has used it yet/);
    assert.equal(answerName(file().visits('/', undefined, {}, typed)), 'no-cookies');
  });

  test('a sign-in whose answer sets no cookie is named, with what is known of it', () => {
    const login = (status: number): Story =>
      file().visits('/', undefined, {}, typed).visits('/login', undefined, { status }, post);
    assert.match(
      answerText(login(200)),
      /^No cookies are in this recording\. The sign-in \(step 2\) .* 200 and without Set-Cookie: the server set none, or /,
    );
    assert.match(answerText(login(401)), /^No cookies are in this recording, so nothing/);
    const among = file()
      .visits('https://other.test/', 'a=1', {}, typed)
      .visits('/login', undefined, found('/home'), post);
    assert.match(
      answerText(among),
      /^The server answered the sign-in \(step 2\) with status 302 and without Set-Cookie/,
    );
  });

  test('a login that issues a cookie of its own is no fixation', () => {
    const story = file().visits(
      '/am/login',
      undefined,
      { setCookie: [`JSESSIONID=${'CC0F'.repeat(8)}; Path=/am; Secure; HttpOnly`] },
      typed,
    );
    story.visits(
      '/am/login',
      `JSESSIONID=${'CC0F'.repeat(8)}`,
      found('/home', { setCookie: [`SSOTOKEN=${id('a')}; Path=/; Secure; HttpOnly`] }),
      post,
    );
    story.visits('/home', `SSOTOKEN=${id('a')}`, {}, ownPage);
    assert.deepEqual(findingNames(story), []);
  });

  test('a recording that began signed in says that the reason is not known', () => {
    const story = file().visits('/account', `sessionid=${'x3k9'.repeat(8)}`, found('/login?next=/account'), ownPage);
    assert.equal(answerName(story), 'server-forgot/began-later: 1');
    assert.match(
      answerText(story),
      /older than the recording: whether anybody was signed in on it, and why .* is not known/,
    );
  });
});
