import type { RefObject } from 'preact';
import type { TraceRow } from '../../trace/model/trace.ts';
import { Details } from '../details/details.tsx';
import type { DetailsPlace, DetailsSize } from '../model/details-place.ts';
import { useInspector } from '../model/inspector-context.ts';
import { ErrorBoundary } from '../parts/error-boundary.tsx';
import { HeldFoot } from '../parts/held-foot.tsx';
import { useLater } from '../parts/later.ts';
import { Splitter } from '../parts/splitter.tsx';

// Loaded on first use.
const loadEditing = () => import('../jar/cookie-editing.tsx');

interface RowDetailsProps {
  readonly row: TraceRow;
  readonly place: DetailsPlace;
  /** Absent where the details cover the table. */
  readonly sizes: DetailsSize | undefined;
  readonly onClose: () => void;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** The details of a row, with the line between them and the table. */
export function RowDetails({ row, place, sizes, onClose, heading }: RowDetailsProps) {
  const { layout } = useInspector();
  return (
    <>
      {sizes !== undefined && (
        <Splitter
          runs={place === 'below' ? 'across' : 'down'}
          {...sizes}
          onResize={(next) => {
            (place === 'below' ? layout.detailsHeight : layout.detailsWidth).value = next;
          }}
        />
      )}
      <ErrorBoundary label="partDetails" of={row}>
        <Details row={row} over={place === 'over'} onClose={onClose} heading={heading} editor={<Editing />} />
      </ErrorBoundary>
    </>
  );
}

/** The cookie form instead of a row's details. */
function Editing() {
  const later = useLater(loadEditing);
  return later === undefined ? null : <later.CookieEditing />;
}

/** Below the rows, where no details are: the cookie of the chosen thread. */
export function RowsFoot() {
  const { thread } = useInspector().scope.value;
  return thread === undefined ? null : <HeldFoot thread={thread} />;
}
