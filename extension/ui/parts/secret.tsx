import { useState } from 'preact/hooks';
import { masked } from '../../trace/words/short-id.ts';
import { useWorld } from '../model/world.ts';
import { CopyButton } from './copy-button.tsx';
import { Foreign, LongForeign } from './foreign.tsx';

/** Whether a secret is shown, and how to change that. */
export interface Reveal {
  readonly revealed: boolean;
  /** Undefined: it is no secret, and always shown. */
  readonly toggle: (() => void) | undefined;
}

/** A secret that is masked until the user reveals it; what is harmless is shown. */
export function useReveal(isHarmless = false): Reveal {
  const [revealed, reveal] = useState(false);
  return isHarmless ? HARMLESS : { revealed, toggle: () => reveal(!revealed) };
}

export const HARMLESS: Reveal = { revealed: true, toggle: undefined };

/** A secret text, masked until revealed. */
export function SecretText({ value, revealed }: { readonly value: string; readonly revealed: boolean }) {
  const { text } = useWorld();
  if (value === '') return <span class="dim">{text.say('emptyValue')}</span>;
  return revealed ? <LongForeign text={value} /> : <Foreign text={masked(value)} />;
}

interface SecretButtonsProps {
  readonly name: string;
  readonly value: string;
  readonly reveal: Reveal;
}

/** Reveal, where it is a secret, and Copy for a cookie's value. Screen readers get the cookie's name. */
export function SecretButtons({ name, value, reveal }: SecretButtonsProps) {
  const { text } = useWorld();
  return (
    <span class="buttons">
      {reveal.toggle !== undefined && (
        <button
          type="button"
          class="small"
          aria-pressed={reveal.revealed}
          aria-label={text.say('revealOf', name)}
          onClick={reveal.toggle}
        >
          {text.say(reveal.revealed ? 'hide' : 'reveal')}
        </button>
      )}
      <CopyButton text={value} label={text.say('copyOf', name)} />
    </span>
  );
}
