import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { exitAhead } from '../../../extension/trace/lesson/exit-ahead.ts';
import { type LessonDocument, markdownOf } from '../../../extension/trace/lesson/lesson-document.ts';
import { isStep } from '../../../extension/trace/lesson/lesson-rows.ts';
import { htmlOf } from '../../../extension/trace/lesson/page/page-html.ts';
import { sessionRules } from '../../../extension/trace/lesson/session-rules.ts';
import { transcript } from '../../../extension/trace/lesson/transcript.ts';
import { whyAnswer, whyPair } from '../../../extension/trace/lesson/why-sessions.ts';
import { cookieOf, lessonStory, Story } from '../story.ts';
import { english, lessonOf } from './reading.ts';
import { A, B, elevenVisits, logsOut, replaces } from './stories.ts';

/** The five rules: the row that shows each, and how. */
function shown(story: Story): string[] {
  const { rows } = lessonOf(story);
  return sessionRules(rows).map(({ row, shown }) => {
    const at = rows.find(({ key }) => key === row);
    const where = at === undefined ? 'no row' : isStep(at) ? `row ${at.number}` : `end #${at.session.number}`;
    return `${where}: ${english(shown)}`;
  });
}

function paragraph(story: Story): string {
  return transcript(lessonOf(story).rows).map(english).join(' ');
}

describe('the five rules', () => {
  test('are each tied to a row of the lesson', () => {
    assert.deepEqual(shown(lessonStory()), [
      'row 1: Step 1 began session #1.',
      'row 2: Step 2 carried the id of #1.',
      'row 7: Step 7 found the count 2 and made it 3.',
      'row 6: At step 6 the server gave #2 a new id, #3.',
      'end #1: Session #1 ended in this browser: you deleted its cookie.',
    ]);
  });

  test('say what to do for what the trace does not show yet', () => {
    assert.deepEqual(shown(new Story().started().creates('sid', A)), [
      'row 1: Step 1 began session #1.',
      'no row: Not seen yet. Reload the page.',
      'no row: Not seen yet. Visit a page that counts twice.',
      'no row: Not seen yet. Log in on the companion, or let it forget the session.',
      'no row: If the visitor stops or #1 expires: no further response.',
    ]);
  });

  test('name a replaced id, too', () => {
    const story = new Story().started().creates('sid', A);
    assert.equal(shown(replaces(story, A, B))[3], 'row 2: At step 2 the server did not know #1 and made #2.');
  });
});

describe('the transcript', () => {
  test('says eleven visits in one paragraph, what repeats in one sentence', () => {
    assert.equal(
      paragraph(elevenVisits()),
      'At 18:02:12 a request came without an id: the server met a stranger, made session #1 and gave the browser its id. ' +
        'The browser sent the id with the next 6 requests by itself, and the count of #1 rose to 7. ' +
        'Session #1 ended in this browser: you deleted its cookie. ' +
        'At 18:03:21 a request came without an id: the server met a stranger, made session #2 and gave the browser its id. ' +
        'The browser sent the id with the next 3 requests by itself, and the count of #2 rose to 4. ' +
        'Now the browser holds #2, and its next request will carry that id.',
    );
  });

  test('says a logout, and that nothing is held after it', () => {
    const text = paragraph(logsOut(new Story().started().creates('sid', A), A));
    assert.match(text, /the server ended the session and took its cookie back\./);
    assert.match(text, /Now the browser holds no id: its next request will be a stranger’s\.$/);
  });

  test('is empty without rows', () => {
    assert.deepEqual(transcript([]), []);
  });
});

describe('the end that lies ahead', () => {
  test('stands below a living session, and says how long the browser keeps the cookie', () => {
    const story = new Story().started();
    story.asks('/').responds({ setCookie: [`sid=${A}; Path=/; Max-Age=60`], count: 1 });
    story.stores(cookieOf('sid', A, { session: false, expirationDate: story.time / 1000 + 60 }));
    const ahead = exitAhead(lessonOf(story).rows);
    assert.equal(ahead?.session.number, 1);
    assert.match(ahead?.means.map(english).join(' ') ?? '', /The browser keeps the cookie until 18:03:12\./);
    const plain = exitAhead(lessonOf(elevenVisits()).rows);
    assert.equal(plain?.session.number, 2);
    assert.match(plain?.means.map(english).join(' ') ?? '', /until it is closed/);
  });

  test('is not there once the session has ended', () => {
    assert.equal(exitAhead(lessonOf(logsOut(new Story().started().creates('sid', A), A)).rows), undefined);
  });
});

