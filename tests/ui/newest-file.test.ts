import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate as settled } from 'node:timers/promises';
import { FileError } from '../../extension/trace/files/file-error.ts';
import { createNewestFile, type Reading } from '../../extension/ui/files/newest-file.ts';
import type { ReadFile } from '../../extension/ui/files/read-file.ts';

/** Files that are read when the test says so, whether or not somebody still wants them. */
function reader() {
  const ends = new Map<string, PromiseWithResolvers<ReadFile>>();
  const progress = new Map<string, () => void>();
  const cancelled: string[] = [];
  let shown: Reading = { kind: 'idle' };
  const opened: string[] = [];
  const read = createNewestFile(
    (reading) => {
      shown = reading;
    },
    (file, onProgress, signal) => {
      const end = Promise.withResolvers<ReadFile>();
      ends.set(file.name, end);
      progress.set(file.name, () => onProgress({ bytes: 1, items: 1 }));
      signal.addEventListener('abort', () => {
        cancelled.push(file.name);
        if (file.name !== 'deaf.har') end.reject(new FileError('cancelled'));
      });
      return end.promise;
    },
  );
  const file = (name: string) => ({ name, events: [], sessionCookies: {}, masked: false, notices: [] });
  return {
    opened,
    cancelled,
    shown: () => (shown.kind === 'reading' ? `reading ${shown.name}` : shown.kind),
    cancel: () => shown.kind === 'reading' && shown.cancel.abort(),
    choose: (name: string) => void read(new File([], name), ({ name: done }) => void opened.push(done)),
    progress: (name: string) => progress.get(name)?.(),
    end: async (name: string, error?: Error) => {
      if (error === undefined) ends.get(name)?.resolve({ file: file(name) });
      else ends.get(name)?.reject(error);
      await settled();
    },
  };
}

describe('a file that is opened', () => {
  test('is shown with its progress, then opened; one that is cancelled or broken is not', async () => {
    const { choose, end, cancel, shown, opened } = reader();
    choose('a.har');
    assert.equal(shown(), 'reading a.har');
    await end('a.har');
    assert.deepEqual([shown(), opened], ['idle', ['a.har']]);
    choose('b.har');
    cancel();
    await settled();
    assert.equal(shown(), 'idle');
    choose('c.har');
    await end('c.har', new Error('broken'));
    assert.deepEqual([shown(), opened], ['failed', ['a.har']]);
  });

  for (const large of ['large.har', 'deaf.har']) {
    test(`is the one that was chosen last, though ${large} before it is done later`, async () => {
      const { choose, end, progress, shown, opened, cancelled } = reader();
      choose(large);
      choose('small.har');
      assert.deepEqual(cancelled, [large]);
      await settled();
      progress(large);
      assert.equal(shown(), 'reading small.har');
      await end('small.har');
      await end(large);
      progress(large);
      assert.deepEqual([shown(), opened], ['idle', ['small.har']]);
    });
  }
});
