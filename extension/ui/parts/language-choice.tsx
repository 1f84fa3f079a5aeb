import { type Language, languages } from '../../protocol/settings/language.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';

/** The id of the field on its page. */
export const languageChoiceId = 'language-choice';

const names: Readonly<Record<Language, MessageKey>> = {
  browser: 'languageBrowser',
  en: 'languageEnglish',
  de: 'languageGerman',
};
const choices: readonly Language[] = ['browser', ...languages];

/** The choice of the language of all surfaces. */
export function LanguageChoice() {
  const { text, host } = useWorld();
  const { language: model } = host;
  return (
    <select
      id={languageChoiceId}
      value={model.chosen.value}
      onChange={(event) => {
        const language = choices[event.currentTarget.selectedIndex];
        if (language !== undefined) model.choose(language);
      }}
    >
      {choices.map((language) => (
        // Each language is named in its own: who reads no other finds it.
        <option key={language} value={language} lang={language === 'browser' ? undefined : language}>
          {text.say(names[language])}
        </option>
      ))}
    </select>
  );
}
