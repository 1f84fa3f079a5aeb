import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { LEAST_LIMIT, MAX_LIMIT } from '../../protocol/settings/settings.ts';
import { whyFailed } from '../../trace/model/why-failed.ts';
import { useWorld } from '../model/world.ts';
import type { SettingsHost } from './settings-host.ts';

/** The form for the maximum number of entries. */
export function LimitForm({ settings }: { readonly settings: SettingsHost }) {
  const { text } = useWorld();
  const typed = useSignal('');
  const said = useSignal<{ readonly good: boolean; readonly words: string } | undefined>(undefined);
  useEffect(() => {
    void settings.read().then(({ limit }) => {
      typed.value = String(limit);
    });
  }, [settings, typed]);

  const save = async (): Promise<void> => {
    const limit = Number(typed.value);
    if (!Number.isInteger(limit) || limit < LEAST_LIMIT || limit > MAX_LIMIT) {
      const words = text.say('optionBoundBad', text.number(LEAST_LIMIT), text.number(MAX_LIMIT));
      said.value = { good: false, words };
      return;
    }
    try {
      await settings.setLimit(limit);
      said.value = { good: true, words: text.say('optionSaved') };
    } catch (reason) {
      said.value = { good: false, words: whyFailed(reason) };
    }
  };

  return (
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
  );
}
