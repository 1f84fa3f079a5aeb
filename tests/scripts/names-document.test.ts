import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { NAMES_DOCUMENT, namesDocument } from '../../scripts/names-document.ts';

test('docs/session-names.md is what the table of names says; npm run names-table writes it again', () => {
  // Compared as lines: a difference shows itself, not two documents.
  assert.deepEqual(readFileSync(NAMES_DOCUMENT, 'utf8').split('\n'), namesDocument().split('\n'));
});
