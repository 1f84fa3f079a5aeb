import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { effect, signal } from '@preact/signals-core';
import { type Language, readLanguage } from '../../extension/protocol/settings/language.ts';
import { textOf } from '../../extension/ui/model/language.ts';

describe('the language', () => {
  test('is one that has messages, or the browser’s, whatever was kept', () => {
    assert.equal(readLanguage('de'), 'de');
    for (const damaged of ['fr', '', null, 7, ['de'], '__proto__']) assert.equal(readLanguage(damaged), 'browser');
  });

  test('changes words, plurals and numbers', () => {
    const shown = signal('en');
    const language = { chosen: signal<Language>('browser'), shown, choose: () => undefined };
    const text = textOf({ message: (key, ...args) => `${shown.peek()} ${key} ${args.join()}`, language });
    assert.equal(text.say('close'), 'en close ');
    assert.equal(text.number(1234.5), '1,234.5');
    shown.value = 'de';
    assert.equal(text.say('close'), 'de close ');
    assert.equal(text.number(1234.5), '1.234,5');
    assert.equal(text.plural('jarCookies', 2), 'de jarCookies_other 2');
  });

  test('is no signal that a component would depend on', () => {
    const shown = signal('en');
    const language = { chosen: signal<Language>('browser'), shown, choose: () => undefined };
    const text = textOf({ message: (key) => key, language });
    let times = 0;
    effect(() => {
      times += 1;
      return void [text.say('close'), text.number(1), text.plural('jarCookies', 2), text.clock(0)];
    });
    shown.value = 'de';
    assert.equal(times, 1);
  });
});
