import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate as settled } from 'node:timers/promises';
import { signal } from '@preact/signals-core';
import { makeQuiz } from '../../extension/trace/lesson/quiz.ts';
import { keepProgress } from '../../extension/ui/lesson/kept-progress.ts';
import { createLessonProgress, quizScore } from '../../extension/ui/lesson/lesson-progress.ts';
import type { WayId } from '../../extension/ui/lesson/way-id.ts';
import type { SharedMemory } from '../../extension/ui/model/kept.ts';
import { lessonOf } from '../trace/lesson/reading.ts';
import { lessonStory } from '../trace/story.ts';

/** A memory that several surfaces share, as `storage.session` does. */
class Memory {
  json = 'null';
  readonly #watchers = new Map<SharedMemory, (written: unknown) => void>();

  surface(): SharedMemory {
    const own: SharedMemory = {
      read: async () => JSON.parse(this.json),
      write: async (written) => {
        this.json = JSON.stringify(written);
        for (const [surface, notify] of this.#watchers) if (surface !== own) notify(JSON.parse(this.json));
      },
      watch: (notify) => void this.#watchers.set(own, notify),
    };
    return own;
  }
}

/** The lesson's progress on a surface that has just been opened. */
async function opened(memory: Memory, seed = 7) {
  const progress = createLessonProgress(seed);
  const way = signal<WayId>('watch');
  const resumed = keepProgress(memory.surface(), progress, way);
  await settled();
  return { progress, way, resumed };
}

const { rows, thread } = lessonOf(lessonStory());
const quiz = makeQuiz(rows, { seed: 1 });

describe('the progress of the lesson', () => {
  test('is there again after a reload, each way’s own', async () => {
    const memory = new Memory();
    const { progress, way, resumed } = await opened(memory);
    assert.equal(resumed.value, false);
    way.value = 'quiz';
    progress.looked.value = new Set(['entry:1', 'entry:2']);
    progress.read.value = true;
    progress.ticked.value = new Set(['visit', 'login']);
    progress.causes.value = new Set(['deploy', 'tabs']);
    progress.fixed.value = new Set(['deploy']);
    progress.quiz.value = { quiz, turn: 0, at: 2, right: 1, picked: 1, checked: true };
    progress.prediction.value = {
      said: { after: 'entry:2', sendsId: true, outcome: 'goes-on', count: 3 },
      counted: true,
    };
    progress.predicted.value = { answered: 3, right: 2 };
    progress.browser.value = { answered: 9, right: 4 };
    progress.server.value = { answered: 1, right: 1 };
    progress.level.value = 3;
    progress.seed.value = 4711;
    progress.classSeed.value = 4711;
    progress.saved.value = true;

    const again = await opened(memory, 8);
    assert.equal(again.resumed.value, true);
    assert.equal(again.way.value, 'quiz');
    for (const [name, { value }] of Object.entries(progress)) {
      if (name === 'quiz') continue;
      assert.deepEqual(again.progress[name as keyof typeof progress].value, value, name);
    }
    const round = again.progress.quiz.value;
    assert.deepEqual([round?.at, round?.right, round?.picked, round?.checked], [2, 1, 1, true]);
    const asks = (one: typeof round) =>
      one?.quiz.kind === 'ready' && one.quiz.questions.map(({ id, right }) => [id, right]);
    assert.deepEqual(asks(round), asks(progress.quiz.value));
  });

  test('counts an answer of the quiz once it is checked, not when the next question is asked for', () => {
    assert.deepEqual(quizScore({ quiz, turn: 0, at: 2, right: 1, picked: 1 }), { answered: 2, right: 1 });
    assert.deepEqual(quizScore({ quiz, turn: 0, at: 2, right: 2, picked: 1, checked: true }), {
      answered: 3,
      right: 2,
    });
    assert.deepEqual(quizScore({ quiz: makeQuiz([], { seed: 1 }), turn: 0, at: 0, right: 0 }), {
      answered: 0,
      right: 0,
    });
  });

  test('keeps no id that anyone could use', async () => {
    const memory = new Memory();
    const { progress } = await opened(memory);
    assert.ok(thread.sessions.some(({ id }) => JSON.stringify(quiz).includes(id)));
    progress.quiz.value = { quiz, turn: 0, at: 0, right: 0 };
    for (const { id, value } of thread.sessions) assert.ok(!memory.json.includes(id) && !memory.json.includes(value));
  });

  test('goes on where two surfaces are open, each on its own way', async () => {
    const memory = new Memory();
    const panel = await opened(memory);
    const tab = await opened(memory);
    panel.progress.ticked.value = new Set(['visit']);
    tab.way.value = 'browser';
    tab.progress.browser.value = { answered: 1, right: 1 };
    panel.progress.ticked.value = new Set(['visit', 'reload']);
    for (const { progress } of [panel, tab, await opened(memory)]) {
      assert.deepEqual([...progress.ticked.value], ['visit', 'reload']);
      assert.deepEqual(progress.browser.value, { answered: 1, right: 1 });
    }
    assert.equal(panel.resumed.value, false);
    assert.equal(panel.way.value, 'watch');
    assert.equal(tab.way.value, 'browser');
  });

  test('what was done before the memory answered stays', async () => {
    const memory = new Memory();
    (await opened(memory)).progress.server.value = { answered: 5, right: 5 };
    const progress = createLessonProgress(7);
    keepProgress(memory.surface(), progress, signal<WayId>('watch'));
    progress.server.value = { answered: 1, right: 0 };
    await settled();
    assert.deepEqual(progress.server.value, { answered: 1, right: 0 });
  });

  test('what was done before the memory answered takes nothing else away, here or for the next', async () => {
    const memory = new Memory();
    const first = await opened(memory);
    first.way.value = 'quiz';
    first.progress.ticked.value = new Set(['visit', 'login']);
    const [progress, way] = [createLessonProgress(7), signal<WayId>('watch')];
    const resumed = keepProgress(memory.surface(), progress, way);
    progress.looked.value = new Set(['entry:1']);
    await settled();
    for (const now of [{ progress, way, resumed }, await opened(memory)]) {
      assert.deepEqual([...now.progress.looked.value], ['entry:1']);
      assert.deepEqual([...now.progress.ticked.value], ['visit', 'login']);
      assert.equal(now.way.value, 'quiz');
      assert.equal(now.resumed.value, true);
    }
  });

  test('what another surface does while the memory is read is not taken back', async () => {
    const memory = new Memory();
    const tab = await opened(memory);
    const own = memory.surface();
    const answer = Promise.withResolvers<void>();
    const progress = createLessonProgress(7);
    const late: SharedMemory = {
      ...own,
      read: async () => {
        const found = await own.read();
        await answer.promise;
        return found;
      },
    };
    keepProgress(late, progress, signal<WayId>('watch'));
    await settled();
    tab.progress.ticked.value = new Set(['visit']);
    answer.resolve();
    await settled();
    progress.read.value = true;
    for (const now of [progress, tab.progress, (await opened(memory)).progress]) {
      assert.deepEqual([...now.ticked.value], ['visit']);
      assert.equal(now.read.value, true);
    }
  });

  test('what another version wrote in another form is left out, the rest is taken', async () => {
    const memory = new Memory();
    memory.json = JSON.stringify({
      ticked: ['visit', 'fly'],
      browser: { answered: 1, right: 2 },
      server: { answered: 2, right: 1 },
      level: 4,
      quiz: { quiz: { kind: 'ready', questions: [{ id: 1 }] }, turn: 0, at: 0, right: 0 },
      way: 'swim',
      more: true,
    });
    const { progress, way } = await opened(memory);
    assert.equal(progress.ticked.value.size, 0);
    assert.deepEqual(progress.browser.value, { answered: 0, right: 0 });
    assert.deepEqual(progress.server.value, { answered: 2, right: 1 });
    assert.equal(progress.level.value, 1);
    assert.equal(progress.quiz.value, undefined);
    assert.equal(way.value, 'watch');
  });

  test('without a memory, and with one that fails, the lesson goes on', async () => {
    const failing: SharedMemory = {
      read: () => Promise.reject(new Error('no storage')),
      write: () => Promise.reject(new Error('no storage')),
      watch: () => undefined,
    };
    for (const memory of [undefined, failing]) {
      const progress = createLessonProgress(7);
      assert.equal(keepProgress(memory, progress, signal<WayId>('watch')).value, false);
      await settled();
      progress.read.value = true;
      await settled();
      assert.equal(progress.read.value, true);
    }
  });
});
