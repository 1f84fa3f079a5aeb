import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSER_RULES } from '../../../extension/cookies/browser-rules.ts';
import { type Exercise, grade, levels } from '../../../extension/trace/lesson/exercises/exercise.ts';
import { drawKept, keptExercise } from '../../../extension/trace/lesson/exercises/kept-exercise.ts';
import { makeExercise } from '../../../extension/trace/lesson/exercises/make-exercise.ts';
import { EXERCISE_TIME } from '../../../extension/trace/lesson/exercises/scenes.ts';
import { drawSent, sentExercise } from '../../../extension/trace/lesson/exercises/sent-exercise.ts';
import { makeServerExercise, type ServerExercise } from '../../../extension/trace/lesson/exercises/server-exercise.ts';
import { seededRandom } from '../../../extension/trace/lesson/random.ts';
import { plainlyKept, plainlySent } from './plain-browser.ts';
import { english } from './reading.ts';

const rules = BROWSER_RULES.chromium;
const EACH = 5_000;

const nameOf = (text: string): string => text.split('=')[0] ?? '';

describe('10,000 exercises at random', () => {
  test('5,000 of what is sent: the right answer is what a browser written from the RFC alone sends, in its order', () => {
    const sizes = new Map<number, number>();
    for (let seed = 0; seed < EACH; seed++) {
      const level = levels[seed % levels.length] ?? 1;
      const draft = drawSent(level, rules, seededRandom(seed));
      const { choices, right } = sentExercise(draft, level, rules);
      const { request } = draft.scene;
      assert.deepEqual(
        right.map((index) => nameOf(choices[index]?.text ?? '')),
        plainlySent(draft.jar, request, EXERCISE_TIME),
        `seed ${seed}: ${request.method} ${request.url} from ${request.initiator}\n${choices.map(({ text }) => text).join('\n')}`,
      );
      sizes.set(right.length, (sizes.get(right.length) ?? 0) + 1);
    }
    // Exercises where nothing, or everything, is sent are the exception.
    const dull = (sizes.get(0) ?? 0) + (sizes.get(4) ?? 0);
    assert.ok(dull < EACH / 100, `${dull} of ${EACH}`);
  });

  test('5,000 of what is kept: the right answer is what that browser keeps', () => {
    for (let seed = 0; seed < EACH; seed++) {
      const level = levels[seed % levels.length] ?? 1;
      const draft = drawKept(level, rules, seededRandom(seed));
      const { right } = keptExercise(draft, level, rules);
      const { url } = draft.scene.request;
      const kept = draft.lines.flatMap((line, index) => (plainlyKept(line, url, EXERCISE_TIME) ? [index] : []));
      assert.deepEqual(right, kept, `seed ${seed}: ${url}\n${draft.lines.join('\n')}`);
    }
  });
});

function exercises(count: number): Exercise[] {
  return levels.flatMap((level) =>
    Array.from({ length: count }, (_, number) => makeExercise({ seed: 7, number, level, rules })),
  );
}

describe('an exercise', () => {
  test('is the same for the same seed, and another for another', () => {
    const made = (seed: number) => JSON.stringify(makeExercise({ seed, number: 3, level: 2, rules }));
    assert.equal(made(1), made(1));
    assert.notEqual(made(1), made(2));
  });

  test('takes what is sent and what is kept by turns, and explains every choice by a rule', () => {
    assert.deepEqual(
      [0, 1, 2].map((number) => makeExercise({ seed: 1, number, level: 1, rules }).kind),
      ['sent', 'kept', 'sent'],
    );
    for (const { choices } of exercises(100))
      for (const { why } of choices) {
        assert.ok(why.length > 0);
        assert.ok(!why.map(english).join(' ').includes('The rules name no reason'));
      }
  });

  test('asks of a level what belongs to it', () => {
    const texts = (level: 1 | 2 | 3) =>
      Array.from({ length: 300 }, (_, number) => makeExercise({ seed: 3, number, level, rules }))
        .flatMap(({ choices }) => choices.map(({ text }) => text))
        .join('\n');
    assert.doesNotMatch(texts(1), /Secure|SameSite=(None|Strict)|__|Partitioned/);
    assert.match(texts(2), /__Host-/);
    assert.doesNotMatch(texts(2), /Partitioned/);
    assert.match(texts(3), /Partitioned/);
  });

  test('is graded: right, a wrong tick, one left out, the right ones in another order', () => {
    const exercise = exercises(60).find(({ kind, right }) => kind === 'sent' && right.length === 2);
    assert.ok(exercise !== undefined);
    const [first = -1, second = -1] = exercise.right;
    const out = exercise.choices.findIndex(({ holds }) => !holds);
    assert.deepEqual(grade(exercise, [first, second]), { right: true, wrong: [], orderWrong: false });
    assert.deepEqual(grade(exercise, [second, first]), { right: false, wrong: [], orderWrong: true });
    assert.deepEqual(grade(exercise, [first]), { right: false, wrong: [second], orderWrong: false });
    assert.deepEqual(grade(exercise, [first, second, out]), { right: false, wrong: [out], orderWrong: false });
  });

  test('of what is kept has no order', () => {
    const exercise = exercises(60).find(({ kind, right }) => kind === 'kept' && right.length > 1);
    assert.ok(exercise !== undefined);
    assert.equal(grade(exercise, exercise.right.toReversed()).right, true);
  });
});

/** What a server does that keeps to the rules of the companion, decided from the exercise's text alone. */
function plainServer({ cookie, store, path }: ServerExercise): string {
  const sid = (cookie ?? '')
    .split('; ')
    .find((pair) => pair.startsWith('sid='))
    ?.slice(4);
  const session = store.find(({ id, over }) => id === sid && !over);
  if (session === undefined) return 'create';
  return path === '/login' ? 'rotate' : path === '/logout' ? 'wipe' : 'resume';
}

test('2,000 exercises of the server: the right answer is offered, and is what a plain server does', () => {
  const seen = new Set<string>();
  for (let number = 0; number < 2_000; number++) {
    const exercise = makeServerExercise(11, number);
    assert.equal(exercise.right, plainServer(exercise), JSON.stringify(exercise));
    assert.ok(exercise.options.some(({ action }) => action === exercise.right));
    assert.equal(new Set(exercise.options.map(({ said }) => english(said))).size, 4);
    seen.add(exercise.why.key);
  }
  assert.equal(seen.size, 7, [...seen].join(' '));
});
