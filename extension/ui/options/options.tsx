import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Brand } from '../parts/brand.tsx';
import type { Text } from '../words/text.ts';

/** Where the settings lie. */
export interface SettingsHost {
  /** The most entries that are kept. */
  readLimit(): Promise<number>;
  saveLimit(limit: number): Promise<void>;
}

const least = 100;
const most = 1_000_000;

/** The options page. */
export function Options({ text, settings }: { readonly text: Text; readonly settings: SettingsHost }) {
  const typed = useSignal('');
  const said = useSignal<{ readonly good: boolean; readonly words: string } | undefined>(undefined);
  useEffect(() => {
    void settings.readLimit().then((limit) => {
      typed.value = String(limit);
    });
  }, [settings, typed]);

  const save = async (): Promise<void> => {
    const limit = Number(typed.value);
    if (!Number.isInteger(limit) || limit < least || limit > most) {
      said.value = { good: false, words: text.say('optionBoundBad', text.number(least), text.number(most)) };
      return;
    }
    await settings.saveLimit(limit);
    said.value = { good: true, words: text.say('optionSaved') };
  };

  return (
    <div class="options">
      <header class="bar">
        <Brand />
      </header>
      <main>
        <h2>{text.say('optionsTitle')}</h2>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <label for="limit">{text.say('optionBound')}</label>
          <div class="option-line">
            <input
              id="limit"
              inputMode="numeric"
              autocomplete="off"
              aria-describedby="limit-what"
              aria-invalid={said.value?.good === false}
              value={typed.value}
              onInput={(event) => {
                typed.value = event.currentTarget.value;
                said.value = undefined;
              }}
            />
            <button type="submit" class="primary">
              {text.say('save')}
            </button>
            <span role="status" class={said.value?.good === false ? 'bad' : 'good'}>
              {said.value?.words}
            </span>
          </div>
          <p id="limit-what" class="dim">
            {text.say('optionBoundWhat')}
          </p>
        </form>
      </main>
    </div>
  );
}
