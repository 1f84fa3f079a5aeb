import '../background/fake/hooks.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { running } from '../background/fake/current-browser.ts';
import { MemoryArea } from '../protocol/memory-area.ts';

const { lessonMemory, rememberedOf } = await import('../../extension/surfaces/session-memory.ts');

/** A page of the extension in an ordinary window, over the memory that all of its pages share. */
class Page {
  readonly #api: object;
  readonly #search: string;

  constructor(session: MemoryArea, { search = '', tabId }: { search?: string; tabId?: number } = {}) {
    this.#search = search;
    this.#api = {
      storage: { session },
      windows: { getCurrent: async () => ({ incognito: false }) },
      ...(tabId !== undefined && { devtools: { inspectedWindow: { tabId } } }),
    };
  }

  do<T>(run: () => T): T {
    Object.assign(globalThis, { location: { search: this.#search } });
    return running.run(this.#api, run);
  }
}

const looked = { view: 'lesson', filter: 'status:200' };

describe('what a surface looked at', () => {
  test('is in storage.session, and there again for the same surface after a reload', async () => {
    const session = new MemoryArea();
    await new Page(session).do(() => rememberedOf('tab').write(looked));
    assert.deepEqual([...session.items], [['looked.tab', looked]]);
    assert.deepEqual(await new Page(session).do(() => rememberedOf('tab').read()), looked);
  });

  test('is another surface’s no more than another tab’s', async () => {
    const session = new MemoryArea();
    await new Page(session, { search: '?tab=1' }).do(() => rememberedOf('tab').write(looked));
    await new Page(session, { tabId: 7 }).do(() => rememberedOf('devtools').write({ ...looked, view: 'files' }));
    const readBy = (page: Page, surface: string) => page.do(() => rememberedOf(surface).read());
    assert.equal(await readBy(new Page(session, { search: '?tab=2' }), 'tab'), undefined);
    assert.equal(await readBy(new Page(session), 'side-panel'), undefined);
    assert.equal(await readBy(new Page(session, { tabId: 8 }), 'devtools'), undefined);
    assert.deepEqual(await readBy(new Page(session, { search: '?tab=1' }), 'tab'), looked);
    assert.deepEqual(await readBy(new Page(session, { tabId: 7 }), 'devtools'), { ...looked, view: 'files' });
  });

  test('rejects where the memory is full, for the inspector to go on without it', async () => {
    const session = new MemoryArea();
    session.broken = true;
    await assert.rejects(new Page(session).do(() => rememberedOf('tab').write(looked)));
  });
});

describe('the progress of the lesson', () => {
  test('is one for all surfaces: each hears of what the others write, and not of its own', async () => {
    const session = new MemoryArea();
    const pages = [new Page(session), new Page(session, { tabId: 7 })] as const;
    const heard: [page: number, lesson: unknown][] = [];
    const memories = pages.map((page, at) =>
      page.do(() => {
        const memory = lessonMemory();
        memory.watch((lesson) => heard.push([at, lesson]));
        return memory;
      }),
    );
    await setImmediate();
    await pages[0].do(() => memories[0]?.write({ tasks: 2 }));
    assert.deepEqual(heard, [[1, { tasks: 2 }]]);
    assert.deepEqual(await pages[1].do(() => memories[1]?.read()), { tasks: 2 });
  });

  test('is nothing where somebody wrote something else there', async () => {
    const session = new MemoryArea();
    for (const other of ['text', 7, null]) {
      await session.set({ lesson: other });
      assert.equal(await new Page(session).do(() => lessonMemory().read()), undefined);
    }
  });
});
