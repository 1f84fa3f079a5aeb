import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inlineEdit } from '../../extension/ui/jar/inline-edit.ts';
import { cookieOf } from '../trace/story.ts';

const NOW = Date.UTC(2026, 10, 30);
const held = (value: string) => cookieOf('sid', value);

describe('a value that is edited in the table', () => {
  test('is saved as it was typed, also where the site has set another one since', () => {
    for (const now of ['old', 'rotated']) {
      const edit = inlineEdit(held(now), 'old', 'typed', NOW);
      assert.deepEqual(edit.kind === 'changed' && edit.cookie, held('typed'));
    }
  });

  test('takes nothing back that the site has set since, where nobody typed', () => {
    assert.equal(inlineEdit(held('rotated'), 'old', 'old', NOW).kind, 'same');
    assert.equal(inlineEdit(held('typed'), 'old', 'typed', NOW).kind, 'same');
  });

  test('that no cookie can have is not saved', () => {
    const edit = inlineEdit(held('old'), 'old', 'a;b', NOW);
    assert.deepEqual(edit, { kind: 'wrong', problems: [{ field: 'value', fault: 'value' }] });
  });
});
