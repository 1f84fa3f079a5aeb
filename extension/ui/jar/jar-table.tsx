import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { JarLine, JarRow } from '../../trace/jar/jar-rows.ts';
import { identityOf } from '../../trace/jar/jar-step.ts';
import { phrase } from '../../trace/words/phrase.ts';
import { moveInList } from '../model/list-keys.ts';
import { rowWindow, scrollFor, stepOf } from '../model/row-window.ts';
import { useWorld } from '../model/world.ts';
import { Foreign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';
import { useSize } from '../parts/use-size.ts';
import { jarColumns, jarGrid } from './jar-cells.tsx';
import { useJarEditor } from './jar-editor-context.ts';
import { CookieRow, type RowPlace } from './jar-row.tsx';
import { areAllMarked, listedKeys, toggledMarks } from './marks.ts';

interface JarTableProps {
  readonly narrow: boolean;
  readonly onOpen: (key: string, go: boolean) => void;
}

/** The cookies of the jar: only those in sight are drawn, so that thousands scroll as ten do. */
export function JarTable({ narrow, onOpen }: JarTableProps) {
  const { text } = useWorld();
  const jarEditor = useJarEditor();
  const { marked, sort, pane } = jarEditor;
  const lines = jarEditor.lines.value;
  const rowHeight = narrow ? 52 : 30;
  const headHeight = narrow ? 0 : 30;
  const { ref: scroller, size } = useSize<HTMLDivElement>();
  const [scrollTop, setScrollTop] = useState(0);
  const [activeKey, setActiveKey] = useState<string | undefined>(undefined);
  const focusWanted = useRef(false);
  const viewport = { scrollTop, height: size.height - headHeight, rowHeight };

  const found = activeKey === undefined ? -1 : lines.findIndex((line) => keyOf(line) === activeKey);
  const { start, end } = rowWindow(viewport, lines.length);
  const tabStop = found === -1 ? Math.min(Math.max(0, start), Math.max(0, lines.length - 1)) : found;

  const goTo = (index: number): void => {
    const line = lines[index];
    const element = scroller.current;
    if (line === undefined || element === null) return;
    focusWanted.current = true;
    setActiveKey(keyOf(line));
    element.scrollTop = scrollFor({ ...viewport, scrollTop: element.scrollTop }, index);
    setScrollTop(stepOf(element.scrollTop, rowHeight));
    if (pane.peek()?.kind === 'cookie' && line.kind === 'row' && !narrow)
      pane.value = { kind: 'cookie', key: line.row.key };
  };

  // The line that was gone to is drawn by now: the focus follows.
  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    scroller.current?.querySelector<HTMLElement>('[data-active]')?.focus({ preventScroll: true });
  });

  const toggle = (row: JarRow): void => {
    const next = new Set(marked.peek());
    if (!next.delete(row.key)) next.add(row.key);
    marked.value = next;
  };
  const chosenMarks = marked.value;
  const allRows = useMemo(() => lines.flatMap((line) => (line.kind === 'row' ? [line.row] : [])), [lines]);
  const keys = useMemo(() => listedKeys(lines), [lines]);
  const allMarked = useMemo(() => areAllMarked(keys, chosenMarks), [keys, chosenMarks]);
  const markAll = (): void => {
    marked.value = toggledMarks(keys, marked.peek());
  };
  const remove = (rows: readonly JarRow[]): void => {
    if (rows.length === 0) return;
    void jarEditor.change(
      'delete',
      rows.map(({ cookie }) => ({ kind: 'delete', identity: identityOf(cookie) })),
      (count) => phrase('jarDeleted', count),
    );
  };

  const onKey = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLButtonElement) return;
    const line = lines[tabStop];
    const row = line?.kind === 'row' ? line.row : undefined;
    if ((event.ctrlKey || event.metaKey) && event.key === 'a') {
      event.preventDefault();
      markAll();
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === ' ' && row !== undefined) {
      event.preventDefault();
      toggle(row);
    } else if (event.key === 'Enter' && row !== undefined) {
      event.preventDefault();
      onOpen(row.key, true);
    } else if (event.key === 'Delete') {
      event.preventDefault();
      const chosen = allRows.filter(({ key }) => marked.peek().has(key));
      remove(chosen.length > 0 ? chosen : row === undefined ? [] : [row]);
    } else {
      const page = Math.max(1, Math.floor(viewport.height / rowHeight) - 1);
      const to = moveInList(event.key, tabStop, lines.length, page);
      if (to === undefined) return;
      event.preventDefault();
      goTo(to);
    }
  };

  const drawn: number[] = [];
  for (let i = start; i < end; i++) drawn.push(i);
  if (tabStop < start) drawn.unshift(tabStop);
  if (tabStop >= end && tabStop < lines.length) drawn.push(tabStop);
  const chosenKey = pane.value?.kind === 'cookie' ? pane.value.key : undefined;

  return (
    <div class={narrow ? 'requests jar-list narrow' : 'requests jar-list'}>
      <div
        class="scroller"
        ref={scroller}
        onScroll={(event) => setScrollTop(stepOf(event.currentTarget.scrollTop, rowHeight))}
      >
        <table
          aria-label={text.say('jarTable')}
          aria-rowcount={lines.length + 1}
          style={{
            '--columns': jarGrid,
            '--row-height': `${rowHeight}px`,
            '--head-height': `${headHeight}px`,
            height: `${lines.length * rowHeight + headHeight}px`,
          }}
        >
          <thead>
            <tr class="row" aria-rowindex={1}>
              <th scope="col" class="cell mark">
                {narrow ? (
                  text.say('jarMarked')
                ) : (
                  <input type="checkbox" aria-label={text.say('jarMarkAll')} checked={allMarked} onChange={markAll} />
                )}
              </th>
              {jarColumns.map(({ id, label, sort: column }) => {
                const sorted = sort.value.column === column;
                const direction = sort.value.descending ? 'descending' : 'ascending';
                // Where the heads are out of sight, the bar above sorts: nothing unseen takes the focus.
                if (narrow) {
                  return (
                    <th key={id} scope="col" class={`cell ${id}`}>
                      {text.say(label)}
                    </th>
                  );
                }
                return (
                  <th key={id} scope="col" class={`cell ${id}`} aria-sort={sorted ? direction : undefined}>
                    <button
                      type="button"
                      class="head"
                      onClick={() => {
                        sort.value = { column, descending: sorted && !sort.value.descending };
                      }}
                    >
                      {text.say(label)}
                      {sorted && <Icon name={sort.value.descending ? 'down' : 'up'} />}
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody onKeyDown={onKey}>
            {drawn.map((index) => {
              const line = lines[index];
              if (line === undefined) return null;
              const active = index === tabStop;
              const place: RowPlace = {
                'aria-rowindex': index + 2,
                tabIndex: active ? 0 : -1,
                'data-active': active ? '' : undefined,
                style: { transform: `translateY(${index * rowHeight}px)` },
                onFocus: () => setActiveKey(keyOf(line)),
              };
              if (line.kind === 'group') {
                return (
                  <tr key={keyOf(line)} class="row group" {...place}>
                    <th scope="rowgroup" class="cell" colSpan={jarColumns.length + 1}>
                      <Foreign text={line.label === '' ? text.say('jarGroupNone') : line.label} />{' '}
                      <span class="dim">{text.number(line.count)}</span>
                    </th>
                  </tr>
                );
              }
              const { row } = line;
              return (
                <CookieRow
                  key={row.key}
                  row={row}
                  narrow={narrow}
                  place={place}
                  chosen={row.key === chosenKey}
                  marked={chosenMarks.has(row.key)}
                  onToggle={() => toggle(row)}
                  onOpen={() => {
                    setActiveKey(row.key);
                    onOpen(row.key, false);
                  }}
                />
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function keyOf(line: JarLine): string {
  return line.kind === 'row' ? line.row.key : `group ${line.label}`;
}
