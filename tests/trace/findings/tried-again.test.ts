import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, findingNames } from './finding-names.ts';

// A link that found nobody signed in, and the same page opened again by hand.

const SID = `_session_id=${id('a')}`;
const to = (location: string, more: Reply = {}): Reply => ({ status: 302, headers: [['location', location]], ...more });
const page = (site: string, ...more: (readonly [string, string])[]): Ask => ({
  headers: [['sec-fetch-site', site], ['sec-fetch-mode', 'navigate'], ['sec-fetch-dest', 'document'], ...more],
});
const USER = ['sec-fetch-user', '?1'] as const;
const own = page('same-origin');
const link: Ask = { ...page('cross-site', USER), initiator: 'https://mail.example' };
const typed = page('none', USER);
const begun = (): Story => new Story('https://app.example').started().visits('/board/1', SID, {}, own).wait(40_000);

describe('a link of another site to a page that wants a session', () => {
  for (const [title, wait] of [
    ['soon', 5_000],
    ['after a while', 40_000],
  ] as const) {
    test(`leads to sign in; the address opens by hand, ${title}`, () => {
      const story = begun().visits('/board/77', undefined, to('/login?return_to=%2Fboard%2F77'), link);
      story
        .visits('/login?return_to=%2Fboard%2F77', undefined, {}, link)
        .wait(wait)
        .visits('/board/77', SID, {}, typed);
      assert.equal(answerName(story), 'went-without/link: 1 2');
    });

    test(`is refused; the address opens by hand, ${title}`, () => {
      const story = begun().visits('/board/77', undefined, { status: 401 }, link).wait(wait);
      assert.equal(answerName(story.visits('/board/77', SID, {}, typed)), 'went-without/link: 1 2');
    });
  }

  test('leads to sign in, whose page goes on by itself: nothing is wrong', () => {
    const story = begun().visits('/board/77', undefined, to('/login?return_to=%2Fboard%2F77'), link);
    story.visits('/login?return_to=%2Fboard%2F77', undefined, {}, link).visits('/board/77', SID, {}, own);
    assert.equal(answerName(story), 'alive');
  });
});

describe('a Strict cookie, in a file that does not show who asked', () => {
  const signedIn = (attributes: string): Story =>
    new Story('https://app.example')
      .started()
      .visits('/login', undefined, to('/', { setCookie: [`${SID}; Path=/; HttpOnly; Secure; ${attributes}`] }), {
        method: 'POST',
      })
      .visits('/', SID)
      .wait(60_000);
  const missed = (attributes: string): Story =>
    signedIn(attributes).visits('/x', undefined, to('/login')).visits('/login', undefined);

  test('stayed behind: a link of another site would explain it', () => {
    const story = missed('SameSite=Strict');
    assert.equal(answerName(story), 'went-without/link-unknown: 2 3');
    assert.match(answerText(story), /has SameSite=Strict, and the file does not show who asked/);
  });

  test('stayed behind, and is there again: the same', () => {
    const story = missed('SameSite=Strict').wait(30_000).visits('/y', SID);
    assert.equal(answerName(story), 'went-without/link-unknown: 2 3');
  });

  test('where another site asked, and not whether by a link or a frame: both are visits from there', () => {
    const story = signedIn('SameSite=Strict');
    story.visits('/x', undefined, to('/login'), { type: 'other', initiator: 'https://mail.example' });
    assert.equal(answerName(story), 'not-sent/strict-link: 1 3');
  });

  test('of a Lax cookie nothing of the kind is said', () => {
    assert.equal(answerName(missed('SameSite=Lax')), 'gone: 2 3');
  });

  test('where it is known that the address was typed, the cookie is gone', () => {
    const story = signedIn('SameSite=Strict').visits('/x', undefined, to('/login'), typed);
    assert.deepEqual(findingNames(story), ['gone: 2 3']);
  });
});

test('what is answered after a page asked to sign in was not fixed by itself', () => {
  const [before, after] = [`sid=${id('a')}`, `sid=${id('b')}`];
  const story = new Story('https://app.example')
    .started()
    .visits(
      '/login',
      undefined,
      { status: 302, headers: [['location', '/']], setCookie: [`${before}; Path=/; Secure`] },
      { ...ownPage, method: 'POST' },
    )
    .visits('/', before, {}, ownPage)
    .visits('/api/me', before, {}, api)
    .visits('/api/me', before, { status: 401 }, api)
    .visits('/', before, { status: 302, headers: [['location', '/login']] }, ownPage)
    .visits('/login', before, {}, ownPage)
    .wait(5_000)
    .visits('/login', before, { setCookie: [`${after}; Path=/; Secure`] }, { ...api, method: 'POST' })
    .visits('/api/me', after, {}, api);
  // The API was the first to refuse it.
  assert.equal(answerName(story), 'server-forgot: 3 4');
});

describe('two browsers in one file, each with a session of its own', () => {
  const [one, other] = [`sid=${id('o')}`, `sid=${id('p')}`];
  const inTurns = (): Story =>
    [one, other, one, other].reduce(
      (story, cookie) => story.visits('/api/me', cookie, {}, api),
      new Story('https://app.example').started(),
    );

  test('the server refuses the one: that it answers the other mends nothing', () => {
    const story = inTurns().visits('/api/me', one, { status: 401 }, api).visits('/api/me', other, {}, api);
    assert.equal(answerName(story), 'server-forgot: 3 5');
  });

  test('the server answers both: nothing is wrong', () => {
    assert.equal(answerName(inTurns()), 'alive');
  });

  test('one browser that asks again with what came in its place has renewed it', () => {
    const story = new Story('https://app.example').started().visits('/api/me', one, {}, api);
    story.visits('/api/me', one, { status: 401 }, api).visits('/api/me', other, {}, api);
    assert.doesNotMatch(findingNames(story).join(), /server-forgot/);
  });
});
