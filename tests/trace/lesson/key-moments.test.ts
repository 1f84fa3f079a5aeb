import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { keyMoments } from '../../../extension/trace/lesson/key-moments.ts';
import { isStep } from '../../../extension/trace/lesson/lesson-rows.ts';
import { cookieOf, lessonStory, Story } from '../story.ts';
import { english, lessonOf } from './reading.ts';
import { A, B, C, elevenVisits, kept, logsOut, replaces, tourStory } from './stories.ts';

/** The kinds with the row that each is linked to. */
function raised(story: Story): string[] {
  const lesson = lessonOf(story);
  return keyMoments(lesson).map(({ kind, row }) => {
    const at = lesson.rows.find(({ key }) => key === row);
    assert.ok(at !== undefined, `${kind} is linked to a row that is there`);
    return `${kind} @ ${isStep(at) ? at.number : `end #${at.session.number}`}`;
  });
}

const answers = (story: Story, kind: string): string[] =>
  keyMoments(lessonOf(story))
    .filter((moment) => moment.kind === kind)
    .flatMap(({ ask, answer }) => [ask, ...answer].map(english));

describe('the key moments', () => {
  test('of the lesson are raised once each, by the row that first caused them', () => {
    assert.deepEqual(raised(lessonStory()), [
      'created-first @ 1',
      'stops @ 1',
      'remembered @ 2',
      'end-user @ end #1',
      'created-user @ 5',
      'rotated @ 6',
    ]);
    assert.deepEqual(raised(elevenVisits()), [
      'created-first @ 1',
      'stops @ 1',
      'remembered @ 2',
      'end-user @ end #1',
      'created-user @ 8',
    ]);
  });

  test('answer in words made from the trace', () => {
    assert.deepEqual(answers(lessonStory(), 'remembered'), [
      'How did the server remember you at step 2, to answer with 2?',
      'The browser sent the id of #1 in its Cookie header. Under this id the server found the count 1, and raised it.',
      'The count itself lives on the server. The browser carries the id alone.',
    ]);
    assert.deepEqual(answers(lessonStory(), 'created-user').slice(0, 2), [
      'Why was a new session made at step 5?',
      'You had deleted the cookie, so the browser had no id to send.',
    ]);
  });

  test('of one plain first visit are that visit alone', () => {
    assert.deepEqual(raised(new Story().started().creates('sid', A)), ['created-first @ 1', 'stops @ 1']);
  });

  test('include an expired cookie, and the new session that follows', () => {
    const story = new Story().started('firefox');
    const expires = story.time + 1_006 + 10_000;
    story.asks('/').responds({ setCookie: [`sid=${A}; Path=/; HttpOnly; Max-Age=10`], count: 1 });
    story.stores(cookieOf('sid', A, { session: false, expirationDate: expires / 1000 }));
    story.wait(15_000).creates('sid', B);
    const kinds = raised(story);
    assert.ok(kinds.includes('end-expired @ end #1'));
    assert.ok(kinds.includes('created-expired @ 2'));
  });

  test('include a logout and the new session after it', () => {
    const story = logsOut(new Story().started().creates('sid', A), A).creates('sid', B);
    assert.deepEqual(raised(story), ['created-first @ 1', 'stops @ 1', 'end-server @ end #1', 'created-server @ 3']);
  });

  test('include an id that the server did not know, and one whose count began again', () => {
    assert.deepEqual(raised(replaces(new Story().started().creates('sid', A), A, B)).slice(1), [
      'stops @ 1',
      'replaced @ 2',
    ]);
    const restarted = new Story().started().creates('sid', A).counts('sid', A, 2).counts('sid', A, 1);
    assert.equal(raised(restarted).at(-1), 'restarted @ 3');
  });

  test('include a refused cookie and the new session that it cost', () => {
    const story = new Story().started();
    for (const value of [A, B]) story.visits('/', undefined, { setCookie: [`sid=${value}; SameSite=None`], count: 1 });
    assert.deepEqual(raised(story), ['refused @ 1']);
    story.creates('sid', C);
    assert.deepEqual(raised(story).slice(1), ['created-refused @ 3', 'stops @ 3']);
    assert.deepEqual(answers(story, 'refused').slice(2), ['SameSite=None needs Secure beside it.']);
  });

  test('include a deletion that was undone once the session has gone on, not before', () => {
    const story = new Story().started().creates('sid', A);
    story.userDeletes(cookieOf('sid', A)).userRestores(cookieOf('sid', A));
    assert.deepEqual(raised(story), ['created-first @ 1', 'stops @ 1']);
    assert.deepEqual(raised(story.counts('sid', A, 2)), [
      'created-first @ 1',
      'stops @ 1',
      'undone @ end #1',
      'remembered @ 2',
    ]);
  });

  test('include two tabs that share a session, and another jar that does not', () => {
    const story = new Story().started().creates('sid', A);
    assert.ok(!raised(story).some((kind) => kind.startsWith('tabs')));
    story.visits('/', `sid=${A}`, { count: 2 }, { tabId: 2 });
    assert.ok(raised(story).includes('tabs @ 2'));
    assert.ok(!raised(story).some((kind) => kind.startsWith('other-store')));
    story.visits('/', undefined, { setCookie: [kept(B)], count: 1 }, { storeId: '1', tabId: 3 });
    assert.ok(raised(story).includes('other-store @ 2'));
  });

  test('include parallel requests that counted right, and ones that lost a visit, only when they crossed', () => {
    const crossing = (counts: readonly number[]): string[] => {
      const story = new Story().started().creates('sid', A);
      const asked = counts.map(() => story.asks('/', { cookie: `sid=${A}` }));
      asked.forEach((one, index) => one.responds({ count: counts[index] ?? 0 }).completes());
      return raised(story).filter((kind) => kind.startsWith('parallel'));
    };
    assert.deepEqual(crossing([2, 4, 3]), ['parallel-right @ 4']);
    assert.deepEqual(crossing([2, 2, 3]), ['parallel-lost @ 4']);
    const apart = new Story().started().creates('sid', A).counts('sid', A, 2).counts('sid', A, 2);
    assert.ok(!raised(apart).some((kind) => kind.startsWith('parallel')));
  });

  test('include parallel first requests that each got a session', () => {
    const story = new Story().started();
    const [one, two] = [story.asks('/a'), story.asks('/b')];
    one.responds({ setCookie: [kept(A)], count: 1 });
    story.stores(cookieOf('sid', A));
    two.responds({ setCookie: [kept(B)], count: 1 });
    story.loses(cookieOf('sid', A), 'overwrite').stores(cookieOf('sid', B));
    one.completes();
    two.completes();
    assert.ok(raised(story).includes('created-parallel @ 2'));
  });

  test('are never raised twice, however long the story', () => {
    const kinds = keyMoments(lessonOf(tourStory())).map(({ kind }) => kind);
    assert.equal(new Set(kinds).size, kinds.length);
  });
});
