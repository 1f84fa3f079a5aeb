import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stepChart } from '../../../extension/trace/lesson/step-chart.ts';
import {
  jsonPointers,
  type ReadJson,
  readJsonMembers,
  trackVariables,
} from '../../../extension/trace/lesson/variables.ts';
import { cookieOf, lessonStory, Story } from '../story.ts';
import { english, lessonOf } from './reading.ts';
import { A, elevenVisits } from './stories.ts';

function tracked(story: Story, json?: { readonly read: ReadJson; readonly chosen: readonly string[] }): string[] {
  return trackVariables(lessonOf(story).rows, json).map(
    ({ name, cells }) =>
      `${english(name)}: ${cells.map((cell) => (cell === undefined ? '–' : `${english(cell.shown)}${cell.changed ? '*' : ''}`)).join(' ')}`,
  );
}

describe('the variable tracker', () => {
  test('begins with what was there before the first step, and closes with what was reported last', () => {
    const edges = (story: Story) =>
      trackVariables(lessonOf(story).rows).map(
        ({ start, final }) => `${start && english(start)} to ${final && english(final)}`,
      );
    assert.deepEqual(edges(lessonStory()), ['none to 3', 'none to #3', 'undefined to with the browser']);
    const midway = new Story().started().counts('sid', A, 5).counts('sid', A, 6);
    assert.deepEqual(edges(midway), ['undefined to 6', '#1 to #1', 'undefined to undefined']);
  });

  test('shows the count, the id and the expiry after each step, and where they changed', () => {
    assert.deepEqual(tracked(lessonStory()), [
      'count: 1 2* 3* 4* 1* 2* 3*',
      'session id: #1 #1 #1 #1 #2* #3* #3',
      'cookie expires: with the browser – – – with the browser with the browser –',
    ]);
  });

  test('shows when a cookie expires', () => {
    const story = new Story().started();
    story.asks('/').responds({ setCookie: [`sid=${A}; Path=/; HttpOnly; Max-Age=10`], count: 1 });
    story.stores(cookieOf('sid', A, { session: false, expirationDate: story.time / 1000 + 10 }));
    assert.equal(tracked(story)[2], 'cookie expires: at 18:02:22');
  });

  test('takes more rows from JSON responses where a trace has them, and offers none where it has not', () => {
    const read: ReadJson = (entry) => [{ pointer: '/user', value: entry.step < 3 ? null : 'Ada' }];
    const { rows } = lessonOf(elevenVisits());
    assert.deepEqual(jsonPointers(rows, read), ['/user']);
    assert.deepEqual(
      jsonPointers(rows, () => []),
      [],
    );
    const row = tracked(elevenVisits(), { read, chosen: ['/user'] })[3];
    assert.equal(row, `/user: null null "Ada"*${' "Ada"'.repeat(8)}`);
  });
});

test('the members of JSON that the user named are offered, with their numbers', () => {
  const story = new Story().started().creates('sid', A);
  const asked = story.asks('/api', { cookie: `sid=${A}`, type: 'xmlhttprequest' }).responds();
  const url = 'http://localhost:3000/api';
  const of = { requestId: '2', tabId: 1, url, source: 'body' } as const;
  story.add({ kind: 'count', ...of, count: 2, pattern: '"count"', text: '"count": 2' });
  story.add({ kind: 'count', ...of, count: 7, pattern: '"in/cart"', text: '"in/cart": 7' });
  asked.completes();
  assert.deepEqual(jsonPointers(lessonOf(story).rows, readJsonMembers), ['/count', '/in~1cart']);
  assert.equal(tracked(story, { read: readJsonMembers, chosen: ['/in~1cart'] })[3], '/in~1cart: – 7');
});

describe('the step chart', () => {
  test('has a line for each session, ended where the session ended', () => {
    const chart = stepChart(lessonOf(elevenVisits()).rows);
    assert.deepEqual(
      chart?.lines.map(({ session, points, endsAt }) => [
        session.number,
        points.map(({ count }) => count).join(' '),
        endsAt,
      ]),
      [
        [1, '1 2 3 4 5 6 7', 6.5],
        [2, '1 2 3 4', undefined],
      ],
    );
    assert.deepEqual(chart?.ticks, [0, 2, 4, 6, 8]);
    assert.equal(chart?.steps.length, 11);
  });

  test('is none where no count was reported', () => {
    const story = new Story().started();
    story.visits('/', undefined, { setCookie: [`sid=${A}; Path=/; HttpOnly`] });
    assert.equal(stepChart(lessonOf(story).rows), undefined);
  });

  test('keeps few round ticks for great counts', () => {
    const chart = stepChart(lessonOf(new Story().started().counts('sid', A, 12_345).counts('sid', A, 12_346)).rows);
    assert.deepEqual(chart?.ticks, [0, 5000, 10_000, 15_000]);
  });
});
