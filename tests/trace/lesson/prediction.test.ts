import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judgePrediction, type Prediction } from '../../../extension/trace/lesson/prediction.ts';
import { cookieOf, Story } from '../story.ts';
import { lessonOf } from './reading.ts';
import { A, B, C, logsIn, logsOut, replaces } from './stories.ts';

/** What a story shows of a prediction that was made before its last part. */
function judged(before: Story, happens: (story: Story) => unknown, said: Omit<Prediction, 'after'>) {
  const after = lessonOf(before).rows.at(-1)?.key;
  happens(before);
  const result = judgePrediction({ ...said, ...(after !== undefined && { after }) }, lessonOf(before).rows);
  if (result === undefined) return undefined;
  const { row, ...parts } = result;
  return { step: row.number, ...parts };
}

const started = () => new Story().started().creates('sid', A);

describe('a prediction', () => {
  test('is right where id, session and count are', () => {
    const said = { sendsId: true, outcome: 'goes-on', count: 2 } as const;
    assert.deepEqual(
      judged(started(), (story) => story.counts('sid', A, 2), said),
      {
        step: 2,
        sendsId: true,
        outcome: true,
        count: true,
        right: true,
      },
    );
  });

  test('is wrong in the part that the request refutes', () => {
    const said = { sendsId: true, outcome: 'goes-on', count: 2 } as const;
    const deleted = (story: Story) => story.userDeletes(cookieOf('sid', A)).creates('sid', B);
    const result = judged(started(), deleted, said);
    assert.deepEqual(result, { step: 2, sendsId: false, outcome: false, count: false, right: false });
  });

  test('distinguishes a new id from a new session, and a logout from both', () => {
    const said = (outcome: Prediction['outcome']) => ({ sendsId: true, outcome });
    const right = (happens: (story: Story) => unknown, outcome: Prediction['outcome']) =>
      judged(started(), happens, said(outcome))?.right;
    assert.equal(
      right((story) => logsIn(story, A, C, 1), 'new-id'),
      true,
    );
    assert.equal(
      right((story) => logsIn(story, A, C, 1), 'new-session'),
      false,
    );
    assert.equal(
      right((story) => replaces(story, A, B), 'new-session'),
      true,
    );
    assert.equal(
      right((story) => logsOut(story, A), 'no-session'),
      true,
    );
  });

  test('waits for a response, and for the row that it was made after', () => {
    const said = { sendsId: true, outcome: 'goes-on' } as const;
    assert.equal(
      judged(started(), (story) => story.asks('/', { cookie: `sid=${A}` }), said),
      undefined,
    );
    assert.equal(judgePrediction({ after: 'entry:none', ...said }, lessonOf(started()).rows), undefined);
  });

  test('of the first request of all is judged by it', () => {
    const { rows } = lessonOf(started());
    assert.equal(judgePrediction({ sendsId: false, outcome: 'new-session', count: 1 }, rows)?.right, true);
  });
});
