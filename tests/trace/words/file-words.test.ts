import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { FileError } from '../../../extension/trace/files/file-error.ts';
import { fileNotice } from '../../../extension/trace/files/file-notice.ts';
import { HAR_TOOLS } from '../../../extension/trace/files/har/har-tools.ts';
import { fileErrorPhrases } from '../../../extension/trace/words/file-error-words.ts';
import { fileNoticePhrases } from '../../../extension/trace/words/file-notice-words.ts';
import { type Phrase, plain } from '../../../extension/trace/words/phrase.ts';
import { createText, type Text } from '../../../extension/trace/words/text.ts';

const folder = new URL('../../../extension/_locales/', import.meta.url);

function textOf(locale: string): Text {
  const path = new URL(`${locale}/messages.json`, folder);
  const messages = JSON.parse(readFileSync(path, 'utf8')) as Record<string, { message: string } | undefined>;
  const say = (key: string, ...given: readonly string[]): string =>
    (messages[key]?.message ?? assert.fail(`${locale} has no ${key}`)).replace(
      /\$(\d)/g,
      (_all, at: string) => given[Number(at) - 1] ?? '??',
    );
  return createText(say, locale);
}

const english = textOf('en');
const said = (phrases: readonly Phrase[], text = english): string => phrases.map((one) => plain(text, one)).join(' ');

describe('what is said of files', () => {
  test('an error says what is wrong and where, in words of the user’s language', () => {
    assert.equal(
      said(fileErrorPhrases(new FileError('line-no-event', { line: 7, member: 'time' }))),
      'Line 7 is no event of a trace: its member time is missing or wrong. Nothing was opened.',
    );
    assert.equal(
      said(fileErrorPhrases(new FileError('no-readable-entry', { count: 3, index: 1, why: 'bad-url' }))),
      'None of this HAR’s entries can be read (there are 3). The address of entry 1 is no URL.',
    );
    assert.equal(said(fileErrorPhrases(new FileError('empty')), textOf('de')), 'Die Datei ist leer.');
  });

  test('a notice says its figures', () => {
    assert.equal(
      said(fileNoticePhrases(fileNotice('entries-skipped', { count: 2, of: 9, index: 4, why: 'no-url' }))),
      'Entries that could not be read: 2 of 9. The first of them: Entry 4 names no address: its request has no url.',
    );
    assert.match(
      said(fileNoticePhrases(fileNotice('rules-not-known', { product: 'Safari' }))),
      /^Safari made these requests/,
    );
  });

  test('each tool’s own remedy is named where a file has no cookies, and another tool’s never', () => {
    const remedy = (tool: string): string => said(fileNoticePhrases(fileNotice('no-cookies', { tool })));
    for (const { id } of HAR_TOOLS) {
      assert.match(remedy(id), /^This HAR holds no cookies/, id);
      if (id !== 'chrome') assert.doesNotMatch(remedy(id), /sensitive data/, id);
    }
    assert.match(remedy('chrome'), /sensitive data/);
    assert.match(remedy('charles'), /Block Cookies/);
    assert.match(remedy('insomnia'), /Insomnia/);
    assert.match(remedy('safari'), /Safari/);
    assert.equal(remedy('__proto__'), remedy('other'));
  });

  test('no word is missing in any language, and none is left without its figure', () => {
    const errors = [
      'empty',
      'not-readable',
      'not-json',
      'not-har',
      'xml',
      'not-trace',
      'no-version',
      'newer-version',
      'line-too-long',
      'line-not-text',
      'line-not-json',
      'line-no-event',
      'line-out-of-order',
      'cut',
      'no-entries',
      'no-readable-entry',
      'no-events',
      'cancelled',
    ] as const;
    const notices = [
      'masked',
      'redacted',
      'tunnels',
      'browser-not-known',
      'rules-not-known',
      'entries-dropped',
      'entries-skipped',
      'other-schemes',
      'long-headers',
      'repaired',
      'text-after-end',
      'story-changed',
      'predicted',
      'events-dropped',
      'unknown-kind',
      'cut-in-entry',
      'broken-after-entry',
      'cut-in-line',
      'cut-without-end',
      'lines-missing',
    ] as const;
    for (const locale of readdirSync(folder)) {
      const text = textOf(locale);
      for (const code of errors)
        assert.doesNotMatch(said(fileErrorPhrases({ code, params: {} }), text), /\?\?|^$/, code);
      for (const code of notices)
        assert.doesNotMatch(said(fileNoticePhrases({ code, params: {} }), text), /\?\?|^$/, code);
      for (const { id } of HAR_TOOLS)
        assert.notEqual(said(fileNoticePhrases(fileNotice('no-cookies', { tool: id })), text), '');
    }
  });
});
