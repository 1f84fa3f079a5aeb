import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { GREATEST_SEED } from '../../../extension/trace/lesson/class-results.ts';
import { isStep, type LessonRow, type StepRow } from '../../../extension/trace/lesson/lesson-rows.ts';
import type { QuizQuestion } from '../../../extension/trace/lesson/question.ts';
import { makeQuiz, quizSeed } from '../../../extension/trace/lesson/quiz.ts';
import { cookieOf, lessonStory, Story } from '../story.ts';
import { english, type Lesson, lessonOf } from './reading.ts';
import { A, elevenVisits, kept, logsIn, logsOut, replaces, tourStory } from './stories.ts';

function questions(lesson: Lesson, seed = 1, length = 5): readonly QuizQuestion[] {
  const quiz = makeQuiz(lesson.rows, { seed, length });
  return quiz.kind === 'ready' ? quiz.questions : [];
}

const stepRows = (rows: readonly LessonRow[]): StepRow[] => rows.filter(isStep);

/** Whether the trace itself makes an answer true: derived again from the entries and sessions, not from the quiz. */
function isTrue({ trace, thread, rows }: Lesson, question: QuizQuestion, value: string): boolean {
  const entry = trace.entries.find(({ id }) => `entry:${id}` === question.row);
  const effect = entry?.effects.find((one) => one.thread === thread);
  const session = thread.sessions.find(({ number }) => question.id.endsWith(`:${number}`));
  switch (question.kind) {
    case 'count-at':
      return entry?.counts.some(({ count }) => String(count) === value) === true;
    case 'before-at':
      return stepRows(rows).some(({ key, countBefore }) => key === question.row && String(countBefore) === value);
    case 'created-at':
      return String(session?.createdBy?.step) === value;
    case 'sent-at':
      return value === (effect?.before === undefined ? 'none' : String(effect.before.number));
    case 'action-at':
      return effect?.action === value;
    case 'fate-of':
      return (session?.end?.cause ?? 'alive') === value;
    case 'why-new': {
      const started = entry?.startedDateTime ?? 0;
      const refused = trace.entries
        .filter((one) => one.effects.some((other) => other.thread === thread && other.action === 'refused'))
        .map((one) => ({ time: one.startedDateTime, cause: 'refused' }));
      const ended = thread.sessions.flatMap(({ end }) =>
        end === undefined || end.cause === 'rotated' || end.cause === 'replaced' ? [] : [end],
      );
      const before = [...refused, ...ended]
        .filter(({ time }) => time < started)
        .sort((one, other) => one.time - other.time);
      return (before.at(-1)?.cause ?? 'first') === value;
    }
    case 'set-cookie': {
      const asked = trace.entries.find((one) => String(one.step) === value);
      return asked?.setCookies.some(({ identity }) => identity.name === thread.name) === true;
    }
  }
}

function verify(lesson: Lesson, question: QuizQuestion): void {
  const text = `${english(question.ask)} ${question.options.map(({ said }) => english(said)).join(' | ')}`;
  assert.ok(question.options.length >= 3 && question.options.length <= 4, text);
  assert.equal(new Set(question.options.map(({ value }) => value)).size, question.options.length, text);
  assert.equal(new Set(question.options.map(({ said }) => english(said))).size, question.options.length, text);
  const right = question.options.flatMap(({ value }, index) => (isTrue(lesson, question, value) ? [index] : []));
  assert.deepEqual(right, [question.right], text);
  assert.ok(
    lesson.rows.some(({ key }) => key === question.row),
    text,
  );
  for (const sentence of [question.hint, ...question.explain]) assert.ok(english(sentence).length > 0);
}

/** Things that can happen to one session, in any order: a random life. */
const acts = fc.array(
  fc.constantFrom(
    'visit',
    'visit',
    'peek',
    'delete',
    'logout',
    'login',
    'forget',
    'restore',
    'expire',
    'refuse',
    'fail',
    'cross',
    'wait',
  ),
  { minLength: 1, maxLength: 24 },
);

function live(things: readonly string[]): Story {
  const story = new Story().started();
  let id: string | undefined;
  let last: string | undefined;
  let count = 0;
  let made = 0;
  const next = (): string => `id${String(++made).padStart(6, '0')}abcdefGHIJKLmnop`;
  const create = (): void => {
    id = next();
    count = 1;
    story.creates('sid', id);
  };
  for (const thing of things) {
    if (thing === 'wait') story.wait(20_000);
    else if (thing === 'refuse' && id === undefined)
      story.visits('/', undefined, { setCookie: [`sid=${next()}; SameSite=None`], count: 1 });
    else if (thing === 'restore' && id === undefined && last !== undefined) {
      story.userRestores(cookieOf('sid', last));
      id = last;
    } else if (id === undefined) create();
    else if (thing === 'visit') story.counts('sid', id, ++count);
    else if (thing === 'peek') story.counts('sid', id, count, '/session');
    else if (thing === 'fail') story.asks('/', { cookie: `sid=${id}` }).fails();
    else if (thing === 'cross') {
      const cookie = `sid=${id}`;
      const asked = [story.asks('/', { cookie }), story.asks('/', { cookie })];
      for (const one of asked.reverse()) one.responds({ count: ++count }).completes();
    } else if (thing === 'delete') {
      story.userDeletes(cookieOf('sid', id));
      last = id;
      id = undefined;
    } else if (thing === 'expire') {
      story.loses(cookieOf('sid', id), 'expired');
      [id, last] = [undefined, undefined];
    } else if (thing === 'logout') {
      logsOut(story, id);
      [id, last] = [undefined, undefined];
    } else if (thing === 'login') {
      const rotated = next();
      logsIn(story, id, rotated, count);
      id = rotated;
    } else if (thing === 'forget') {
      const replaced = next();
      replaces(story, id, replaced);
      [id, count] = [replaced, 1];
    }
  }
  return story;
}

