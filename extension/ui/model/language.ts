import { computed, type ReadonlySignal } from '@preact/signals-core';
import type { Language } from '../../protocol/settings/language.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { createText, type Text } from '../../trace/words/text.ts';

/** The language of all surfaces. */
export interface LanguageModel {
  readonly chosen: ReadonlySignal<Language>;
  /** The language that is shown, as a BCP 47 tag: of words, numbers and times. It changes once its words are there. */
  readonly shown: ReadonlySignal<string>;
  choose(language: Language): void;
}

interface Words {
  readonly message: (key: MessageKey, ...substitutions: readonly string[]) => string;
  readonly language: LanguageModel;
}

/**
 * The text in the language that is shown. It does not make a component that uses it depend on a signal: such a component
 * would no longer be drawn again for a row that changes in place. The page is drawn again instead.
 */
export function textOf({ message, language }: Words): Text {
  const made = computed(() => createText(message, language.shown.value));
  return {
    say: message,
    plural: (key, n, ...more) => made.peek().plural(key, n, ...more),
    number: (n) => made.peek().number(n),
    clock: (ms) => made.peek().clock(ms),
    exact: (ms) => made.peek().exact(ms),
    day: (ms) => made.peek().day(ms),
    span: (ms) => made.peek().span(ms),
  };
}
