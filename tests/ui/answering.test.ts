import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answerOf } from '../../extension/trace/findings/answer.ts';
import type { TraceEvent } from '../../extension/trace/model/event.ts';
import { createAnswering, firstAnswer, type Looked } from '../../extension/ui/answer/answering.ts';
import { cookieOf, Story } from '../trace/story.ts';
import { givenModel } from './given-model.ts';

const SID = 'k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59Qw';
const SCOPE = { site: 'localhost' };

/** A session that was used often, and that the server then no longer knew. */
function forgotten(visits: number): Story {
  const story = new Story().started().creates('sid', SID);
  for (let visit = 1; visit < visits; visit++) story.counts('sid', SID, visit);
  story
    .asks('/cart', { cookie: `sid=${SID}` })
    .responds({ status: 401 })
    .completes({ status: 401 });
  return story;
}

/** A model that has read a story, and an answering whose clock goes on by 3 ms at each look; tasks run when they are asked to. */
async function answering({ events }: { readonly events: readonly TraceEvent[] }) {
  let time = 0;
  const tasks: (() => void)[] = [];
  const idle: (() => void)[] = [];
  const answers: Looked[] = [];
  const clock = (): number => {
    time += 3;
    return time;
  };
  const { model, give } = await givenModel({ clock: () => 0 });
  give({ events });
  const { look, stop } = createAnswering({
    source: model,
    scope: SCOPE,
    onAnswer: (answer) => answers.push(answer),
    clock,
    later: (run) => tasks.push(run),
    idle: (run) => idle.push(run),
  });
  return {
    model,
    clock,
    tasks,
    idle,
    answers,
    look,
    stop,
    give: (more: readonly TraceEvent[]) => give({ events: more }),
    /** Runs the waiting tasks to the last; how many there were. */
    runAll: (): number => {
      let ran = 0;
      for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
        task();
        ran += 1;
      }
      return ran;
    },
  };
}

/** What is shown of an answer, to compare two. */
const saidOf = (answer: Looked): unknown =>
  answer === undefined || answer === 'reading'
    ? answer
    : {
        code: answer.finding?.code,
        plain: answer.plain,
        findings: answer.findings.map(({ code, time }) => [code, time]),
      };

describe('the answer in slices', () => {
  test('is the one that all at once would give, after many short turns', async () => {
    const { model, look, answers, runAll } = await answering(forgotten(1200));
    look();
    assert.deepEqual(answers, []);
    const turns = runAll();
    assert.ok(turns > 5, `${turns} turns`);
    assert.deepEqual(answers.map(saidOf), [saidOf(answerOf(model.trace(), 'localhost', '0'))]);
  });

  test('is that of one moment: what comes meanwhile is folded when it is there', async () => {
    const story = forgotten(50);
    const before = story.events.length;
    story.userDeletes(cookieOf('sid', SID)).asks('/later').responds().completes();
    const { model, look, give, answers, runAll } = await answering({ events: story.events.slice(0, before) });
    const entries = model.trace().entries.length;
    look();
    give(story.events.slice(before));
    assert.equal(model.trace().entries.length, entries);
    runAll();
    assert.equal(answers.length, 1);
    assert.equal(model.trace().entries.length, entries + 1);
  });

  test('is looked for again in idle moments alone', async () => {
    const { model, look, answers, idle, tasks, runAll } = await answering(forgotten(1200));
    look();
    assert.equal(idle.length, 0);
    runAll();
    look();
    assert.deepEqual([tasks.length, idle.length], [0, 1], 'nothing is done before the first idle moment');
    let moments = 0;
    for (let run = idle.shift(); run !== undefined; run = idle.shift()) {
      run();
      moments += 1;
    }
    assert.ok(moments > 5, `${moments} moments`);
    assert.deepEqual([tasks.length, answers.length], [0, 2]);
    assert.deepEqual(saidOf(answers[1]), saidOf(answerOf(model.trace(), 'localhost', '0')));
  });

  test('lets the rows go on where it is no longer wanted', async () => {
    const story = forgotten(50);
    const before = story.events.length;
    story.asks('/later').responds().completes();
    const { model, look, stop, give, answers, runAll } = await answering({ events: story.events.slice(0, before) });
    const entries = model.trace().entries.length;
    look();
    give(story.events.slice(before));
    stop();
    assert.equal(model.trace().entries.length, entries + 1);
    runAll();
    assert.deepEqual(answers, []);
  });

  test('may be that there is none, which is not the same as not yet', async () => {
    const { model, look, answers, runAll } = await answering(new Story().started());
    look();
    runAll();
    assert.deepEqual(answers, [undefined]);
    assert.equal(
      firstAnswer(model, SCOPE, () => 0),
      undefined,
    );
  });

  test('stands in the first frame where it is found in time, else the frame does not wait', async () => {
    const { model, clock } = await answering(forgotten(20));
    assert.equal(saidOf(firstAnswer(model, SCOPE, clock)), 'reading');
    assert.deepEqual(saidOf(firstAnswer(model, SCOPE, () => 0)), saidOf(answerOf(model.trace(), 'localhost', '0')));
  });
});
