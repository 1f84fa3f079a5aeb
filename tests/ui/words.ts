import messages from '../../extension/_locales/en/messages.json' with { type: 'json' };
import type { MessageKey } from '../../extension/trace/words/message-key.ts';
import { createText } from '../../extension/trace/words/text.ts';

/** A message as the browser would give it. */
export function message(key: MessageKey, ...substitutions: readonly string[]): string {
  return messages[key].message.replace(/\$(\d)/gu, (_, n: string) => substitutions[Number(n) - 1] ?? '');
}

/** The UI's words in English. */
export const english = createText(
  (key, ...substitutions) => (Object.hasOwn(messages, key) ? message(key, ...substitutions) : ''),
  'en',
);
