import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as settled } from 'node:timers/promises';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { Host } from '../../extension/ui/model/host.ts';
import { createInspectorModel } from '../../extension/ui/model/inspector-model.ts';

test('Undo that is pressed twice brings the recording back once, and says so', async () => {
  let canUndo = false;
  const sent: string[] = [];
  const host = {
    surface: 'tab',
    language: { shown: { value: 'en', peek: () => 'en' }, chosen: { value: 'browser' } },
    trace: { subscribe: () => undefined },
    send: async (command: string) => {
      sent.push(command);
      if (command === 'clear-trace') canUndo = true;
      const ok = command === 'undo-clear' && canUndo;
      if (ok) canUndo = false;
      return ok ? { ok } : { ok, why: { code: 'clear-over', params: {} }, cookies: [] };
    },
    watchTab: () => undefined,
    kept: { getItem: () => null, setItem: () => undefined },
    message: (key: string) => key,
    now: () => 0,
    nextFrame: (run: () => void) => run(),
  } as unknown as Host;
  const { clear, actions } = createInspectorModel(host, async () => createFold, new AbortController().signal);
  for (const times of [1, 2]) {
    sent.length = 0;
    await clear();
    const { undo } = actions.notice.value ?? {};
    undo?.();
    undo?.();
    for (let turn = 0; turn < 5; turn += 1) await settled();
    assert.equal(actions.notice.value?.said.key, 'noticeUncleared', `the clear ${times}`);
    assert.deepEqual(sent, ['clear-trace', 'undo-clear']);
  }
});
