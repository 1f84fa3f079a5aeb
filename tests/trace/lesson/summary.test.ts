import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { htmlOf, type LessonDocument, markdownOf } from '../../../extension/trace/lesson/lesson-document.ts';
import { snapshot } from '../../../extension/trace/lesson/snapshot.ts';
import { transcript } from '../../../extension/trace/lesson/transcript.ts';
import { lessonStory, Story } from '../story.ts';
import { english, lessonOf } from './reading.ts';
import { A, elevenVisits, logsOut } from './stories.ts';

function lines(story: Story): string[] {
  const { rows, thread } = lessonOf(story);
  return snapshot(rows, thread).map(english);
}

describe('the snapshot', () => {
  test('sums up the lesson in five lines', () => {
    assert.deepEqual(lines(lessonStory()), [
      'Requests followed: 7 to localhost with the session cookie sid, from 18:02:12 to 18:03:59.',
      'Sessions seen: 3. Made new by the server: 2. Given a new id: 1.',
      'Highest count: 4, at step 4. Last count: 3, at step 7.',
      'Session #2 goes on as session #3: the server gave it a new id.',
      'Alive now: #3. The next request will carry its id.',
    ]);
  });

  test('says when nothing has ended, and when nothing is alive', () => {
    assert.deepEqual(lines(new Story().started().creates('sid', A)).slice(3), [
      'No session has ended yet.',
      'Alive now: #1. The next request will carry its id.',
    ]);
    assert.deepEqual(lines(logsOut(new Story().started().creates('sid', A), A)).slice(3), [
      'Session #1 ended: the server told the browser to drop its cookie.',
      'No session is alive now: the next request goes without an id.',
    ]);
  });
});

describe('the transcript', () => {
  test('tells every step and every end in whole sentences', () => {
    const { rows } = lessonOf(elevenVisits());
    const told = transcript(rows).map(({ sentences }) => sentences.map(english).join(' '));
    assert.equal(told.length, 12);
    assert.equal(
      told[0],
      'Step 1, 18:02:12: GET / came without a session id. The server created #1 with count=1. Response: 200 session-count: 1',
    );
    assert.equal(
      told[1],
      'Step 2, 18:02:22: GET / came with the id of #1. The server knew #1 and raised its count to 2. Response: 200 session-count: 2',
    );
    assert.match(
      told[7] ?? '',
      /^Session #1 ended in this browser: you deleted its cookie\. The browser will send it no more\./,
    );
  });
});

const hostile: LessonDocument = {
  language: 'en',
  title: '<script>alert(1)</script> & "a" | b',
  note: '*note*',
  snapshotTitle: 'Snapshot',
  snapshot: ['one [link](javascript:1)'],
  tableTitle: 'Table',
  head: ['A', 'B', 'C'],
  rows: [
    { kind: 'step', cells: ['1', 'x | y', '`z`'] },
    { kind: 'exit', cells: ['ended\nhere', 'so'] },
  ],
  momentsTitle: 'Moments',
  moments: [{ ask: 'Why?', answer: '</dd><img src=x onerror=alert(1)>' }],
  storyTitle: 'Story',
  story: ["it's <b>bold</b>"],
};

describe('the saved page and the copied Markdown', () => {
  test('write foreign text as text', () => {
    const html = htmlOf(hostile);
    assert.ok(!/<script|<img|<b>/.test(html));
    assert.ok(html.includes('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;a&quot; | b'));
    assert.ok(html.includes("default-src 'none'"));
    const markdown = markdownOf(hostile);
    assert.ok(!/<script|<img|<b>|\[link\]\(/.test(markdown.replaceAll('\\<', '').replaceAll('\\[', '')));
    assert.ok(markdown.includes('| 1 | x \\| y | \\`z\\` |'));
    assert.ok(markdown.includes('|  | **ended here so** |  |'));
  });

  test('need nothing from anywhere else', () => {
    assert.ok(!/(src|href)=|@import|url\(/.test(htmlOf(hostile).replaceAll('src=x', '')));
  });
});
