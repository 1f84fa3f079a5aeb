import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Masker } from '../../../../extension/trace/files/mask.ts';
import { maskEvent } from '../../../../extension/trace/files/trace-file/mask-event.ts';
import {
  maskSessionCookies,
  type SessionCookies,
  sessionCookiesIn,
} from '../../../../extension/trace/files/trace-file/session-cookies.ts';
import { maskerOfTrace } from '../../../../extension/trace/files/trace-secrets.ts';
import { createFold } from '../../../../extension/trace/fold/fold.ts';
import type { TraceEvent } from '../../../../extension/trace/model/event.ts';
import type { Trace } from '../../../../extension/trace/model/trace.ts';
import { logs } from '../../arbitrary-events.ts';
import { lessonStory } from '../../story.ts';
import { signInStory } from './sign-in-story.ts';

function fold(events: readonly TraceEvent[], chosenNames: SessionCookies = {}): Trace {
  const made = createFold({ chosenNames });
  made.apply(events);
  return made.trace;
}

/** What happened, without a value or an address. */
function plot(trace: Trace): unknown[] {
  return trace.rows.map((row) => {
    switch (row.kind) {
      case 'entry':
        return row.entry.effects.map(({ action, predicted, before, after }) => [
          action,
          predicted,
          before?.number,
          after?.number,
        ]);
      case 'end':
        return ['end', row.session.number, row.end.cause, row.end.undoneBy];
      case 'mark':
        return ['mark', row.mark.what];
    }
  });
}

interface Masked {
  readonly events: readonly TraceEvent[];
  readonly sessionCookies: SessionCookies;
  readonly masker: Masker;
}

function masked(events: readonly TraceEvent[], chosen: SessionCookies = {}): Masked {
  const trace = fold(events, chosen);
  const masker = maskerOfTrace(trace, events);
  return {
    events: events.map((event) => maskEvent(masker, event)),
    sessionCookies: maskSessionCookies(masker, sessionCookiesIn(trace)),
    masker,
  };
}

describe('a masked log', () => {
  test('is the same story', () => {
    fc.assert(
      fc.property(logs, (events) => {
        const chosen = sessionCookiesIn(fold(events));
        const hidden = masked(events, chosen);
        assert.deepEqual(plot(fold(hidden.events, hidden.sessionCookies)), plot(fold(events, chosen)));
      }),
      { numRuns: 500 },
    );
  });

  test('stays as it is when it is masked again', () => {
    for (const { events } of [lessonStory(), signInStory()]) {
      const once = masked(events);
      assert.deepEqual(masked(once.events, once.sessionCookies).events, once.events);
    }
  });

  test('has the same labels in every file that is made of it', () => {
    const { events } = signInStory();
    const [one, other] = [masked(events), masked(events)];
    assert.deepEqual(one.events, other.events);
    // A value that is first met on the way keeps the label that it got on the first pass.
    assert.equal(JSON.stringify(one.events).match(/~1\b/g)?.length, 3);
  });
});
