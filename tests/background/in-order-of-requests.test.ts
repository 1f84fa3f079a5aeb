import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inOrderOfRequests } from '../../extension/background/log/in-order-of-requests.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { TraceEvent } from '../../extension/trace/model/event.ts';
import { id } from '../trace/ids.ts';
import { Story } from '../trace/story.ts';

// A background that wakes hears of a request's end before its beginning.

const SESSION = `sid=${id('a')}`;

function visit(): readonly TraceEvent[] {
  const story = new Story();
  const first = story.asks('/', { cookie: SESSION });
  const second = story.asks('/other', { cookie: SESSION });
  second.responds({ count: 7 }).completes();
  first.responds({ count: 2 }).completes();
  return story.events;
}

/** The same events, numbered in another order. */
function shuffled(events: readonly TraceEvent[], order: readonly number[]): TraceEvent[] {
  return order.flatMap((at, place) => (events[at] === undefined ? [] : [{ ...events[at], n: place + 1 }]));
}

const seen = (events: readonly TraceEvent[]) => {
  const fold = createFold();
  fold.apply(events.map((event, at) => ({ ...event, n: at + 1 })));
  return fold.trace.entries
    .map(({ url, status, counts, cookies, requestUnseen }) => ({ url, status, counts, cookies, requestUnseen }))
    .sort((one, other) => one.url.localeCompare(other.url));
};

describe('the events that woke a background', () => {
  const events = visit();

  for (const [name, order] of [
    ['each request’s end first', [5, 4, 3, 2, 1, 0]],
    ['all ends before all beginnings', [3, 5, 2, 4, 0, 1]],
  ] as const)
    test(`${name}: they are put in order, and nothing of a request is lost`, () => {
      const late = shuffled(events, order);
      assert.notDeepEqual(seen(late), seen(events));
      assert.deepEqual(seen(inOrderOfRequests(late) as TraceEvent[]), seen(events));
    });

  test('stay as they are where they came in order, and so does what is of no request', () => {
    assert.deepEqual(inOrderOfRequests(events), events);
    const started = { kind: 'started', time: 5, browser: 'chrome', browserVersion: '156' } as const;
    assert.deepEqual(inOrderOfRequests([started, ...events]), [started, ...events]);
  });
});

test('a count whose request was never seen leaving is kept: when it began is not known', () => {
  const [request, , response, completed] = [...visit()].filter((event) => !('url' in event) || event.url.endsWith('/'));
  assert.ok(request?.kind === 'request');
  const end = [response, completed].find((event) => event?.kind === 'completed');
  assert.ok(end?.kind === 'completed');
  const count: TraceEvent = {
    kind: 'count',
    n: 9,
    time: end.time + 5,
    requestId: request.requestId,
    tabId: request.tabId,
    url: request.url,
    answeredAt: end.time - 50,
    count: 2,
    source: 'page',
    pattern: 'Visit count: #',
    text: 'Visit count: 2',
  };
  const fold = createFold();
  fold.apply([{ ...end, n: 8 }, count]);
  assert.deepEqual(
    fold.trace.entries.map(({ counts }) => counts.map((each) => each.count)),
    [[2]],
  );
});
