import { useMemo, useRef } from 'preact/hooks';
import type { JarLine, JarRow } from '../../trace/jar/jar-rows.ts';
import { useInspector } from '../model/inspector-context.ts';
import { useWorld } from '../model/world.ts';
import { Foreign } from '../parts/foreign.tsx';
import { keyedRows } from '../parts/virtual-table/row-set.ts';
import type { TableLayout } from '../parts/virtual-table/table-layout.ts';
import { drawCells } from '../parts/virtual-table/table-row.tsx';
import type { TableFrame } from '../parts/virtual-table/use-table-frame.ts';
import { type RowDrawing, VirtualTable } from '../parts/virtual-table/virtual-table.tsx';
import { sortableColumns } from './jar-columns.tsx';
import { useJarEditor } from './jar-editor-context.ts';
import { onJarKey } from './jar-keys.ts';
import { openJarMenu } from './jar-menu.ts';

interface JarTableProps {
  readonly frame: TableFrame<JarRow>;
  /** Whether the form is beside the table; then arrow keys move it to the next cookie too. */
  readonly beside: boolean;
  /** Opens a cookie's form; `go` moves the focus there. */
  readonly onOpen: (key: string, go: boolean) => void;
}

/** The table of cookies, with group headings between them. */
export function JarTable({ frame, beside, onOpen }: JarTableProps) {
  const { text } = useWorld();
  const jarEditor = useJarEditor();
  const inspector = useInspector();
  const { marked, sort, group, pane, inline } = jarEditor;
  const clicked = useRef<string | undefined>(undefined);
  const lines = jarEditor.lines.value;
  const list = useMemo(() => keyedRows(lines, keyOf), [lines]);
  const { layout } = frame;
  const marks = marked.value;
  const drawing = useMemo<RowDrawing<JarLine>>(
    () => ({
      draw: (line) => (line.kind === 'row' ? drawCells(layout, line.row) : <GroupHead line={line} layout={layout} />),
      version: () => '',
      className: (line) => (line.kind === 'group' ? 'group' : marked.peek().has(line.row.key) ? 'marked' : ''),
    }),
    [layout, marked],
  );
  void marks;
  const open = pane.value?.kind === 'cookie' ? pane.value.key : undefined;
  const chosen = useMemo(() => lines.find((line) => line.kind === 'row' && line.row.key === open), [lines, open]);
  return (
    <VirtualTable
      label={text.say('jarTable')}
      frame={frame}
      list={list}
      revision={lines}
      drawing={drawing}
      chosen={chosen}
      seeks
      onOpen={(line, go) => {
        if (line.kind === 'row') onOpen(line.row.key, go);
      }}
      onMove={(line) => {
        const follows = beside && pane.peek()?.kind === 'cookie';
        if (follows && line.kind === 'row') pane.value = { kind: 'cookie', key: line.row.key };
      }}
      enters="first-in-sight"
      sort={{
        ...sort.value,
        onSort: (id, descending) => {
          const column = sortableColumns.find((each) => each.id === id);
          if (column !== undefined) sort.value = { column: column.id, descending };
        },
      }}
      order={`${sort.value.column} ${sort.value.descending} ${group.value}`}
      onKey={(event, line) => onJarKey(event, line, jarEditor)}
      onPick={(line, event) => {
        // The first click opened the form, which may have moved the cells: the row is still the same.
        const twice = event.detail === 2 && line.kind === 'row' && clicked.current === line.row.key;
        const onValue = event.target instanceof Element && event.target.closest('.cell.value') !== null;
        clicked.current = onValue && line.kind === 'row' ? line.row.key : undefined;
        if (twice) inline.value = line.row.key;
        return twice;
      }}
      onMenu={(line, place) => {
        if (line.kind === 'row') openJarMenu(inspector, jarEditor, line.row, place);
      }}
    />
  );
}

interface GroupHeadProps {
  readonly line: Extract<JarLine, { readonly kind: 'group' }>;
  readonly layout: TableLayout<JarRow>;
}

function GroupHead({ line, layout }: GroupHeadProps) {
  const { text } = useWorld();
  return (
    <th scope="rowgroup" class="cell across" colSpan={layout.columns.length}>
      <Foreign text={line.label === '' ? text.say('jarGroupNone') : line.label} />{' '}
      <span class="dim">{text.number(line.count)}</span>
    </th>
  );
}

function keyOf(line: JarLine): string {
  return line.kind === 'row' ? line.row.key : `group ${line.label}`;
}
