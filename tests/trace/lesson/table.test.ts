import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { exitBySaid, exitMeansSaid } from '../../../extension/trace/lesson/exit-words.ts';
import { isStep, type LessonRow } from '../../../extension/trace/lesson/lesson-rows.ts';
import { actionSaid, countBeforeSaid, outputSaid, sentSaid } from '../../../extension/trace/lesson/row-words.ts';
import { transcript } from '../../../extension/trace/lesson/transcript.ts';
import { cookieOf, lessonStory, Story } from '../story.ts';
import { english, lessonOf } from './reading.ts';
import { A, B, elevenVisits, kept, logsIn, logsOut, replaces } from './stories.ts';

/** A row as a reader sees it: Step | sent | before | action | output. */
function line(row: LessonRow): string {
  if (!isStep(row)) return `exit | ${english(exitBySaid(row))}`;
  const cells = [sentSaid(row), countBeforeSaid(row), actionSaid(row), outputSaid(row)].map(english);
  return [row.number, ...cells].join(' | ');
}

const table = (story: Story): string[] => lessonOf(story).rows.map(line);

describe('the execution table', () => {
  test('of the eleven-visit lesson has eleven steps and the exit between them', () => {
    assert.deepEqual(table(elevenVisits()), [
      '1 | None | None | Create new session with count=1 | 200 session-count: 1',
      '2 | Yes: #1 | 1 | Increment count to 2 | 200 session-count: 2',
      '3 | Yes: #1 | 2 | Increment count to 3 | 200 session-count: 3',
      '4 | Yes: #1 | 3 | Increment count to 4 | 200 session-count: 4',
      '5 | Yes: #1 | 4 | Increment count to 5 | 200 session-count: 5',
      '6 | Yes: #1 | 5 | Increment count to 6 | 200 session-count: 6',
      '7 | Yes: #1 | 6 | Increment count to 7 | 200 session-count: 7',
      'exit | Session #1 ended in this browser: you deleted its cookie.',
      '8 | None | None | Create new session with count=1 | 200 session-count: 1',
      '9 | Yes: #2 | 1 | Increment count to 2 | 200 session-count: 2',
      '10 | Yes: #2 | 2 | Increment count to 3 | 200 session-count: 3',
      '11 | Yes: #2 | 3 | Increment count to 4 | 200 session-count: 4',
    ]);
  });

  test('says a rotation at login, where the count goes on', () => {
    assert.deepEqual(table(lessonStory()).slice(5), [
      '5 | None | None | Create new session with count=1 | 200 session-count: 1',
      '6 | Yes: #2 | 1 | Rotate: new id, the count goes on at 2 | 303 to /',
      'exit | Session #2 goes on as session #3: the server gave it a new id.',
      '7 | Yes: #3 | 2 | Increment count to 3 | 200 session-count: 3',
    ]);
  });

  test('claims no data of a session where nothing of the answer shows that the server knew it', () => {
    const story = new Story().started().creates('sid', A);
    for (const path of ['/about', '/help'])
      story
        .asks(path, { cookie: `sid=${A}` })
        .responds()
        .completes();
    const { rows } = lessonOf(story);
    assert.match(line(rows[1] as LessonRow), /Answer; whether the server knew the id does not show/);
    const said = transcript(rows).map(english).join(' ');
    assert.match(said, /the next 2 requests; whether the server knew it each time does not show/);
    assert.doesNotMatch(said, /the server knew #/);
  });

  test('says an id that the server did not know, and its exit', () => {
    const story = replaces(new Story().started().creates('sid', A).counts('sid', A, 2), A, B);
    assert.deepEqual(table(story).slice(2), [
      '3 | Yes: #1 | None | Unknown id: create new session with count=1 | 200 session-count: 1',
      'exit | Session #1 is unknown to the server, which made session #2 in its place.',
    ]);
  });

  test('says a logout, what it means, and that nothing was counted', () => {
    const story = logsOut(new Story().started().creates('sid', A), A);
    assert.deepEqual(table(story).slice(1), [
      '2 | Yes: #1 | 1 | End: the server takes the cookie back | 200',
      'exit | Session #1 ended: the server told the browser to drop its cookie.',
    ]);
    const exit = lessonOf(story).rows.at(-1);
    assert.ok(exit?.kind === 'exit');
    assert.equal(
      english(exitMeansSaid(exit)),
      'This is what a logout looks like, or a server that does not know the id. The requests that follow go without it.',
    );
  });

  test('says a deletion that was undone', () => {
    const story = new Story().started().creates('sid', A);
    story.userDeletes(cookieOf('sid', A)).userRestores(cookieOf('sid', A)).counts('sid', A, 2);
    assert.deepEqual(table(story).slice(1), [
      'exit | Session #1 was deleted by you and restored.',
      '2 | Yes: #1 | 1 | Increment count to 2 | 200 session-count: 2',
    ]);
  });

  test('says a cookie that the browser refused', () => {
    const story = new Story().started();
    story.visits('/', undefined, { setCookie: [`sid=${A}; Path=/; SameSite=None`], count: 1 });
    assert.deepEqual(table(story), [
      '1 | None | None | Create new session with count=1; the browser refuses its cookie | 200 session-count: 1',
    ]);
  });

  test('says a cookie that was kept back', () => {
    const story = new Story().started();
    const strict = cookieOf('sid', A, { sameSite: 'strict' });
    const asked = story.asks('/').responds({ setCookie: [`sid=${A}; Path=/; HttpOnly; SameSite=Strict`], count: 1 });
    story.stores(strict);
    asked.completes();
    story.visits('/', undefined, {}, { initiator: 'http://elsewhere.test' });
    assert.equal(
      table(story)[1],
      '2 | None (kept back by the browser) | None | None: the browser kept the cookie back | 200',
    );
  });

  test('says requests that failed, wait, or never left the browser', () => {
    const story = new Story().started().creates('sid', A);
    story.asks('/', { cookie: `sid=${A}` }).fails('net::ERR_CONNECTION_REFUSED');
    story
      .asks('/', { cookie: `sid=${A}` })
      .responds({ fromCache: true })
      .completes({ fromCache: true });
    story.asks('/', { cookie: `sid=${A}` });
    assert.deepEqual(table(story).slice(1), [
      '2 | Yes: #1 | 1 | None: the request failed | Failed: net::ERR_CONNECTION_REFUSED',
      '3 | Yes: #1 | 1 | None: answered from the browser’s cache | 200',
      '4 | Yes: #1 | 1 | No response so far | Not there yet',
    ]);
  });

  test('says a count that stays, and one that begins again under the same id', () => {
    const story = new Story().started().creates('sid', A).counts('sid', A, 2).counts('sid', A, 2, '/session');
    story.counts('sid', A, 1);
    assert.deepEqual(table(story).slice(2), [
      '3 | Yes: #1 | 2 | Count stays at 2 | 200 session-count: 2',
      '4 | Yes: #1 | None | Begin again with count=1 under the same id | 200 session-count: 1',
    ]);
  });

  test('prefers the page’s own words to the header that says the same', () => {
    const story = new Story().started().creates('sid', A);
    const url = 'http://localhost:3000/';
    story.add({ kind: 'count', tabId: 1, url, count: 1, source: 'page', pattern: 'p', text: 'Visit count: 1' });
    assert.equal(table(story)[0], '1 | None | None | Create new session with count=1 | 200 Visit count: 1');
  });
});

describe('the count before', () => {
  const crossing = (counts: readonly [number, number]): string[] => {
    const story = new Story().started().creates('sid', A);
    const [one, two] = [story.asks('/', { cookie: `sid=${A}` }), story.asks('/', { cookie: `sid=${A}` })];
    two.responds({ count: counts[1] }).completes();
    one.responds({ count: counts[0] }).completes();
    return lessonOf(story)
      .rows.filter(isStep)
      .slice(1)
      .map((row) => english(countBeforeSaid(row)));
  };

  test('of requests that crossed is what each of them found, whichever response came first', () => {
    assert.deepEqual(crossing([3, 2]), ['2', '1']);
  });

  test('is the same for two requests that a server loaded and saved over one another', () => {
    assert.deepEqual(crossing([2, 2]), ['1', '1']);
  });
});

describe('the rows', () => {
  test('leave out what only carried the id, unless asked for', () => {
    const story = new Story().started().creates('sid', A);
    story.visits('/logo.png', `sid=${A}`, {}, { type: 'image' });
    assert.equal(lessonOf(story).rows.length, 1);
    assert.equal(lessonOf(story, { everyRequest: true }).rows.length, 2);
  });

  test('are the newest ones where there are more than the limit', () => {
    assert.deepEqual(
      lessonOf(elevenVisits(), { limit: 3 }).rows.map((row) => (isStep(row) ? row.number : 'exit')),
      [9, 10, 11],
    );
  });

  test('belong to one thread: another cookie store is another lesson', () => {
    const story = new Story().started().creates('sid', A);
    story.visits('/', undefined, { setCookie: [kept(B)], count: 1 }, { storeId: '1' });
    assert.equal(lessonOf(story).rows.length, 1);
  });
});

test('a login right after the first visit is a rotation: the count goes on at 1', () => {
  const story = logsIn(new Story().started().creates('sid', A), A, B, 1);
  assert.equal(table(story)[1], '2 | Yes: #1 | 1 | Rotate: new id, the count goes on at 1 | 303 to /');
});

test('an expiry that the browser reports late stands where it happened', () => {
  const story = new Story().started('firefox');
  const expires = story.time + 1_006 + 10_000;
  story.asks('/').responds({ setCookie: [`sid=${A}; Path=/; HttpOnly; Max-Age=10`], count: 1 });
  story.stores(cookieOf('sid', A, { session: false, expirationDate: expires / 1000 }));
  story.wait(15_000).creates('sid', B);
  assert.deepEqual(
    table(story).map((text) => text.split(' | ')[0]),
    ['1', 'exit', '2'],
  );
});
