import { useEffect, useId, useState } from 'preact/hooks';
import { Foreign } from '../parts/foreign.tsx';

interface FieldProps {
  readonly label: string;
  /** What to enter. */
  readonly what: string;
  readonly value: string;
  readonly placeholder?: string;
  /** The problem with a text, in one sentence. */
  readonly why?: (typed: string) => string | undefined;
  readonly onSave: (typed: string) => void;
}

/** A text field that saves on blur and on Enter, if the text is valid. */
export function Field({ label, what, value, placeholder, why, onSave }: FieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const [wrong, setWrong] = useState('');
  useEffect(() => setTyped(value), [value]);
  const save = (): void => {
    const now = typed.trim();
    const problem = why?.(now) ?? '';
    setWrong(problem);
    if (problem === '' && now !== value) onSave(now);
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="mono"
        autocomplete="off"
        spellcheck={false}
        value={typed}
        placeholder={placeholder}
        aria-describedby={`${id}-what`}
        aria-invalid={wrong !== ''}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setWrong('');
        }}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
        }}
      />
      <p id={`${id}-what`} class={wrong === '' ? 'dim' : 'bad'} role={wrong === '' ? undefined : 'alert'}>
        {wrong === '' ? what : <Foreign text={wrong} />}
      </p>
    </div>
  );
}
