import assert from 'node:assert/strict';
import { once } from 'node:events';
import { before, describe, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { Works } from './linear-worker.ts';

const CASES = [
  'values with one beginning',
  'values with one beginning, known before and sent with every request',
  'a text that holds the beginning of them all, again and again',
  'one value of many words',
  'one text of many escapes',
  'one URL of many parameters that are URLs',
  'one Cookie header of many cookies',
  'one Set-Cookie line of many attributes',
] as const;

describe('masking twice as much is twice the work', () => {
  let works: Works = {};
  before(async () => {
    // A thread compiles the code again: of what was compiled before the count began, V8 counts calls alone.
    const worker = new Worker(new URL('./linear-worker.ts', import.meta.url));
    [works] = (await once(worker, 'message')) as [Works];
    await worker.terminate();
  });

  for (const name of CASES) {
    test(name, () => {
      const { small = 0, large = 0 } = works[name] ?? {};
      assert.ok(small > 400, `only ${small} blocks ran`);
      assert.ok(large < small * 4 * 1.25, `${small} blocks for 400, ${large} for 1,600`);
    });
  }
});
