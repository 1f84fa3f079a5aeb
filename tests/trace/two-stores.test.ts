import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { scopeOfSite } from '../../extension/trace/summary/scope.ts';
import { summariseSite } from '../../extension/trace/summary/site-summary.ts';
import { api, ownPage } from './asks.ts';
import { folded } from './folded.ts';
import { id } from './ids.ts';
import { type Ask, Story } from './story.ts';

// One site in two containers of Firefox: each has cookies of its own, and what befalls the one says nothing of the other.

const SITE = 'app.example';
const [DEFAULT, WORK] = ['firefox-default', 'firefox-container-2'];
const KEPT = 'Path=/; HttpOnly; Secure; SameSite=Lax';
const sid = (letter: string): string => `sid=${id(letter)}`;

function signsIn(story: Story, storeId: string, letter: string): Story {
  const setCookie = [`${sid(letter)}; ${KEPT}`];
  const post: Ask = { ...ownPage, method: 'POST', storeId };
  story.visits('/login', undefined, { status: 303, headers: [['location', '/home']], setCookie }, post);
  return story.visits('/home', sid(letter), {}, { ...ownPage, storeId });
}

/** Somebody is in by default, and signs out at work. */
function signedOutAtWork(): Story {
  const story = signsIn(signsIn(new Story(`https://${SITE}`).started('firefox'), DEFAULT, 'a'), WORK, 'b');
  const setCookie = [`sid=; Max-Age=0; ${KEPT}`];
  const post: Ask = { ...ownPage, method: 'POST', storeId: WORK };
  return story.visits('/logout', sid('b'), { status: 303, headers: [['location', '/login']], setCookie }, post);
}

describe('a site in two containers', () => {
  test('is summed up by what was seen in the tab’s own', () => {
    const trace = folded(signedOutAtWork());
    const said = [DEFAULT, WORK].map((storeId) => {
      const { answer, cookie, sessions, last } = summariseSite(trace, SITE, storeId);
      return [
        answer.steps.includes(5),
        cookie?.storeId,
        sessions.map(({ number }) => number),
        last.map(({ path }) => path),
      ];
    });
    assert.deepEqual(said, [
      [false, DEFAULT, [1], ['/login', '/home']],
      [true, WORK, [2], ['/login', '/home', '/logout']],
    ]);
  });

  test('has nothing of the other one’s where it was asked for nothing', () => {
    const trace = folded(signsIn(new Story(`https://${SITE}`).started('firefox'), DEFAULT, 'a'));
    const { cookie, sessions, last } = summariseSite(trace, SITE, WORK);
    assert.deepEqual([cookie, sessions, last], [undefined, [], []]);
    assert.equal(scopeOfSite(trace, SITE, WORK).thread, undefined);
  });

  test('is looked at in any where the browser names none', () => {
    const story = signedOutAtWork().visits('/api/me', sid('a'), {}, { ...api, storeId: DEFAULT });
    assert.equal(scopeOfSite(folded(story), SITE).thread?.name, 'sid');
    assert.notEqual(summariseSite(folded(story), SITE).cookie, undefined);
  });
});
