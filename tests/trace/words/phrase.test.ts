import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeText } from '../../../cli/node-text.ts';
import { createMasker } from '../../../extension/trace/files/mask.ts';
import { markdownPhrase } from '../../../extension/trace/files/report/markdown-phrase.ts';
import { code, list, phrase, plain } from '../../../extension/trace/words/phrase.ts';

const english = nodeText('en');
const masker = createMasker({ values: ['kr8Zt2LmX9vB4nKc8RwYs1DfGh6Jp0Eu'] });
const whatIf = phrase(
  'whatIfSent',
  list([phrase('changeIncludeCredentials'), phrase('changeSetPath', code('/kr8Zt2LmX9vB4nKc8RwYs1DfGh6Jp0Eu'))]),
);

test('in a file our own words stand as they are, and what they hold from outside is masked', () => {
  const text = plain(english, whatIf, masker);
  assert.match(text, /credentials: "include" \+ Path=/);
  assert.doesNotMatch(text, /kr8Zt2/);
  assert.match(markdownPhrase(english, whatIf, masker), /`credentials: "include" \+ Path=/);
  assert.doesNotMatch(markdownPhrase(english, whatIf, masker), /kr8Zt2/);
});
