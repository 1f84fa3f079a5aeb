import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actionPhrase } from '../../extension/trace/summary/action-words.ts';
import { entryFacts } from '../../extension/trace/summary/entry-facts.ts';
import { sentenceOf } from '../../extension/trace/summary/entry-sentence.ts';
import { folded } from '../trace/folded.ts';
import { Story } from '../trace/story.ts';

// Sentences beneath the answer that must not claim more than a file shows.

const A = 'q8ZtLw3NcVb6XmKj1HgFd5SaPo9Iu2Yt';
const B = 'M2xKq7Rt4Vw9Zb1Nc6Ld3Hf8Js5Gp0Ya';

const file = (): Story => new Story('https://shop.test').started();

/** The keys of action, lead and what follows, of a step on its first thread. */
function keysAt(story: Story, step: number): readonly string[] {
  const entry = folded(story).entries[step - 1];
  assert.ok(entry !== undefined);
  const facts = entryFacts(entry, entry.effects[0]);
  const { lead, more } = sentenceOf(facts);
  return [actionPhrase(facts).key, lead.key, ...more.map(({ key }) => key)];
}

describe('a cookie that only its new value shows to be a session’s', () => {
  const login = (cookie: string): Story =>
    file().visits(
      '/login',
      cookie,
      { status: 302, setCookie: [`apiauth=${B}; Path=/; HttpOnly`], headers: [['location', '/app']] },
      { method: 'POST' },
    );

  test('is not told as sent for the first time where the request carried an older value', () => {
    assert.deepEqual(keysAt(login(`apiauth=${A}`), 1).slice(0, 2), ['actionNewId', 'sayRotatedProbably']);
  });

  test('goes on where the response sets the value that was sent', () => {
    assert.deepEqual(keysAt(login(`apiauth=${B}`), 1), ['actionResumed', 'sayResumed', 'saySetAgain']);
  });

  test('begins where what was sent under the name is no id', () => {
    assert.deepEqual(keysAt(login('apiauth=no'), 1).slice(0, 2), ['actionCreated', 'sayCreated']);
  });
});

test('a value that is set again renews a lifetime only where the line gives one', () => {
  const story = (attributes: string): Story =>
    file()
      .visits('/', undefined, { setCookie: [`sid=${A}; Path=/`] })
      .visits('/again', `sid=${A}`, { setCookie: [`sid=${A}; Path=/${attributes}`] });
  assert.equal(keysAt(story('; Max-Age=600'), 2).at(-1), 'sayRenewed');
  assert.equal(keysAt(story(''), 2).at(-1), 'saySetAgain');
  assert.equal(keysAt(story('; Expires=0'), 2).at(-1), 'saySetAgain');
});

describe('a request that carries a session of another cookie alone', () => {
  const LONE = 'p9QaZx4cVb7NmKj2HgFd5SaPo8Iu1YtR';
  const story = (cookie: string): Story =>
    file()
      .visits('/login', undefined, { setCookie: [`access_token=${A}; Path=/`, `refresh_token=${B}; Path=/auth`] })
      .wait(3_000)
      .visits('/auth/logout', cookie, { setCookie: ['access_token=; Path=/x; Max-Age=0'] });

  const leadOf = (name: string, cookie: string): string => {
    const entry = folded(story(cookie)).entries[1];
    assert.ok(entry !== undefined);
    const effect = entry.effects.find(({ thread }) => thread.name === name);
    return sentenceOf(entryFacts(entry, effect?.before === undefined ? undefined : effect)).lead.key;
  };

  test('is not told as one without a session', () => {
    assert.equal(leadOf('access_token', `refresh_token=${B}`), 'sayNoneOfThis');
  });

  test('nor is one that is given another cookie beside it', () => {
    const beside = (cookie: string): string => {
      const login = file().visits('/app', cookie).wait(3_000);
      login.visits('/login', cookie, { setCookie: [`iPlanetDirectoryPro=${B}; Path=/`] }, { method: 'POST' });
      const entry = folded(login).entries[1];
      const effect = entry?.effects.find(({ thread }) => thread.name === 'iPlanetDirectoryPro');
      assert.ok(entry !== undefined && effect !== undefined);
      return sentenceOf(entryFacts(entry, effect)).lead.key;
    };
    assert.equal(beside(`JSESSIONID=${A}`), 'sayCreatedBeside');
    assert.equal(beside('theme=dark'), 'sayCreated');
  });

  test('and a session’s own cookie is no other', () => {
    const entry = folded(file().visits('/', `sid=${A}`)).entries[0];
    assert.ok(entry !== undefined);
    assert.equal(entryFacts(entry, entry.effects[0]).carriesOther, undefined);
  });

  test('and one whose cookies are none is', () => {
    assert.equal(leadOf('access_token', `theme=${LONE}`), 'sayNone');
  });
});
