import assert from 'node:assert/strict';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { RequestEntry } from '../../extension/trace/model/entry.ts';
import type { Trace } from '../../extension/trace/model/trace.ts';
import type { Story } from './story.ts';

/** The trace of a story, when nothing more is waited for. */
export function folded(story: Story): Trace {
  const fold = createFold();
  fold.apply(story.events);
  fold.settle(story.time + 10_000);
  return fold.trace;
}

/** The request of a step, which begins at 1. */
export function entryAt(trace: Trace, step: number): RequestEntry {
  const entry = trace.entries[step - 1];
  assert.ok(entry !== undefined, `there is no step ${step}`);
  return entry;
}
