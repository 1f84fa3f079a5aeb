import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { valueFormat } from '../../extension/cookies/value-format.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { type Candidate, candidatesOf } from '../../extension/trace/model/candidates.ts';
import { knownCookie } from '../../extension/trace/model/recognise.ts';
import type { Trace } from '../../extension/trace/model/trace.ts';
import { plain } from '../../extension/trace/words/phrase.ts';
import { valueFormatPhrase } from '../../extension/trace/words/value-format-words.ts';
import { whyOf } from '../../extension/ui/details/session-choice/choice-words.ts';
import { Story } from '../trace/story.ts';
import { english } from './words.ts';

const A = 'q8ZtLw3NcVb6XmKj1HgFd5SaPo9Iu2Yt';

const file = (): Story => new Story('https://shop.test').started();

function fold(story: Story): Trace {
  const folded = createFold();
  folded.apply(story.events);
  return folded.trace;
}

describe('why a cookie is followed', () => {
  const token = (trace: Trace): Candidate => {
    const found = candidatesOf(trace, 'shop.test', '0', []).find(({ name }) => name === 'hire_token');
    assert.ok(found !== undefined);
    return found;
  };

  test('does not say that the server set it where it was only carried, and cleared', () => {
    const story = file().visits('/', `hire_token=${A}`);
    story.visits('/logout', `hire_token=${A}`, { setCookie: ['hire_token=; Max-Age=0; Path=/'] });
    assert.deepEqual(
      whyOf(token(fold(story))).map(({ key }) => key),
      ['whyCarried'],
    );
  });

  test('says so where it did', () => {
    const story = file().visits('/', undefined, { setCookie: [`hire_token=${A}; Path=/; HttpOnly`] });
    assert.deepEqual(
      whyOf(token(fold(story.visits('/me', `hire_token=${A}`)))).map(({ key }) => key),
      ['whySentBack'],
    );
  });
});

test('that a file names its session’s cookie is not laid to whoever opens it', () => {
  const events = file().visits('/', 'mine=1').events;
  const folded = createFold({ chosenNames: { 'shop.test': ['mine'] } });
  folded.apply(events);
  const [mine] = candidatesOf(folded.trace, 'shop.test', '0', []);
  assert.ok(mine !== undefined);
  assert.deepEqual([whyOf(mine)[0]?.key, whyOf(mine, true)[0]?.key], ['whyChosen', 'whyChosenInFile']);
});

test('an id of a plain form is not laid to another maker than the one that owns the name', () => {
  const said = (name: string, value: string): string =>
    plain(english, valueFormatPhrase(valueFormat(value), knownCookie(name, value)));
  const lower = 'q7zt2lmx9vb4nkc8rwys1dfgh6jp0eua';
  const hex = '9f8e7d6c5b4a39281706f5e4d3c2b1a0';
  assert.equal(said('ci_session', lower), 'The value looks like an id that cannot be guessed.');
  assert.equal(said('grafana_session', hex), 'The value looks like hexadecimal digits.');
  assert.equal(said('sessionid', lower), 'The value looks like a session id of Django.');
  assert.equal(said('PHPSESSID', hex), 'The value looks like 32 hexadecimal digits, as a PHP session id.');
  assert.equal(said('mine', lower), 'The value looks like a session id of Django.');
});
