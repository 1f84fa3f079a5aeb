import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerOf } from '../../../extension/trace/findings/answer.ts';
import { createFold } from '../../../extension/trace/fold/fold.ts';
import { Story } from '../story.ts';

/** How often the id is renewed: more often than functions can call each other. */
const RENEWALS = 8_000;

const idOf = (n: number): string => `k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug${String(n).padStart(6, '0')}Zv59Qw`;

test('a visitor’s id that every request renews is a visitor’s still, and its refusal no loss', () => {
  const story = new Story().started();
  for (let n = 1; n <= RENEWALS; n++) {
    const asked = story.asks('/renew', { method: 'POST', cookie: `sid=${idOf(n - 1)}` });
    asked.responds({ setCookie: [`sid=${idOf(n)}; Path=/; HttpOnly`] }).completes();
  }
  story
    .asks('/cart', { cookie: `sid=${idOf(RENEWALS)}` })
    .responds({ status: 401 })
    .completes();
  const fold = createFold();
  fold.apply(story.events);
  assert.equal(fold.trace.entries.at(-2)?.effects[0]?.action, 'rotated');
  const { finding, living } = answerOf(fold.trace, 'localhost', '0');
  assert.deepEqual([finding, living?.value], [undefined, idOf(RENEWALS)]);
});
