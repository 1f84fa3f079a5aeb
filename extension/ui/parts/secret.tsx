import type { Signal } from '@preact/signals';
import { masked } from '../../trace/words/short-id.ts';
import { useWorld } from '../model/world.ts';
import { CopyButton } from './copy-button.tsx';
import { Foreign, LongForeign } from './foreign.tsx';

/** A secret text, masked until revealed. */
export function SecretText({ value, revealed }: { readonly value: string; readonly revealed: boolean }) {
  const { text } = useWorld();
  if (value === '') return <span class="dim">{text.say('emptyValue')}</span>;
  return revealed ? <LongForeign text={value} /> : <Foreign text={masked(value)} />;
}

interface SecretButtonsProps {
  readonly name: string;
  readonly value: string;
  readonly revealed: Signal<boolean>;
}

/** Reveal and Copy for a cookie's value. Screen readers get the cookie's name. */
export function SecretButtons({ name, value, revealed }: SecretButtonsProps) {
  const { text } = useWorld();
  return (
    <span class="buttons">
      <button
        type="button"
        class="small"
        aria-pressed={revealed.value}
        aria-label={text.say('revealOf', name)}
        onClick={() => {
          revealed.value = !revealed.value;
        }}
      >
        {text.say(revealed.value ? 'hide' : 'reveal')}
      </button>
      <CopyButton text={value} label={text.say('copyOf', name)} />
    </span>
  );
}
