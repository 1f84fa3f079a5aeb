import { useState } from 'preact/hooks';
import { useWorld } from '../model/world.ts';

/** Copies a text and shows the result on the button. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { host, text: words } = useWorld();
  const [state, setState] = useState<'idle' | 'done' | 'failed'>('idle');
  const copy = () =>
    host.copy(text).then(
      () => setState('done'),
      () => setState('failed'),
    );
  const stateKeys = { idle: 'copy', done: 'copied', failed: 'copyFailed' } as const;
  return (
    <button
      type="button"
      class="small"
      aria-label={state === 'idle' ? label : undefined}
      onClick={copy}
      onBlur={() => setState('idle')}
    >
      <span aria-live="polite">{words.say(stateKeys[state])}</span>
    </button>
  );
}
