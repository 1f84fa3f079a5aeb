import assert from 'node:assert/strict';
import type { OnBatch, TraceBatch } from '../../extension/protocol/trace-source.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { createTraceModel, type TraceModel, type TraceModelOptions } from '../../extension/ui/model/trace-model.ts';

/** A trace model that has loaded its fold, and a function that gives it a batch: by default events to go on with. */
export async function givenModel(options: Partial<Omit<TraceModelOptions, 'source' | 'loadFold'>> = {}): Promise<{
  readonly model: TraceModel;
  readonly give: (batch: Partial<TraceBatch>) => void;
}> {
  let onBatch: OnBatch = () => assert.fail('Nobody reads yet.');
  const model = createTraceModel({
    source: {
      subscribe: (reader) => {
        onBatch = reader;
      },
    },
    loadFold: async () => createFold,
    nextFrame: (run) => run(),
    now: () => 0,
    signal: new AbortController().signal,
    ...options,
  });
  await Promise.resolve();
  await Promise.resolve();
  return {
    model,
    give: (batch) => void onBatch({ events: [], cleared: false, entriesBefore: 0, progress: 1, ...batch }),
  };
}
