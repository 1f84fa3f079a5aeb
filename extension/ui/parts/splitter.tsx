import { useRef } from 'preact/hooks';
import { useWorld } from '../model/world.ts';
import '../styles/details.css';
import { zoomAt } from './zoom.ts';

interface SplitterProps {
  /** Which way the line runs between the two parts. */
  readonly runs: 'across' | 'down';
  /** The size of the part after it, and its limits; px. */
  readonly size: number;
  readonly least: number;
  readonly most: number;
  /** Undefined: back to the usual size. */
  readonly onResize: (size: number | undefined) => void;
}

const step = 24;

/** The line between a table and its details, moved by mouse, finger or arrow keys; a double click puts it back. */
export function Splitter({ runs, size, least, most, onResize }: SplitterProps) {
  const { text } = useWorld();
  const grabbed = useRef<number | undefined>(undefined);
  // Px of its own: they are larger where the text is.
  const place = ({ clientX, clientY, currentTarget }: PointerEvent): number =>
    (runs === 'down' ? clientX : clientY) / zoomAt(currentTarget);
  const resize = (next: number): void => onResize(Math.min(most, Math.max(least, Math.round(next))));
  const release = (): void => {
    grabbed.current = undefined;
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be moved.
    <div
      class={`splitter ${runs}`}
      role="separator"
      tabIndex={0}
      aria-label={text.say('splitter')}
      title={text.say('splitterWhat')}
      aria-orientation={runs === 'down' ? 'vertical' : 'horizontal'}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.focus();
        event.currentTarget.setPointerCapture(event.pointerId);
        grabbed.current = size + place(event);
      }}
      onPointerMove={(event) => {
        if (grabbed.current !== undefined) resize(grabbed.current - place(event));
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onDblClick={() => onResize(undefined)}
      onKeyDown={(event) => {
        const grows = runs === 'down' ? 'ArrowLeft' : 'ArrowUp';
        const shrinks = runs === 'down' ? 'ArrowRight' : 'ArrowDown';
        if (event.key === grows) resize(size + step);
        else if (event.key === shrinks) resize(size - step);
        else return;
        event.preventDefault();
      }}
    />
  );
}
