import '../background/fake/hooks.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { running } from '../background/fake/current-browser.ts';
import { MemoryArea } from '../protocol/memory-area.ts';

const { lessonMemory, rememberedOf } = await import('../../extension/surfaces/session-memory.ts');

// A file of its own: a page finds its side once, and Node runs each file in a process of its own.
test('a page that could not find its side asks again', async () => {
  Object.assign(globalThis, { location: { search: '' } });
  const getCurrent = () => Promise.reject(new Error('no window yet'));
  await running.run({ storage: { session: new MemoryArea() }, windows: { getCurrent } }, () =>
    assert.rejects(rememberedOf('tab').read(), /no window yet/u),
  );
  const later = { storage: { session: new MemoryArea() }, windows: { getCurrent: async () => ({ incognito: true }) } };
  await running.run(later, async () => assert.equal(await rememberedOf('tab').read(), undefined));
});

test('a private window keeps what it looked at under keys of its own', async () => {
  const session = new MemoryArea();
  await session.set({ 'looked.tab': 'ordinary', lesson: { by: 'ordinary', lesson: 'ordinary' } });
  Object.assign(globalThis, { location: { search: '' } });
  const api = { storage: { session }, windows: { getCurrent: async () => ({ incognito: true }) } };
  await running.run(api, async () => {
    const looked = rememberedOf('tab');
    const lesson = lessonMemory();
    assert.deepEqual([await looked.read(), await lesson.read()], [undefined, undefined]);
    await looked.write('private');
    await lesson.write('private');
    assert.deepEqual([await looked.read(), await lesson.read()], ['private', 'private']);
  });
  assert.equal(session.items.get('looked.tab'), 'ordinary');
  assert.deepEqual(
    [...session.items.keys()].filter((key) => key.startsWith('private-')),
    ['private-looked.tab', 'private-lesson'],
  );
});
