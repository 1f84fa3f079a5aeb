import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { TraceBatch } from '../../extension/protocol/trace-source.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { Host } from '../../extension/ui/model/host.ts';
import { createInspectorModel, type InspectorModel } from '../../extension/ui/model/inspector-model.ts';
import { lessonStory, Story } from '../trace/story.ts';

/** A memory as strict as the browser's, which keeps JSON. */
function memory(kept?: unknown) {
  let json = JSON.stringify(kept ?? null);
  return {
    read: async (): Promise<unknown> => JSON.parse(json),
    write: async (looked: unknown): Promise<void> => {
      json = JSON.stringify(looked);
    },
    now: (): unknown => JSON.parse(json),
  };
}

/** An inspector over a recording, once that is read and what was looked at is back. */
async function inspectorOn(
  story: Story,
  remembered: ReturnType<typeof memory>,
  onSubscribe: (give: (batch: TraceBatch) => void) => void = () => undefined,
): Promise<InspectorModel> {
  const host = {
    surface: 'tab',
    language: { shown: { value: 'en', peek: () => 'en' }, chosen: { value: 'browser' } },
    trace: {
      subscribe: (onBatch: (batch: TraceBatch) => void) => {
        onBatch({ events: story.events, cleared: false, entriesBefore: 0, progress: 1 });
        onSubscribe(onBatch);
      },
    },
    send: async () => ({ cookies: [] }),
    watchTab: () => undefined,
    kept: { getItem: () => null, setItem: () => undefined },
    remembered,
    message: (key: string) => key,
    now: () => story.time,
    nextFrame: (run: () => void) => run(),
  } as unknown as Host;
  const { signal } = new AbortController();
  const inspector = createInspectorModel(host, async () => createFold, signal);
  for (let turn = 0; turn < 5; turn++) await setImmediate();
  return inspector;
}

const startOf = (inspector: InspectorModel, index: number): number =>
  inspector.trace.trace().entries.at(index)?.startedDateTime ?? Number.NaN;

describe('what was looked at', () => {
  test('is there again after a reload: view, filters, scope, part of the time and row', async () => {
    const story = lessonStory();
    const kept = memory();
    const before = await inspectorOn(story, kept);
    const row = before.trace.trace().rows.find(({ kind }) => kind === 'end');
    assert.ok(row !== undefined);
    before.view.value = 'lesson';
    before.filter.value = 'status:200';
    before.jarFilter.value = 'sid';
    before.choice.value = { kind: 'site', site: 'localhost' };
    before.range.value = { from: startOf(before, 1), to: Number.POSITIVE_INFINITY };
    before.selection.value = { kind: 'row', row };
    await setImmediate();
    const after = await inspectorOn(story, kept);
    assert.equal(after.view.value, 'lesson');
    assert.equal(after.filter.value, 'status:200');
    assert.equal(after.jarFilter.value, 'sid');
    assert.deepEqual(after.choice.value, { kind: 'site', site: 'localhost' });
    assert.deepEqual(after.range.value, { from: startOf(before, 1), to: Number.POSITIVE_INFINITY });
    const chosen = after.selection.value;
    assert.ok(chosen.kind === 'row' && chosen.row.kind === 'end');
  });

  test('is there again where the details were closed', async () => {
    const story = lessonStory();
    const kept = memory();
    (await inspectorOn(story, kept)).selection.value = { kind: 'none' };
    await setImmediate();
    assert.equal((await inspectorOn(story, kept)).selection.value.kind, 'none');
  });

  test('is no part of the time in which nothing was recorded', async () => {
    const story = lessonStory();
    const kept = memory({ view: 'requests', filter: '', scope: { kind: 'auto' }, range: { to: 1000 } });
    const inspector = await inspectorOn(story, kept);
    assert.equal(inspector.range.value, undefined);
    assert.equal(inspector.rows().length > 0, true);
    const empty = await inspectorOn(new Story(), memory({ view: 'requests', range: { from: 1, to: 2 } }));
    assert.equal(empty.range.value, undefined);
  });

  test('is checked: another version may have written it', async () => {
    const story = lessonStory();
    for (const range of [{ from: 'x' }, { from: 9e15, to: 1 }, {}, null, 7]) {
      const inspector = await inspectorOn(story, memory({ view: 'lesson', range, jarFilter: 7 }));
      assert.equal(inspector.view.value, 'lesson');
      assert.equal(inspector.jarFilter.value, '');
      assert.equal(inspector.range.value, undefined);
    }
  });

  test('in a file is not what was looked at in the recording', async () => {
    const story = lessonStory();
    const kept = memory();
    const inspector = await inspectorOn(story, kept);
    inspector.filter.value = 'mine';
    await setImmediate();
    const before = kept.now();
    inspector.files.open({ name: 'a file', events: story.events, sessionCookies: {}, masked: false, notices: [] });
    inspector.filter.value = 'of the file';
    await setImmediate();
    assert.deepEqual(kept.now(), before);
  });
});

describe('what is looked at while the recording is folded again', () => {
  test('is the same row as the new fold has it, with the cookie that is edited', async () => {
    const story = lessonStory();
    let give: ((batch: TraceBatch) => void) | undefined;
    const inspector = await inspectorOn(story, memory(), (onBatch) => {
      give = onBatch;
    });
    const before = inspector.trace.trace();
    const row = before.rows.find(({ kind }) => kind === 'entry');
    assert.ok(row?.kind === 'entry');
    inspector.selection.value = { kind: 'row', row };
    inspector.editing.value = { key: 'key', name: 'sid' };
    inspector.onlySession.value = before.sessions[0];
    give?.({ events: story.events, cleared: true, again: true, entriesBefore: 0, progress: 1 });
    assert.notEqual(inspector.trace.trace(), before);
    const now = inspector.selected.value;
    assert.ok(now?.kind === 'entry' && now.entry.id === row.entry.id);
    assert.ok(inspector.trace.trace().entries.includes(now.entry));
    assert.equal(inspector.editing.value?.name, 'sid');
    assert.ok(before.sessions[0] !== undefined);
    assert.equal(inspector.onlySession.value, inspector.trace.trace().sessions[0]);
  });

  test('is the newest row where the recording no longer has it', async () => {
    const story = lessonStory();
    let give: ((batch: TraceBatch) => void) | undefined;
    const inspector = await inspectorOn(story, memory(), (onBatch) => {
      give = onBatch;
    });
    const row = inspector.trace.trace().rows.at(-1);
    assert.ok(row !== undefined);
    inspector.selection.value = { kind: 'row', row };
    give?.({ events: story.events.slice(0, 4), cleared: true, entriesBefore: 0, progress: 1 });
    assert.equal(inspector.selection.value.kind, 'newest');
  });
});
