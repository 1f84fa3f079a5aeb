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
  'not-sent': 'Cookie not sent',
  none: 'No session',
};

const story = lessonStory();
story.visits('/search?q=Two+Words', 'theme=dark', { status: 404 });
const fold = createFold();
fold.apply(story.events);

/** The steps that pass a filter, and `end` for a session's end. */
function left(typed: string): (number | string)[] {
  const filter = compileFilter(typed, labels);
  const name = (row: TraceRow): number | string => (row.kind === 'entry' ? row.entry.step : row.kind);
  return fold.trace.rows.filter((row) => filter === undefined || filter.test(row)).map(name);
}

describe('the typed filter', () => {
  test('is parsed into words, quoted words, fields and negations', () => {
    assert.deepEqual(parseFilter('login "two words" -sid id:k3Fz URL:"a b" -status:4xx'), [
      { field: 'any', text: 'login', negated: false },
      { field: 'any', text: 'two words', negated: false },
      { field: 'any', text: 'sid', negated: true },
      { field: 'id', text: 'k3Fz', negated: false },
      { field: 'url', text: 'a b', negated: false },
      { field: 'status', text: '4xx', negated: true },
    ]);
  });

  test('treats an unknown field as plain text, so that URLs can be pasted', () => {
    assert.deepEqual(parseFilter('http://localhost:3000/'), [
      { field: 'any', text: 'http://localhost:3000/', negated: false },
    ]);
  });

  test('is no filter when it is empty or incomplete', () => {
    assert.equal(compileFilter('  ', labels), undefined);
    assert.equal(compileFilter('id: ', labels), undefined);
  });
});

describe('a filter', () => {
  test('finds URLs in any letter case', () => {
    assert.deepEqual(left('LOGIN'), [6]);
    assert.deepEqual(left('q=two+words'), [8]);
  });

  test('finds all rows of an id: its creation, its requests and its end', () => {
    assert.deepEqual(left('k3FzQm1x'), [1, 2, 3, 4, 'end']);
    assert.deepEqual(left('id:p9QaZx'), [5, 6, 'end']);
  });

  test('finds actions by name and by label', () => {
    assert.deepEqual(left('action:created'), [1, 5]);
    assert.deepEqual(left('action:rotated'), [6]);
    assert.deepEqual(left('"create new"'), [1, 5]);
  });

  test('finds cookies by name', () => {
    assert.deepEqual(left('cookie:theme'), [8]);
  });

  test('finds a status, and a class of statuses', () => {
    assert.deepEqual(left('status:404'), [8]);
    assert.deepEqual(left('status:4xx'), [8]);
    assert.deepEqual(left('status:3'), [6]);
  });

  test('requires all words, and none of the words with a minus', () => {
    assert.deepEqual(left('action:created k3FzQm1x'), [1]);
    assert.deepEqual(left('method:get -cookie:sid'), [8]);
  });

  test('treats every character literally', () => {
    assert.deepEqual(left('.*'), []);
    assert.deepEqual(left('search?q'), [8]);
  });
});
