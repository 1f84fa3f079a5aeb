import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerInSlices } from '../../../extension/trace/findings/answer.ts';
import type { Pausing } from '../../../extension/trace/findings/pausing.ts';
import { createFold } from '../../../extension/trace/fold/fold.ts';
import type { Trace } from '../../../extension/trace/model/trace.ts';
import { ownPage } from '../asks.ts';
import { Story } from '../story.ts';

const VISITS = 9_000;

/** One session that lives, and many requests that carry it. */
function longTrace(): Trace {
  const story = new Story('https://app.example').started();
  story.visits('/', undefined, { setCookie: ['sid=k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug; Path=/; Secure'] }, ownPage);
  for (let n = 0; n < VISITS; n++) story.visits(`/page/${n}`, 'sid=k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug', {}, ownPage);
  const fold = createFold();
  fold.apply(story.events);
  return fold.trace;
}

/** The most entries that one slice reads, and what all of them came to. */
function readBySlice<T>(trace: Trace, look: (trace: Trace) => Pausing<T>): { most: number; result: T } {
  let read = 0;
  const entries = new Proxy(trace.entries, {
    get(target, key, itself) {
      if (typeof key === 'string' && /^\d+$/.test(key)) read += 1;
      return Reflect.get(target, key, itself) as unknown;
    },
  });
  const work = look({ ...trace, entries });
  for (let most = 0; ; ) {
    read = 0;
    const slice = work.next();
    most = Math.max(most, read);
    if (slice.done === true) return { most, result: slice.value };
  }
}

test('no slice of an answer reads more than a part of a long trace', () => {
  const { most, result } = readBySlice(longTrace(), (trace) =>
    answerInSlices(trace, { site: 'app.example', storeId: '0' }, trace.entries),
  );
  assert.equal(result.plain, 'alive');
  assert.ok(most <= 2_100, `one slice read ${most} of ${VISITS} entries`);
});
