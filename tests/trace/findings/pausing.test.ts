import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerInSlices, answersInSlices } from '../../../extension/trace/findings/answer.ts';
import { CAUSES } from '../../../extension/trace/findings/known-causes.ts';
import type { Pausing } from '../../../extension/trace/findings/pausing.ts';
import { viewSite } from '../../../extension/trace/findings/site-view.ts';
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

/** A list that counts what is read of it. */
function counted<Item>(items: readonly Item[], onRead: () => void): Item[] {
  return new Proxy([...items], {
    get(target, key, itself) {
      if (typeof key === 'string' && /^\d+$/.test(key)) onRead();
      return Reflect.get(target, key, itself) as unknown;
    },
  });
}

/** The most items that one slice of some work reads, and what all of it came to. */
function readBySlice<T>(begin: (onRead: () => void) => Pausing<T>): { most: number; result: T } {
  let read = 0;
  const work = begin(() => {
    read += 1;
  });
  for (let most = 0; ; ) {
    read = 0;
    const slice = work.next();
    most = Math.max(most, read);
    if (slice.done === true) return { most, result: slice.value };
  }
}

/** So many items may be read between two pauses. */
const MOST = 2_100;

test('no slice of an answer reads more than a part of a long trace', () => {
  const trace = longTrace();
  const { most, result } = readBySlice((onRead) => {
    const entries = counted(trace.entries, onRead);
    return answerInSlices({ trace: { ...trace, entries } }, { site: 'app.example', storeId: '0' }, entries);
  });
  assert.equal(result.plain, 'alive');
  assert.ok(most <= MOST, `one slice read ${most} of ${VISITS} entries`);
});

test('no slice of the answers of all sites reads more than a part of a long trace', () => {
  const trace = longTrace();
  const { most, result } = readBySlice((onRead) =>
    answersInSlices({ ...trace, entries: counted(trace.entries, onRead) }),
  );
  assert.deepEqual(
    result.map(({ site, plain }) => [site, plain]),
    [['app.example', 'alive']],
  );
  assert.ok(most <= MOST, `one slice read ${most} of ${VISITS} entries`);
});

/** Causes that read the address of each request, or more: that takes some µs, and a few ms for all requests. */
const THOROUGH: ReadonlySet<string> = new Set([
  'id-in-address',
  'other-host',
  'server-forgot',
  'signed-out-in-name',
  'signed-out-on-server',
  'token-expired',
]);

test('no slice of a thorough cause reads more than a part of the requests', () => {
  const trace = longTrace();
  for (const { code, find } of CAUSES.filter((cause) => THOROUGH.has(cause.code))) {
    const { most } = readBySlice(function* (onRead): Pausing<void> {
      const view = viewSite(trace, 'app.example', '0');
      const listOf = <Item>(items: readonly Item[]): Item[] => counted(items, onRead);
      const threads = view.threads.map((each) => ({ ...each, moments: listOf(each.moments) }));
      const found = find({ ...view, moments: listOf(view.moments), threads });
      if ('next' in found) yield* found;
    });
    assert.ok(most <= MOST, `${code} read ${most} of ${VISITS} requests in one slice`);
  }
});
