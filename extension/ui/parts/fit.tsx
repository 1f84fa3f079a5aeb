import type { ComponentChildren } from 'preact';

interface FitProps {
  readonly words: string;
  /** How the words are drawn, if not as they are. */
  readonly children?: ComponentChildren;
  readonly brief: string;
  /** The px that the words need, with what stands beside them in their cell. */
  readonly needs: number;
}

/** Words where their cell has room for them, else brief ones; the stylesheet decides. Screen readers get the words. */
export function Fit({ words, children, brief, needs }: FitProps) {
  return (
    <span class="fit" style={{ '--needs': `${needs}px` }} data-brief={brief} title={words}>
      <span>{children ?? words}</span>
    </span>
  );
}
