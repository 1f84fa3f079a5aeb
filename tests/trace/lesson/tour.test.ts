import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tourTasks } from '../../../extension/trace/lesson/tour.ts';
import { cookieOf, Story } from '../story.ts';
import { english, lessonOf } from './reading.ts';
import { A, B, elevenVisits, replaces, tourStory } from './stories.ts';

function done(story: Story): string[] {
  const { rows, thread } = lessonOf(story);
  return tourTasks(rows, thread)
    .filter((task) => task.done !== undefined)
    .map(({ id }) => id);
}

describe('the guided tour', () => {
  test('has six open tasks before the first request', () => {
    const tasks = tourTasks([], undefined);
    assert.deepEqual(
      tasks.map(({ id }) => id),
      ['visit', 'reload', 'delete', 'expire', 'login', 'forget'],
    );
    assert.ok(tasks.every((task) => task.done === undefined && task.halfway === undefined));
  });

  test('ticks each task off when the trace shows it, and not before', () => {
    assert.deepEqual(done(new Story().started().creates('sid', A)), ['visit']);
    assert.deepEqual(done(new Story().started().creates('sid', A).counts('sid', A, 2)), ['visit', 'reload']);
    assert.deepEqual(done(elevenVisits()), ['visit', 'reload', 'delete']);
    assert.deepEqual(done(tourStory()), ['visit', 'reload', 'delete', 'expire', 'login', 'forget']);
  });

  test('takes a session that ran out on the server for expired, not for forgotten', () => {
    const story = new Story().started().creates('sid', A);
    story.visits('/session/timeout', `sid=${A}`, { status: 303 }, { method: 'POST' });
    assert.deepEqual(done(replaces(story.wait(11_000), A, B)), ['visit', 'expire']);
  });

  test('does not take a session for expired that was gone before its ten seconds were over', () => {
    const story = new Story().started().creates('sid', A);
    story.visits('/session/timeout', `sid=${A}`, { status: 303 }, { method: 'POST' });
    assert.deepEqual(done(replaces(story.wait(3_000), A, B)), ['visit', 'forget']);
  });

  test('takes a cookie that expired for expired', () => {
    const story = new Story().started().creates('sid', A).loses(cookieOf('sid', A), 'expired');
    assert.deepEqual(done(story), ['visit', 'expire']);
  });

  test('does not take a forgotten session for expired, even on a short timeout', () => {
    const story = new Story().started().creates('sid', A);
    story.visits('/session/timeout', `sid=${A}`, { status: 303 }, { method: 'POST' });
    story.visits('/session', `sid=${A}`, {}, { method: 'DELETE', type: 'xmlhttprequest' });
    assert.deepEqual(done(replaces(story.wait(11_000), A, B)), ['visit', 'forget']);
  });

  test('says what is missing when half a task is done', () => {
    const story = new Story().started().creates('sid', A);
    story.visits('/session', `sid=${A}`, {}, { method: 'DELETE', type: 'xmlhttprequest' });
    const { rows, thread } = lessonOf(story);
    const task = tourTasks(rows, thread).find(({ id }) => id === 'forget');
    assert.equal(
      task?.halfway && english(task.halfway),
      'The server has forgotten the session, the browser has not. Visit again to see it.',
    );
  });

  test('does not tick a request that the server turned down', () => {
    const story = new Story().started().creates('sid', A);
    story.visits('/session/timeout', `sid=${A}`, { status: 400 }, { method: 'POST' });
    const { rows, thread } = lessonOf(story);
    assert.ok(tourTasks(rows, thread).every(({ halfway }) => halfway === undefined));
  });
});
