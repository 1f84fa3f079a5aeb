import assert from 'node:assert/strict';
import { test } from 'node:test';

test('a task that fails takes no other with it', async (context) => {
  const tasks: (() => void)[] = [];
  class Channel {
    readonly port1: { onmessage?: () => void } = {};
    readonly port2 = { postMessage: () => void tasks.push(() => this.port1.onmessage?.()) };
  }
  context.mock.property(globalThis, 'MessageChannel', Channel as never);
  const { afterThisTask } = await import('../../extension/ui/model/after-this-task.ts');
  const ran: number[] = [];
  afterThisTask(() => void ran.push(1));
  afterThisTask(() => {
    throw new Error('no answer');
  });
  afterThisTask(() => void ran.push(3));
  const failed: unknown[] = [];
  for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
    try {
      task();
    } catch (reason) {
      failed.push(reason);
    }
  }
  assert.deepEqual(ran, [1, 3]);
  assert.match(String(failed), /^Error: no answer$/);
});
