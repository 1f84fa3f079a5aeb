import { type ReadonlySignal, signal } from '@preact/signals-core';
import browser from 'webextension-polyfill';
import { LANGUAGE_KEY, type Language, readLanguage } from '../protocol/settings/language.ts';
import { type Messages, messagesOf } from '../protocol/settings/messages-of.ts';
import type { MessageKey } from '../trace/words/message-key.ts';
import type { LanguageModel } from '../ui/model/language.ts';

/** Where the choice is kept, as JSON, for all pages: they read it before they draw. */
const KEY = 'language';

/** The words of a page, in the language that the user chose. `browser.i18n` knows the browser's alone. */
export class PageLanguage implements LanguageModel {
  readonly #chosen = signal<Language>(keptLanguage());
  readonly #shown = signal(browser.i18n.getUILanguage());
  #messages: Messages | undefined;
  /** Settles when the words of the last choice are there. */
  ready: Promise<void>;

  constructor() {
    this.ready = this.#load();
    addEventListener('storage', ({ key }) => {
      if (key === KEY || key === null) this.#follow(keptLanguage());
    });
  }

  get chosen(): ReadonlySignal<Language> {
    return this.#chosen;
  }

  get shown(): ReadonlySignal<string> {
    return this.#shown;
  }

  choose(language: Language): void {
    try {
      localStorage.setItem(KEY, JSON.stringify(language));
    } catch {
      // The browser stores nothing: the choice holds for this page.
    }
    // The background follows, for what the browser itself shows.
    void browser.storage.local.set({ [LANGUAGE_KEY]: language }).catch(() => undefined);
    this.#follow(language);
  }

  readonly message = (key: MessageKey, ...substitutions: readonly string[]): string => {
    const own = this.#messages !== undefined && Object.hasOwn(this.#messages, key) ? this.#messages[key] : undefined;
    if (own === undefined) return browser.i18n.getMessage(key, substitutions as string[]);
    return own.message.replace(/\$(\d)/g, (_, place: string) => substitutions[Number(place) - 1] ?? '');
  };

  #follow(language: Language): void {
    if (language === this.#chosen.peek()) return;
    this.#chosen.value = language;
    this.ready = this.#load();
  }

  async #load(): Promise<void> {
    const language = this.#chosen.peek();
    const browserShows = browser.i18n.getUILanguage();
    const messages = language === 'browser' ? undefined : await messagesOf(language);
    // Another choice was made meanwhile.
    if (language !== this.#chosen.peek()) return;
    this.#messages = messages;
    // `en-GB` writes times in its own way.
    this.#shown.value = messages === undefined || browserShows.startsWith(language) ? browserShows : language;
  }
}

function keptLanguage(): Language {
  try {
    return readLanguage(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    return 'browser';
  }
}
