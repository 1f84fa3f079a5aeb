import type { JarRow, SortColumn } from '../../trace/jar/jar-rows.ts';
import type { TableColumn } from '../parts/virtual-table/table-column.ts';
import {
  ChangedCell,
  DomainCell,
  ExpiresCell,
  FlagsCell,
  MarkAllBox,
  MarkBox,
  NameCell,
  PathCell,
  SentCell,
  SizeCell,
  ValueCell,
} from './jar-cells.tsx';

/** A column that the cookies can be sorted by. */
export interface SortableColumn extends TableColumn<JarRow> {
  readonly id: SortColumn;
}

/** The columns with facts about a cookie, in order. */
export const sortableColumns: readonly SortableColumn[] = [
  {
    id: 'name',
    label: 'jarName',
    width: { least: 104, share: 1.2 },
    priority: 1,
    narrow: { line: 1, width: 'rest' },
    cell: (row) => <NameCell row={row} />,
    sortable: true,
  },
  {
    id: 'value',
    label: 'jarValue',
    width: { least: 104, share: 1 },
    priority: 1,
    narrow: { line: 1, width: 116, from: 380 },
    cell: (row) => <ValueCell row={row} />,
    sortable: true,
  },
  {
    id: 'domain',
    label: 'factDomain',
    width: { least: 96, share: 1.2 },
    priority: 1,
    narrow: { line: 2, width: 'rest' },
    cell: (row) => <DomainCell row={row} />,
    sortable: true,
  },
  {
    id: 'path',
    label: 'factPath',
    width: { least: 48, share: 0.6 },
    priority: 1,
    narrow: { line: 2, width: 68, from: 280 },
    cell: (row) => <PathCell row={row} />,
    sortable: true,
  },
  {
    id: 'expires',
    label: 'factExpires',
    width: { least: 120, share: 0.6 },
    priority: 1,
    narrow: { line: 2, width: 124, atEnd: true },
    cell: (row) => <ExpiresCell row={row} />,
    sortable: true,
  },
  {
    id: 'flags',
    label: 'jarFlags',
    width: { least: 118, share: 0.9, comfort: 172 },
    priority: 1,
    cell: (row) => <FlagsCell row={row} />,
    sortable: true,
  },
  {
    id: 'size',
    label: 'jarSize',
    width: { least: 48 },
    priority: 2,
    cell: (row) => <SizeCell row={row} />,
    sortable: true,
  },
  {
    id: 'sent',
    label: 'jarSent',
    width: { least: 94 },
    priority: 1,
    narrow: { line: 1, width: 94, atEnd: true },
    cell: (row) => <SentCell row={row} />,
    sortable: true,
  },
  {
    id: 'changed',
    label: 'jarChanged',
    width: { least: 80 },
    priority: 3,
    cell: (row) => <ChangedCell row={row} />,
    sortable: true,
  },
];

/** All columns of the cookie table. */
export const jarColumns: readonly TableColumn<JarRow>[] = [
  {
    id: 'mark',
    label: 'jarMarked',
    width: { least: 34 },
    priority: 1,
    narrow: { line: 'both', width: 40 },
    cell: (row) => <MarkBox row={row} />,
    head: () => <MarkAllBox />,
  },
  ...sortableColumns,
];
