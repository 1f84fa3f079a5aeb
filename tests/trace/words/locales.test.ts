import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

type Messages = Record<string, { readonly message: string; readonly description?: string } | undefined>;

const folder = new URL('../../../extension/_locales/', import.meta.url);
const read = (locale: string): Messages =>
  JSON.parse(readFileSync(new URL(`${locale}/messages.json`, folder), 'utf8')) as Messages;

const english = read('en');
const others = readdirSync(folder).filter((locale) => locale !== 'en');

/** What is put into a message: `$1`, `$2` … in order, each once. */
function substitutions(message: string): string[] {
  return [...new Set(message.match(/\$\d/g))].sort();
}

/** Forms of a plural that a language has, by the rules that the browser itself goes by. */
function pluralKeys(locale: string): string[] {
  const bases = Object.keys(english).flatMap((key) => (key.endsWith('_other') ? [key.slice(0, -'_other'.length)] : []));
  const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
  return bases.flatMap((base) => pluralCategories.map((category) => `${base}_${category}`));
}

test('a second language is there', () => {
  assert.ok(others.includes('de'));
});

describe('each English message', () => {
  const described = Object.entries(english).map(([key, entry]) => ({ key, ...entry }));

  test('has a description for translators', () => {
    const bare = described.filter(({ description = '' }) => description.length < 5);
    assert.deepEqual(
      bare.map(({ key }) => key),
      [],
      'Add a description: where on screen the text stands, and what its placeholders hold.',
    );
  });
});

for (const locale of others) {
  const messages = read(locale);

  describe(`the messages in ${locale}`, () => {
    test('say everything that the English ones say', () => {
      const wanted = new Set([...Object.keys(english), ...pluralKeys(locale)]);
      const missing = [...wanted].filter((key) => (messages[key]?.message ?? '') === '');
      assert.deepEqual(missing, [], `Add these to extension/_locales/${locale}/messages.json.`);
    });

    test('say nothing that is no longer asked for', () => {
      const known = new Set([...Object.keys(english), ...pluralKeys(locale)]);
      assert.deepEqual(
        Object.keys(messages).filter((key) => !known.has(key)),
        [],
      );
    });

    test('put in what the English ones put in', () => {
      for (const [key, entry] of Object.entries(messages)) {
        const original = english[key] ?? english[key.replace(/_\w+$/, '_other')];
        if (entry === undefined || original === undefined) continue;
        assert.deepEqual(substitutions(entry.message), substitutions(original.message), key);
      }
    });

    test('are translated: hardly a sentence is the English one', () => {
      const sentences = Object.entries(messages).filter(([, entry]) => (entry?.message.split(' ').length ?? 0) > 4);
      const same = sentences.filter(([key, entry]) => english[key]?.message === entry?.message);
      assert.deepEqual(
        same.map(([key]) => key),
        [],
      );
    });
  });
}

test('the German messages address the reader by du throughout', () => {
  const formal = Object.entries(read('de')).filter(([, entry]) =>
    // Within a sentence only: at its start "Sie" may be the third person.
    /\p{Ll} (?:Sie|Ihnen|Ihr|Ihre[mnrs]?)\b|^Sie (?:haben|können|müssen)\b/u.test(entry?.message ?? ''),
  );
  assert.deepEqual(
    formal.map(([key]) => key),
    [],
  );
});
