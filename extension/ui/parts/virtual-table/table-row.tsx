import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { ErrorBoundary, PartFailed } from '../error-boundary.tsx';
import { Icon } from '../icon.tsx';
import type { TableLayout } from './table-layout.ts';

interface TableRowProps<Row> {
  readonly row: Row;
  readonly index: number;
  /** px from the first row. */
  readonly top: number;
  readonly className: string;
  /** Whether this row is the table's tab stop. */
  readonly tabStop: boolean;
  /** Whether its details are shown. */
  readonly chosen: boolean;
  /** Whether it is one of several selected rows; undefined: none is selected. */
  readonly marked?: boolean;
  /** Changes whenever a row that changes in place must be drawn again. */
  readonly version: string;
  readonly draw: (row: Row) => ComponentChildren;
  readonly onOpen: (row: Row, event: MouseEvent) => void;
  readonly onFocus: (row: Row) => void;
}

/** One row at its position. */
export function TableRow<Row>(props: TableRowProps<Row>) {
  const { row, index, top, className, tabStop, chosen, marked, version, draw, onOpen, onFocus } = props;
  // Preact skips identical elements: scrolling draws only new rows.
  const cells = useMemo(() => <Cells row={row} draw={draw} />, [row, version, draw]);
  return (
    <tr
      class={`row ${className}${chosen ? ' chosen' : ''}${marked === true ? ' marked' : ''}`}
      aria-rowindex={index + 2}
      aria-selected={marked}
      aria-current={chosen ? 'true' : undefined}
      tabIndex={tabStop ? 0 : -1}
      data-active={tabStop ? '' : undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => {
        if (event.target instanceof HTMLInputElement) return;
        onFocus(row);
        onOpen(row, event);
      }}
      onFocus={() => onFocus(row)}
    >
      <ErrorBoundary of={version} instead={(error) => <FailedCells error={error} />}>
        {cells}
      </ErrorBoundary>
    </tr>
  );
}

function Cells<Row>({ row, draw }: Pick<TableRowProps<Row>, 'row' | 'draw'>): ComponentChildren {
  return draw(row);
}

/** Replaces the cells of a row that cannot be drawn; the other rows can. */
function FailedCells({ error }: { readonly error: unknown }) {
  return (
    <td class="cell across" colSpan={99}>
      <Icon name="refuse" />
      <span class="across-text">
        <PartFailed error={error} />
      </span>
    </td>
  );
}

/** The cells of a row with all columns. */
export function drawCells<Facts>({ columns }: TableLayout<Facts>, facts: Facts): ComponentChildren {
  return columns.map(({ column, className, style }) => (
    <td key={column.id} class={className} style={style} title={column.title?.(facts)}>
      {column.cell(facts)}
    </td>
  ));
}
