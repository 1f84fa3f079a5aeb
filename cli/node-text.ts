import { readFileSync } from 'node:fs';
import type { MessageKey } from '../extension/trace/words/message-key.ts';
import { createText, type Text } from '../extension/trace/words/text.ts';

/** The languages that `_locales` holds. */
export type Language = 'en' | 'de';

type Messages = Readonly<Record<string, { readonly message: string }>>;

/** A Text for programs without a browser: the same messages, filled in as `browser.i18n` does. */
export function nodeText(language: Language = 'en'): Text {
  const file = new URL(`../extension/_locales/${language}/messages.json`, import.meta.url);
  const messages = JSON.parse(readFileSync(file, 'utf8')) as Messages;
  const message = (key: MessageKey, ...substitutions: readonly string[]): string => {
    const words = Object.hasOwn(messages, key) ? (messages[key]?.message ?? '') : '';
    return words.replace(/\$(\d)/g, (_all, n: string) => substitutions[Number(n) - 1] ?? '');
  };
  return createText(message, language);
}
