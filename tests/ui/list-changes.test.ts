import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createListChanges } from '../../extension/ui/options/list-changes.ts';

/** A list that is stored when the test says so. */
function list() {
  const waiting: PromiseWithResolvers<void>[] = [];
  let stored: readonly string[] = ['a', 'b', 'c'];
  const changes = createListChanges(stored, async (next) => {
    const answer = Promise.withResolvers<void>();
    waiting.push(answer);
    await answer.promise;
    stored = next;
  });
  const show = (): void => changes.see([...stored]);
  return {
    remove: (name: string) => changes.change((now) => now.filter((each) => each !== name)).catch(() => undefined),
    /** The first change that waits is stored, or fails; the page shows what is stored then, or later. */
    answer: async ({ fails = false, shows = true } = {}) => {
      const next = waiting.shift();
      if (fails) next?.reject(new Error('nobody answers'));
      else next?.resolve();
      await new Promise((resolve) => setImmediate(resolve));
      if (shows) show();
    },
    show,
    setElsewhere: (next: readonly string[]) => {
      stored = next;
      show();
    },
    stored: () => stored,
  };
}

describe('changes of a list that come faster than they are stored', () => {
  test('are all kept', async () => {
    const { remove, answer, stored } = list();
    const done = [remove('a'), remove('b')];
    await answer();
    done.push(remove('c'));
    await answer();
    await answer();
    await Promise.all(done);
    assert.deepEqual(stored(), []);
  });

  test('are kept, too, where the page does not show yet what has been stored', async () => {
    const { remove, answer, stored, show } = list();
    void remove('a');
    await answer({ shows: false });
    void remove('b');
    await answer({ shows: false });
    show();
    assert.deepEqual(stored(), ['c']);
  });

  test('take back nothing that was changed elsewhere, and begin with what is shown where one failed', async () => {
    const { remove, answer, stored, setElsewhere } = list();
    void remove('a');
    await answer();
    setElsewhere(['x', 'y']);
    void remove('x');
    await answer();
    assert.deepEqual(stored(), ['y']);
    void remove('y');
    await answer({ fails: true });
    void remove('nothing');
    await answer();
    assert.deepEqual(stored(), ['y']);
  });
});
