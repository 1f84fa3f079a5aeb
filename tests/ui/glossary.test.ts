import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { type EndName, namedEnds } from '../../extension/trace/summary/end-words.ts';
import type { MessageKey } from '../../extension/trace/words/message-key.ts';
import { explanationOf } from '../../extension/ui/words/explained.ts';
import { findTerms } from '../../extension/ui/words/find-terms.ts';
import { type GlossaryWord, glossary, isTermId, type TermId } from '../../extension/ui/words/glossary.ts';

function wordsOf(locale: string) {
  const file = new URL(`../../extension/_locales/${locale}/messages.json`, import.meta.url);
  const messages = JSON.parse(readFileSync(file, 'utf8')) as Record<MessageKey, { readonly message: string }>;
  return { say: (key: MessageKey): string => messages[key].message };
}

const en = wordsOf('en');
const de = wordsOf('de');
const find = (text: typeof en, sentence: string, seen = new Set<TermId>()) =>
  findTerms(text, sentence, seen).map((part) => (typeof part === 'string' ? part : `<${part.term}:${part.words}>`));

describe('the words of the glossary in a sentence', () => {
  test('are found as they stand there, in capitals too', () => {
    assert.deepEqual(find(en, 'Host-only: subdomains do not get it.'), [
      '<host-only:Host-only>',
      ': subdomains do not get it.',
    ]);
    assert.deepEqual(find(de, 'Ein Host-only-Cookie ohne Domain'), [
      'Ein ',
      '<host-only:Host-only-Cookie>',
      ' ohne Domain',
    ]);
  });

  test('are marked once each, through all pieces of a sentence', () => {
    const seen = new Set<TermId>();
    const first = find(en, 'Use SameSite=None, for SameSite', seen);
    assert.deepEqual(first, ['Use ', '<same-site:SameSite>', '=None, for SameSite']);
    assert.deepEqual(find(en, 'SameSite again', seen), ['SameSite again']);
  });

  test('are whole words', () => {
    assert.deepEqual(find(en, 'repartitioned'), ['repartitioned']);
    assert.deepEqual(find(en, 'unpartitioned'), ['<partitioned:unpartitioned>']);
  });

  test('leave a sentence without them, and an empty one, as it is', () => {
    assert.deepEqual(find(en, 'Nothing hard here.'), ['Nothing hard here.']);
    assert.deepEqual(find(en, ''), []);
  });
});

test('every form leads to the word that it is a form of, in each language', () => {
  for (const text of [en, de]) {
    for (const [id, { forms }] of Object.entries(glossary) as [TermId, GlossaryWord][]) {
      if (forms === undefined) continue;
      for (const form of text.say(forms).split('|')) assert.deepEqual(find(text, form), [`<${id}:${form}>`]);
    }
  }
});

test('an explanation is short enough for a bubble, and explains more than the word', () => {
  for (const text of [en, de]) {
    for (const { word, meaning } of Object.values(glossary)) {
      const length = text.say(meaning).length;
      assert.ok(length > text.say(word).length && length < 240, `${meaning}: ${length}`);
    }
  }
});

test('a name from a page’s attribute is checked', () => {
  assert.ok(isTermId('host-only'));
  assert.ok(!isTermId('constructor') && !isTermId(undefined));
});

test('every end of a session is explained where it is marked, and nothing else is', () => {
  for (const name of Object.keys(namedEnds) as EndName[]) {
    const explained = explanationOf(`end:${name}`);
    assert.ok(explained !== undefined, name);
    for (const text of [en, de]) assert.ok(text.say(explained.meaning).length > text.say(explained.word).length);
  }
  assert.equal(explanationOf('host-only'), glossary['host-only']);
  for (const foreign of [undefined, '', 'end:', 'end:constructor', 'constructor', 'user']) {
    assert.equal(explanationOf(foreign), undefined);
  }
});
