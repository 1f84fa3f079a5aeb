import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createMasker } from '../../../extension/trace/files/mask.ts';
import { noValueIn } from '../../../extension/trace/model/no-value.ts';
import { api, ownPage } from '../asks.ts';
import { type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo, findingNames } from './finding-names.ts';

// Cookies that hold what code writes by mistake: the bug is the writer's, and the word is no secret.

const WORDS = ['undefined', 'null', 'NaN', '[object Object]', '%5Bobject%20Object%5D', '"undefined"'];
const SESSION = 'other=k3Fz8Qw1Lm5Np7Rt9Vx2Yb4Cd6Gh0JsA';
const toLogin: Reply = { status: 302, headers: [['location', '/login']] };
const story = (): Story => new Story('https://app.example').started();

for (const word of WORDS)
  test(`sid=${word}: a sign-in that writes it is named, and the mask leaves it as it is`, () => {
    const setCookie = [`sid=${word}; Path=/; Secure; HttpOnly`];
    const lost = story()
      .visits(
        '/login',
        undefined,
        { status: 302, headers: [['location', '/home']], setCookie },
        { ...ownPage, method: 'POST' },
      )
      .visits('/home', `sid=${word}`, toLogin, ownPage);
    assert.equal(answerName(lost), 'no-value: 1 2');
    assert.match(answerText(lost), /^Step 1 set the cookie sid to .* No server can know a session by that\.$/);
    assert.equal(answerTo(lost).finding?.kind, 'loss');
    assert.equal(createMasker({ ids: [word], values: [word], sessionNames: ['sid'] }).cookieValue('sid', word), word);
  });

test('a mask that knows it as an id leaves the word in sentences as it is', () => {
  const masker = createMasker({ ids: ['undefined'], values: ['undefined'], sessionNames: ['sid'] });
  assert.equal(masker.text('set to undefined'), 'set to undefined');
});

test('a request that sends it is named where no line in sight set it', () => {
  const sent = story().visits('/api/me', 'token=null', { status: 401 }, api);
  assert.equal(answerName(sent), 'no-value/sent: 1');
  assert.match(answerText(sent), /^Step 1 sent the cookie token as null/);
});

describe('it is not the reason', () => {
  test('where another cookie’s session was accepted with it: then it is a hint', () => {
    const both = `${SESSION}; token=undefined`;
    const setCookie = [`${SESSION}; Path=/; Secure; HttpOnly`];
    const lost = story()
      .visits(
        '/login',
        'token=undefined',
        { status: 302, headers: [['location', '/']], setCookie },
        { ...ownPage, method: 'POST' },
      )
      .visits('/home', both, {}, ownPage)
      .visits('/home', both, toLogin, ownPage);
    assert.match(answerName(lost), /^server-forgot/);
    assert.ok(findingNames(lost).includes('no-value/sent: 1'));
  });

  test('where a value came later', () => {
    const mended = story()
      .visits('/', 'sid=undefined', { setCookie: ['sid=k3Fz8Qw1Lm5Np7Rt9Vx2Yb4Cd6Gh0JsA; Path=/; Secure'] }, ownPage)
      .visits('/', 'sid=k3Fz8Qw1Lm5Np7Rt9Vx2Yb4Cd6Gh0JsA', {}, ownPage);
    assert.ok(!findingNames(mended).some((name) => name.startsWith('no-value')));
  });

  test('in a cookie that is no session', () => {
    const visit = story().visits('/', 'theme=null; XSRF-TOKEN=undefined', toLogin, ownPage);
    assert.deepEqual(findingNames(visit), []);
  });
});

test('no other value is taken for one', () => {
  for (const value of ['', 'none', 'nullable', 'undefined1', 'nan0', 'x'.repeat(40)])
    assert.equal(noValueIn(value), undefined);
});
