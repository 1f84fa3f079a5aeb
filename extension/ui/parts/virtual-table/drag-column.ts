import type { ColumnPlace } from './column-order.ts';

/** A pointer that moves less only clicks; px. */
const LEAST = 6;

/** A heading under the pointer, by the id of its column. */
const idOf = (head: HTMLElement | undefined): string => head?.dataset['column'] ?? '';

/**
 * Follows the pointer from a heading until it is let go, and shows where the column would go. Escape keeps the order.
 *
 * @param onDrop called with the place; not called if the column would stay where it is
 */
export function dragColumn(
  start: PointerEvent & { readonly currentTarget: HTMLElement },
  onDrop: (id: string, place: ColumnPlace) => void,
): void {
  const row = start.currentTarget;
  const target = start.target instanceof Element ? start.target : null;
  const head = target?.closest<HTMLElement>('th[data-column]') ?? undefined;
  if (head === undefined || start.button !== 0 || target?.closest('.column-edge, input') !== null) return;
  const heads = [...row.querySelectorAll<HTMLElement>('th[data-column]')];
  const ends = new AbortController();
  const { signal } = ends;
  let place: ColumnPlace | undefined;
  let moves = false;

  const mark = (next: ColumnPlace | undefined): void => {
    place = next;
    for (const each of heads) {
      if (next !== undefined && idOf(each) === next.of) each.dataset['drop'] = next.side;
      else delete each.dataset['drop'];
    }
  };
  const end = (): void => {
    ends.abort();
    mark(undefined);
    delete head.dataset['dragged'];
  };
  const options = { signal, capture: true };
  addEventListener(
    'pointermove',
    ({ pointerId, clientX }) => {
      if (pointerId !== start.pointerId) return;
      if (!moves && Math.abs(clientX - start.clientX) < LEAST) return;
      if (!moves) {
        moves = true;
        head.dataset['dragged'] = '';
        row.setPointerCapture(pointerId);
      }
      mark(placeAt(heads, head, clientX));
    },
    options,
  );
  addEventListener(
    'pointerup',
    () => {
      const to = place;
      end();
      if (moves) swallowClick();
      if (to !== undefined) onDrop(idOf(head), to);
    },
    options,
  );
  addEventListener('pointercancel', end, options);
  addEventListener('blur', end, options);
  addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      end();
      swallowClick();
    },
    options,
  );
}

/** Beside which heading the pointer would put another one; undefined: that one would stay where it is. */
function placeAt(heads: readonly HTMLElement[], dragged: HTMLElement, x: number): ColumnPlace | undefined {
  const near = heads.find((head) => x < head.getBoundingClientRect().right) ?? heads.at(-1);
  if (near === undefined || near === dragged) return undefined;
  const { left, width } = near.getBoundingClientRect();
  const side = x < left + width / 2 ? 'before' : 'after';
  const stays = side === 'before' ? heads[heads.indexOf(near) - 1] : heads[heads.indexOf(near) + 1];
  return stays === dragged ? undefined : { of: idOf(near), side };
}

/** The click that ends a drag does not sort. It comes in the same turn, or not at all. */
function swallowClick(): void {
  const ends = new AbortController();
  const swallow = (event: Event): void => {
    event.stopPropagation();
    event.preventDefault();
  };
  addEventListener('click', swallow, { capture: true, once: true, signal: ends.signal });
  for (const other of ['pointerdown', 'keydown']) {
    addEventListener(other, () => ends.abort(), { capture: true, once: true, signal: ends.signal });
  }
}
