import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, test } from 'node:test';
import { ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, findingNames } from './finding-names.ts';

// Values that everybody can read: messages and choices are no session, and a session's data change while it lives.

const post: Ask = { ...ownPage, method: 'POST' };
const sets = (pair: string, attributes = 'Path=/; HttpOnly; Secure; SameSite=Lax'): Reply => ({
  setCookie: [`${pair}; ${attributes}`],
});
const leads = (reply: Reply): Reply => ({ ...reply, status: 303, headers: [['location', '/next']] });
const base64 = (json: unknown): string => Buffer.from(JSON.stringify(json)).toString('base64');
const mac = (text: string): string => createHmac('sha256', 'k').update(text).digest('base64').replace(/=+$/, '');
const begun = (): Story => new Story('https://app.example').started();

/** A cookie that one page sets and the next one takes away. */
function takenAway(pair: string): Story {
  const gone = sets(`${pair.slice(0, pair.indexOf('='))}=`, 'Path=/; Max-Age=0');
  return begun()
    .visits('/contact', undefined, leads(sets(pair)), post)
    .visits('/next', pair, gone, ownPage)
    .visits('/news', undefined, {}, ownPage);
}

describe('JSON of which nobody is the user is no session, whatever becomes of it', () => {
  const message = { type: 'success', text: 'Saved!' };
  for (const pair of [
    `notice=${encodeURIComponent(JSON.stringify([message]))}`,
    `notice=${base64(message)}`,
    `notice=j:${JSON.stringify(message)}`,
    `ui_prefs=${encodeURIComponent('{"theme":"dark","cols":3}')}`,
    `survey=${encodeURIComponent('{"userId":null,"signedIn":false,"asked":[]}')}`,
  ])
    test(pair, () => assert.equal(answerName(takenAway(pair)), 'no-session-known'));

  for (const name of ['flash', 'toast', 'app_flash', 'flash-message'])
    test(`nor is ${name}, even with a user in it`, () =>
      assert.equal(answerName(takenAway(`${name}=${base64({ user: 'ann', text: 'Welcome' })}`)), 'no-session-known'));

  test('and no hint speaks of it beside a session', () => {
    const session = `sessionid=${id('a')}`;
    const flash = `notice=${base64(message)}`;
    const line = `${session}; Path=/; HttpOnly; Secure; SameSite=Lax`;
    const story = begun()
      .visits('/login', undefined, leads({ setCookie: [line, `${flash}; Path=/`] }), post)
      .visits('/next', `${session}; ${flash}`, sets('notice=', 'Path=/; Max-Age=0'), ownPage)
      .visits('/news', session, {}, ownPage);
    assert.match(answerText(story), /^As far as was recorded, nothing is wrong/);
    assert.deepEqual(findingNames(story), []);
  });
});

describe('JSON that names a user is followed', () => {
  for (const pair of [`x7=${base64({ userId: 42, cart: [] })}`, `x7=${base64({ data: { access_token: 'k3Fz' } })}`])
    test(pair, () => assert.match(answerText(takenAway(pair)), /^The server cleared the cookie of session 1 /));
});

describe('the signed JSON of Remix and React Router', () => {
  const signed = (data: unknown): string => encodeURIComponent(`${base64(data)}.${mac(base64(data))}`);
  const values = [{ userId: '42' }, { userId: '42', n: 1 }, { userId: '42', user: { name: 'Ann Example' } }].map(
    signed,
  );
  const [first = '', second = '', third = ''] = values;

  /** One visit, in which each page writes the cookie anew. */
  const visit = (name: string): Story =>
    begun()
      .visits('/login', undefined, leads(sets(`${name}=${first}`)), post)
      .visits('/account', `${name}=${first}`, sets(`${name}=${second}`), ownPage)
      .visits('/orders', `${name}=${second}`, sets(`${name}=${third}`), ownPage)
      .visits('/orders/2', `${name}=${third}`, {}, ownPage);

  for (const name of ['__session', '_auth']) {
    test(`${name} is one session, whose data change`, () => {
      assert.match(answerText(visit(name)), /^As far as was recorded, nothing is wrong with session 1 /);
    });

    test(`${name} that a later page refuses is that session, not another one`, () => {
      const story = visit(name).visits('/orders/3', `${name}=${third}`, {
        status: 302,
        headers: [['location', '/login']],
      });
      assert.match(answerText(story), /^The server no longer accepted session 1 .* step 5/);
    });
  }

  test('that names nobody is no session by behaviour', () => {
    assert.equal(answerName(takenAway(`theme_data=${signed({ theme: 'dark' })}`)), 'no-session-known');
    assert.equal(answerName(takenAway(`theme_data=${signed('light')}`)), 'no-session-known');
  });
});