describe('why sessions matter', () => {
  test('is shown by the first two requests, which differ by their Cookie line', () => {
    const pair = whyPair(lessonOf(elevenVisits()).rows);
    assert.deepEqual([pair?.first.cookie, pair?.second?.cookie], [undefined, 'sid=aaaa…CCC']);
    assert.equal(pair?.first.setCookie, 'sid=aaaa…CCC; Path=/; HttpOnly; SameSite=Lax');
    assert.equal(pair?.second?.setCookie, undefined);
    assert.match(
      english(whyAnswer(pair)),
      /^Without an id, step 1 was a stranger’s\. Step 2 carried one more line, Cookie,/,
    );
  });

  test('asks for the second request, and for the first', () => {
    const one = whyPair(lessonOf(new Story().started().creates('sid', A)).rows);
    assert.match(english(whyAnswer(one)), /^Step 1 was a stranger’s\. Reload/);
    assert.match(english(whyAnswer(undefined)), /^Open a watched page/);
  });
});

const hostile: LessonDocument = {
  language: 'en',
  title: '<script>alert(1)</script> & "a" | b',
  note: '*note*',
  contents: '"><script>',
  why: { title: 'Why', question: '<b>', requests: [{ title: '<b>', lines: ['<script>'] }], answer: '<img>' },
  words: { title: 'Words', items: [{ term: '<b>', meaning: '<img>' }] },
  snapshotTitle: 'Snapshot',
  snapshot: ['one [link](javascript:1)'],
  tableTitle: 'Table',
  head: ['A', 'B', 'C'],
  rows: [
    { kind: 'step', cells: ['1', 'x | y', '`z`'] },
    { kind: 'exit', cells: ['ended\nhere', 'so'] },
  ],
  flow: {
    title: 'Flow',
    caption: '<b>bold</b>',
    browser: '<b>',
    server: 'Server',
    places: [{ place: 'request', number: 1, title: '<b>', status: 'done', values: ['<img src=x onerror=alert(2)>'] }],
    path: ['request', 'check'],
  },
  code: {
    title: 'Code',
    caption: '',
    lines: [
      { code: '<script>', values: '<b>', lit: true },
      { words: '<b>', values: '', lit: false },
    ],
    note: '<b>',
  },
  tracker: { title: 'Tracker', head: ['<b>'], rows: [['<b>', '<img>']] },
  chart: { chart: { lines: [], steps: [1], ticks: [0, 1] }, label: '"><script>' },
  quiz: {
    title: 'Quiz',
    questions: [{ ask: '<b>', options: ['<b>', 'b'], right: 1, explain: '<script>' }],
    marks: { right: '<b>', wrong: 'no' },
    answersTitle: '<b>',
  },
  momentsTitle: 'Moments',
  moments: [{ ask: 'Why?', answer: '</dd><img src=x onerror=alert(1)>' }],
  storyTitle: 'Story',
  story: "it's <b>bold</b>",
};

describe('the saved page and the copied Markdown', () => {
  test('write foreign text as text', () => {
    const html = htmlOf(hostile);
    assert.ok(!/<script|<img|<b>(?!1 )/.test(html));
    assert.ok(html.includes('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;a&quot; | b'));
    assert.ok(html.includes("default-src 'none'"));
    const markdown = markdownOf(hostile);
    assert.ok(!/<script|<img|<b>|\[link\]\(/.test(markdown.replaceAll('\\<', '').replaceAll('\\[', '')));
    assert.ok(markdown.includes('| 1 | x \\| y | \\`z\\` |'));
    assert.ok(markdown.includes('|  | **ended here so** |  |'));
  });

  test('name no person, no issue and no link of a tracker, and every kind of line break stays inside its line', () => {
    const foreign = '- @someone #12 https://a.test www.a.test &#64;all\r1. x\u2028# y\u202e';
    const markdown = markdownOf({ ...hostile, story: foreign });
    const line = markdown.split(/\r\n|[\n\r\u2028\u2029]/).find((one) => one.includes('someone')) ?? '';
    assert.equal(line, '\\- @\u200bsomeone \\#\u200b12 https\\://a.test www\\.a.test \\&\\#\u200b64;all 1. x \\# y ');
  });

  test('need nothing from anywhere else', () => {
    assert.ok(!/src=|href="(?!#part-\d+")|@import|url\((?!#tip\))/.test(htmlOf(hostile).replaceAll('src=x', '')));
  });
});
