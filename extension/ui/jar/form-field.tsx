import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  /** The problem with the value; undefined if there is none. */
  readonly problem?: string | undefined;
  /** The control. It gets its id for the label, and the id of the problem text. */
  readonly children: (id: string, described: string | undefined) => ComponentChildren;
}

/** A form field with its label, and its problem below. */
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
