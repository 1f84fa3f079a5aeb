import { useRef } from 'preact/hooks';
import { useWorld } from '../../model/world.ts';

interface ColumnEdgeProps {
  /** Called with the new width (px); undefined: back to the usual width. */
  readonly onResize: (width: number | undefined) => void;
}

/** The edge of a heading, to drag. It is no stop of the Tab key: the menu has a field for each width. */
export function ColumnEdge({ onResize }: ColumnEdgeProps) {
  const { text } = useWorld();
  // The distance between the pointer and the width when the edge was grabbed.
  const grabbed = useRef<number | undefined>(undefined);
  const release = (): void => {
    grabbed.current = undefined;
  };
  return (
    <span
      class="column-edge"
      aria-hidden="true"
      title={text.say('columnResize')}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        grabbed.current = event.clientX - (event.currentTarget.parentElement?.offsetWidth ?? 0);
      }}
      onPointerMove={(event) => {
        if (grabbed.current !== undefined) onResize(event.clientX - grabbed.current);
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onDblClick={() => onResize(undefined)}
    />
  );
}
