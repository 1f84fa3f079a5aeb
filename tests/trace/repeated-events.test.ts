import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { TraceEvent } from '../../extension/trace/model/event.ts';
import type { Trace } from '../../extension/trace/model/trace.ts';
import { cookieOf, Story } from './story.ts';

const A = 'aaaaAAAA1111bbbbBBBB2222ccccCCCC';

/** Folds events as a log would hold them: numbered again. */
function fold(events: readonly TraceEvent[]): Trace {
  const folded = createFold();
  folded.apply(events.map((event, at) => ({ ...event, n: at + 1 })));
  return folded.trace;
}

/** A visit that makes a session, and one that carries it. */
function twoVisits(): readonly TraceEvent[] {
  const story = new Story('http://shop.test').started('chrome').add({ kind: 'jar', cookies: [] });
  const asked = story.asks('/').responds({ setCookie: [`sid=${A}; Path=/; HttpOnly; SameSite=Lax`], count: 1 });
  story.stores(cookieOf('sid', A, { domain: 'shop.test' }));
  asked.completes();
  story.wait(1_000).visits('/again', `sid=${A}`, { count: 2 });
  return story.events;
}

describe('a background that was killed and started again', () => {
  test('receives every event of a request twice: one entry each', () => {
    const events = twoVisits();
    const exchange = events.filter((event) => 'requestId' in event);
    const trace = fold([...events, ...exchange.slice(-3)]);
    assert.equal(trace.entries.length, 2);
    assert.deepEqual(
      trace.entries.map(({ effects }) => effects[0]?.action),
      ['created', 'resumed'],
    );
  });

  test('never saw a request leave: it carried what the jar holds, which stays a prediction', () => {
    const events = twoVisits();
    const lost = events.findLastIndex(({ kind }) => kind === 'request');
    const trace = fold(events.toSpliced(lost, 1));
    const [, again] = trace.entries;
    assert.equal(again?.requestUnseen, true);
    assert.equal(again.effects[0]?.action, 'resumed');
    assert.equal(again.effects[0].before, trace.sessions[0]);
    assert.equal(again.effects[0].predicted, true);
    assert.equal(trace.sessions.length, 1);
  });
});
