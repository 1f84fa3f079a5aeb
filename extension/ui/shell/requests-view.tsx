import { useRef } from 'preact/hooks';
import type { TraceRow } from '../../trace/model/trace.ts';
import { placeOfDetails, sizeOfDetails } from '../model/details-place.ts';
import { useInspector } from '../model/inspector-context.ts';
import { useLater } from '../parts/later.ts';
import { useEmptyState } from '../parts/use-empty-state.ts';
import { useSize } from '../parts/use-size.ts';
import { RequestTable } from '../requests/request-table.tsx';
import { useBehindRows } from './use-behind-rows.ts';

// The rows come first; what stands beside and below them is loaded after them.
const loadBeside = () => import('./beside-rows.tsx');
const loadKinds = () => import('../requests/kind-chips.tsx');
const loadEmpty = () => import('../parts/empty.tsx');

/** The Requests view: the table, and the details of one row beside, below or over it. */
export function RequestsView() {
  const { text, selection, selected, layout } = useInspector();
  const { ref, size } = useSize<HTMLDivElement>();
  const heading = useRef<HTMLHeadingElement>(null);
  const place = placeOfDetails(layout.details.value, size);
  const over = place === 'over';
  const empty = useEmptyState();
  const beside = useLater(loadBeside);
  const none = useLater(loadEmpty);
  const kinds = useLater(loadKinds);
  const follows = selection.value.kind === 'newest';
  const row = over && follows ? undefined : selected.value;
  const detailed = useBehindRows(row, follows);

  const open = (next: TraceRow, go: boolean): void => {
    selection.value = { kind: 'row', row: next };
    if (over || go) requestAnimationFrame(() => heading.current?.focus());
  };
  const close = (): void => {
    selection.value = over ? { kind: 'newest' } : { kind: 'none' };
  };

  if (size.width === 0) return <div class="split" ref={ref} />;
  const shown = detailed !== undefined && empty === undefined && beside !== undefined;
  const chosen = place === 'below' ? layout.detailsHeight : layout.detailsWidth;
  const sizes = over || !shown ? undefined : sizeOfDetails(place, size, chosen.value);
  return (
    <div
      class={sizes === undefined ? 'split' : `split with-details ${place}`}
      style={{ '--details': sizes === undefined ? undefined : `${sizes.size}px` }}
      ref={ref}
    >
      <div class="table-side">
        <fieldset class="kinds" aria-label={text.say('kinds')}>
          {kinds !== undefined && <kinds.KindChips />}
        </fieldset>
        {empty === undefined ? (
          <RequestTable beside={!over} shown={row} onOpen={open} />
        ) : (
          none !== undefined && <none.Empty state={empty} />
        )}
        {row === undefined && beside !== undefined && <beside.RowsFoot />}
      </div>
      {shown && <beside.RowDetails row={detailed} place={place} sizes={sizes} onClose={close} heading={heading} />}
    </div>
  );
}
