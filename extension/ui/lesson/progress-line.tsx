interface ProgressLineProps {
  /** What goes on, for the ear. */
  readonly label: string;
  readonly count: number;
  readonly total: number;
  /** The same in words. */
  readonly said: string;
}

/** How many parts of a way are done: a bar, and the words beside it. */
export function ProgressLine({ label, count, total, said }: ProgressLineProps) {
  return (
    <p class="tour-progress">
      <progress max={total} value={count} aria-label={label} />
      <span role="status">{said}</span>
    </p>
  );
}