describe('the quiz', () => {
  test('is the same for the same seed and another for another', () => {
    const lesson = lessonOf(lessonStory());
    assert.deepEqual(questions(lesson, 7), questions(lesson, 7));
    assert.notDeepEqual(questions(lesson, 7), questions(lesson, 8));
  });

  test('is another one in each turn of a class, and the same one for everyone in it', () => {
    const lesson = lessonOf(elevenVisits());
    const ofTurn = (number: number, turn: number) => JSON.stringify(questions(lesson, quizSeed(number, turn)));
    const turns = [0, 1, 2, 3].map((turn) => ofTurn(4711, turn));
    assert.equal(new Set(turns).size, 4);
    assert.deepEqual(
      turns,
      [0, 1, 2, 3].map((turn) => ofTurn(4711, turn)),
    );
    // No class begins with what another one is asked later.
    const seeds = [0, 1, GREATEST_SEED].flatMap((number) => [0, 1, 2].map((turn) => quizSeed(number, turn)));
    assert.equal(new Set(seeds).size, seeds.length);
    assert.equal(quizSeed(4711, 0), 4711);
  });

  test('asks five questions of the lesson, of different kinds, each once', () => {
    for (let seed = 0; seed < 50; seed++) {
      const asked = questions(lessonOf(elevenVisits()), seed);
      assert.equal(asked.length, 5);
      assert.equal(new Set(asked.map(({ kind }) => kind)).size, 5);
    }
  });

  test('asks in words made from the trace, with a hint and an explanation', () => {
    const all = questions(lessonOf(elevenVisits()), 3, 100);
    const question = all.find(({ id }) => id === 'fate-of:1');
    assert.ok(question !== undefined);
    assert.equal(english(question.ask), 'What became of #1 after its last request, step 7?');
    assert.equal(english(question.options[question.right]?.said ?? question.ask), 'deleted by you');
    assert.equal(english(question.hint), 'Look for the exit row of #1.');
    assert.equal(question.explain.map(english)[0], 'Session #1 ended in this browser: you deleted its cookie.');
    const count = all.find(
      ({ id }) => id.startsWith('count-at') && id === `count-at:${all.find(({ kind }) => kind === 'count-at')?.row}`,
    );
    assert.ok(count !== undefined);
    assert.match(english(count.ask), /^Which count did the server report at step \d+\?$/);
  });

  test('says what to do next when the trace is too short', () => {
    const next = (rows: readonly LessonRow[]): string => {
      const quiz = makeQuiz(rows, { seed: 1 });
      return quiz.kind === 'too-short' ? english(quiz.next) : 'ready';
    };
    assert.match(next([]), /^There is nothing to ask yet\. Open a page/);
    assert.match(next(lessonOf(new Story().started().creates('sid', A)).rows), /too short .* still needed: 2\.$/);
    assert.equal(next(lessonOf(elevenVisits()).rows), 'ready');
  });

  test('has exactly one right answer to every question of every fixed story', () => {
    for (const story of [lessonStory(), elevenVisits(), tourStory()]) {
      const lesson = lessonOf(story);
      const all = questions(lesson, 5, 1000);
      assert.ok(all.length > 20);
      assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
      for (const question of all) verify(lesson, question);
    }
  });

  test('has exactly one right answer to every question of every random life', () => {
    let asked = 0;
    fc.assert(
      fc.property(acts, fc.integer(), (things, seed) => {
        const story = live(things);
        if (!story.events.some(({ kind }) => kind === 'response')) return;
        const lesson = lessonOf(story);
        for (const question of questions(lesson, seed, 1000)) {
          verify(lesson, question);
          asked += 1;
        }
      }),
      { numRuns: 300 },
    );
    assert.ok(asked > 1000, `only ${asked} questions were asked`);
  });

  test('does not ask which of two counts is right when two sources disagree', () => {
    const story = elevenVisits();
    story.visits('/', undefined, { setCookie: [kept('oooo1111PPPP2222qqqq3333')], count: 1 });
    const url = 'http://localhost:3000/';
    story.add({ kind: 'count', tabId: 1, url, count: 99, source: 'page', pattern: 'p', text: 'Visit count: 99' });
    const lesson = lessonOf(story);
    const last = stepRows(lesson.rows).at(-1);
    assert.ok(!questions(lesson, 1, 1000).some(({ id }) => id === `count-at:${last?.key}`));
  });
});
