import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, test } from 'node:test';

const SIZE = 4_000_000;

/** Folds a response with one line in a process of its own, with so much memory and no more; MB. */
function foldWithin(line: string, megabytes: number): { readonly status: number | null; readonly out: string } {
  const url = (file: string) => JSON.stringify(new URL(`../../${file}`, import.meta.url).href);
  const program = `
    const { createFold } = await import(${url('extension/trace/fold/fold.ts')});
    const { Story } = await import(${url('tests/trace/story.ts')});
    const line = 'sid=' + 'v'.repeat(40) + ${JSON.stringify(line)}.repeat(${Math.ceil(SIZE / line.length)});
    const story = new Story().started();
    story.visits('/', undefined, { setCookie: [line] });
    const fold = createFold();
    fold.apply(story.events);
    console.log(JSON.stringify(fold.trace.entries[0].setCookies[0].parsed.moreAttributes));`;
  const done = spawnSync(
    process.execPath,
    [`--max-old-space-size=${megabytes}`, '--input-type=module', '-e', program],
    {
      cwd: path.resolve(import.meta.dirname, '../..'),
      encoding: 'utf8',
    },
  );
  return { status: done.status, out: done.stdout.trim() };
}

describe('folding a Set-Cookie line of 4 MB takes at most ten times its memory', () => {
  for (const piece of [';', '; a', ';Path=/', ';Max-Age=1', '; \t']) {
    test(`made of ${JSON.stringify(piece)}`, () => {
      const { status, out } = foldWithin(piece, (10 * SIZE) / 1_000_000);
      assert.equal(status, 0, 'it ran out of memory');
      assert.equal(Number(out), Math.ceil(SIZE / piece.length) - 50);
    });
  }
});
