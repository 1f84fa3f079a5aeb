import { useRef } from 'preact/hooks';
import { useWorld } from '../../model/world.ts';
import { zoomAt } from '../zoom.ts';

interface ColumnEdgeProps {
  /** Called with the new width (px); undefined: back to the usual width. */
  readonly onResize: (width: number | undefined) => void;
}

/** Where a pointer is, in px of the table: they are larger where the text is. */
function placeOf({ clientX, currentTarget }: PointerEvent): number {
  return clientX / zoomAt(currentTarget);
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
        grabbed.current = placeOf(event) - (event.currentTarget.parentElement?.offsetWidth ?? 0);
      }}
      onPointerMove={(event) => {
        if (grabbed.current !== undefined) onResize(placeOf(event) - grabbed.current);
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onDblClick={() => onResize(undefined)}
    />
  );
}
