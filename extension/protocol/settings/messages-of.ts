import browser from 'webextension-polyfill';
import type { LanguageCode } from './language.ts';

/** The messages of a language, as `_locales` has them. */
export type Messages = Readonly<Record<string, { readonly message: string }>>;

/** Reads the messages of a language. Undefined where they cannot be read: then the browser's own words are shown. */
export async function messagesOf(language: LanguageCode): Promise<Messages | undefined> {
  try {
    const response = await fetch(browser.runtime.getURL(`_locales/${language}/messages.json`));
    return (await response.json()) as Messages;
  } catch {
    return undefined;
  }
}
