/** The languages that have messages. To add one, add its folder in `_locales` and its name here. */
export const languages = ['en', 'de'] as const;

export type LanguageCode = (typeof languages)[number];

/** What the user chose; `browser`: the language of the browser. */
export type Language = 'browser' | LanguageCode;

/** Where the choice lies in `storage.local` for the background, which has no `localStorage`. */
export const LANGUAGE_KEY = 'language';

/** Checks what was kept. */
export function readLanguage(value: unknown): Language {
  return languages.find((code) => code === value) ?? 'browser';
}
