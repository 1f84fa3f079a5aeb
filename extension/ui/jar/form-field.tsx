import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  /** What is wrong with it; undefined: nothing. */
  readonly problem?: string | undefined;
  /** The control, given the id that ties it to its name, and the id of what is wrong with it. */
  readonly children: (id: string, described: string | undefined) => ComponentChildren;
}

/** A field with its name, and below it what is wrong with it. */
export function Field({ label, problem, children }: FieldProps) {
  const id = useId();
  return (
    <div class="jar-field">
      <label class="jar-label" for={id}>
        {label}
      </label>
      {children(id, problem === undefined ? undefined : `${id}-why`)}
      {problem !== undefined && (
        <span id={`${id}-why`} class="bad jar-problem">
          {problem}
        </span>
      )}
    </div>
  );
}
