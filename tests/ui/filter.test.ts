import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { TraceRow } from '../../extension/trace/model/trace.ts';
import { type ActionLabels, compileFilter, parseFilter } from '../../extension/ui/model/filter.ts';
import { lessonStory } from '../trace/story.ts';

const labels: ActionLabels = {
  created: 'Create new session',
  resumed: 'Resume session Increment count to',
  rotated: 'New id, count goes on',
  replaced: 'Unknown id: new session',
  ended: 'End session',
  'clear-failed': 'Cookie not cleared',
  rejected: 'Not accepted',
  refused: 'Cookie refused',
  withheld: 'Cookie not sent',
  none: 'No session',
};

const story = lessonStory();
story.visits('/search?q=Two+Words', 'theme=dark', { status: 404 });
const fold = createFold();
fold.apply(story.events);

/** The steps, and `end` for a dividing line, that a filter leaves. */
function left(typed: string): (number | string)[] {
  const filter = compileFilter(typed, labels);
  const name = (row: TraceRow): number | string => (row.kind === 'entry' ? row.entry.step : row.kind);
  return fold.trace.rows.filter((row) => filter === undefined || filter.test(row)).map(name);
}

describe('what is typed into the filter', () => {
  test('is read as words, quoted words, fields and their opposites', () => {
    assert.deepEqual(parseFilter('login "two words" -sid id:k3Fz URL:"a b" -status:4xx'), [
      { field: 'any', text: 'login', negated: false },
      { field: 'any', text: 'two words', negated: false },
      { field: 'any', text: 'sid', negated: true },
      { field: 'id', text: 'k3Fz', negated: false },
      { field: 'url', text: 'a b', negated: false },
      { field: 'status', text: '4xx', negated: true },
    ]);
  });

  test('keeps a field that does not exist as plain text, so that URLs can be pasted', () => {
    assert.deepEqual(parseFilter('http://localhost:3000/'), [
      { field: 'any', text: 'http://localhost:3000/', negated: false },
    ]);
  });

  test('is no filter when it is empty or only begun', () => {
    assert.equal(compileFilter('  ', labels), undefined);
    assert.equal(compileFilter('id: ', labels), undefined);
  });
});

describe('a filter', () => {
  test('finds URLs whatever the letter case', () => {
    assert.deepEqual(left('LOGIN'), [6]);
    assert.deepEqual(left('q=two+words'), [8]);
  });

  test('finds the whole life of an id: where it was made, sent, and where it ended', () => {
    assert.deepEqual(left('k3FzQm1x'), [1, 2, 3, 4, 'end']);
    assert.deepEqual(left('id:p9QaZx'), [5, 6, 'end']);
  });

  test('finds actions by their name and by the words on screen', () => {
    assert.deepEqual(left('action:created'), [1, 5]);
    assert.deepEqual(left('action:rotated'), [6]);
    assert.deepEqual(left('"create new"'), [1, 5]);
  });

  test('finds cookies by name', () => {
    assert.deepEqual(left('cookie:theme'), [8]);
  });

  test('finds a status, and a hundred of them', () => {
    assert.deepEqual(left('status:404'), [8]);
    assert.deepEqual(left('status:4xx'), [8]);
    assert.deepEqual(left('status:3'), [6]);
  });

  test('wants every word, and none of the words with a minus', () => {
    assert.deepEqual(left('action:created k3FzQm1x'), [1]);
    assert.deepEqual(left('method:get -cookie:sid'), [8]);
  });

  test('takes every character as it is', () => {
    assert.deepEqual(left('.*'), []);
    assert.deepEqual(left('search?q'), [8]);
  });
});
