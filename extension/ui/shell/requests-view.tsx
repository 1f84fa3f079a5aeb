import { useRef } from 'preact/hooks';
import type { TraceRow } from '../../trace/model/trace.ts';
import { placeOfDetails, sizeOfDetails } from '../model/details-place.ts';
import { useInspector } from '../model/inspector-context.ts';
import { ErrorBoundary } from '../parts/error-boundary.tsx';
import { HeldFoot } from '../parts/held-foot.tsx';
import { useLater } from '../parts/later.ts';
import { Splitter } from '../parts/splitter.tsx';
import { useEmptyState } from '../parts/use-empty-state.ts';
import { useSize } from '../parts/use-size.ts';
import { RequestTable } from '../requests/request-table.tsx';
import { useBehindRows } from './use-behind-rows.ts';

// The rows come first; the details are loaded after them.
const loadDetails = () => import('../details/details.tsx');
const loadEditing = () => import('../jar/cookie-editing.tsx');
const loadKinds = () => import('../requests/kind-chips.tsx');
const loadEmpty = () => import('../parts/empty.tsx');

/** The Requests view: the table, and the details of one row beside, below or over it. */
export function RequestsView() {
  const { text, selection, selected, scope, layout } = useInspector();
  const { ref, size } = useSize<HTMLDivElement>();
  const heading = useRef<HTMLHeadingElement>(null);
  const place = placeOfDetails(layout.details.value, size);
  const over = place === 'over';
  const empty = useEmptyState();
  const later = useLater(loadDetails);
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
  const shown = detailed !== undefined && empty === undefined && later !== undefined;
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
        {row === undefined && scope.value.thread !== undefined && <HeldFoot thread={scope.value.thread} />}
      </div>
      {sizes !== undefined && (
        <Splitter
          runs={place === 'below' ? 'across' : 'down'}
          {...sizes}
          onResize={(next) => {
            chosen.value = next;
          }}
        />
      )}
      {shown && (
        <ErrorBoundary label="partDetails" of={detailed}>
          <later.Details row={detailed} over={over} onClose={close} heading={heading} editor={<Editing />} />
        </ErrorBoundary>
      )}
    </div>
  );
}

/** The cookie form instead of a row's details, loaded on first use. */
function Editing() {
  const later = useLater(loadEditing);
  return later === undefined ? null : <later.CookieEditing />;
}
