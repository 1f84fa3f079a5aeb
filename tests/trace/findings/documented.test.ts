import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CAUSES } from '../../../extension/trace/findings/known-causes.ts';

test('docs/answer.md has a paragraph for each cause, and for no other', () => {
  const page = readFileSync(new URL('../../../docs/answer.md', import.meta.url), 'utf8');
  const paragraphs = page.split('\n').filter((line) => line.startsWith('- `'));
  const documented = paragraphs.flatMap((line) => {
    const [codes = ''] = line.split(':');
    return [...codes.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code);
  });
  assert.deepEqual(documented.toSorted(), CAUSES.map(({ code }) => code).toSorted());
});
