import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Recorder } from '../../extension/background/recorder.ts';
import type { NewTraceEvent } from '../../extension/trace/model/event.ts';

test('what belongs to both logs is in the ordinary one, though the browser does not tell its windows', async () => {
  const written: NewTraceEvent[] = [];
  const log = { append: (event: NewTraceEvent) => void written.push(event), flushed: async () => undefined };
  const recorder = new Recorder(
    log as never,
    { log: undefined, find: () => Promise.reject(new Error('no windows')) },
    { storeOf: () => '0', findStore: async () => '0' },
  );
  const events: NewTraceEvent[] = [
    { kind: 'recording', time: 1, on: false },
    { kind: 'navigation', time: 2, tabId: 1, url: 'http://localhost/' },
  ];
  for (const event of events) recorder.record(event);
  await recorder.flushed();
  assert.deepEqual(written, events);
});
