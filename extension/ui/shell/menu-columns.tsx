import { useLayoutEffect, useRef } from 'preact/hooks';
import { useInspector } from '../model/inspector-context.ts';
import { Icon } from '../parts/icon.tsx';
import { inOrder, placeBeside } from '../parts/virtual-table/column-order.ts';
import {
  areColumnsChosen,
  columnLimits,
  fixedColumn,
  moveColumn,
  resetColumns,
  resizeColumn,
} from '../requests/chosen-columns.ts';
import { columns, type RequestColumn } from '../requests/columns.tsx';

/** Which columns the requests have, how wide they are, and their order. */
export function MenuColumns() {
  const { text, layout } = useInspector();
  const ordered = inOrder(columns, layout.columnOrder.value);
  const ids = ordered.map(({ id }) => id);
  const list = useRef<HTMLFieldSetElement>(null);
  // A button that is moved in the document loses the focus; at the end of the list it can do nothing more.
  const pressed = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    const row = list.current?.querySelector(`[data-column="${pressed.current}"]`);
    if (pressed.current !== undefined && !row?.contains(document.activeElement)) {
      row?.querySelector<HTMLButtonElement>('button:enabled')?.focus();
    }
  }, [ordered]);
  const moveButton = ({ id, label }: RequestColumn, to: 'left' | 'right') => {
    const place = placeBeside(ids, id, to);
    const words = text.say(to === 'left' ? 'columnMoveLeftOf' : 'columnMoveRightOf', text.say(label));
    return (
      <button
        type="button"
        class="bare"
        disabled={place === undefined}
        aria-label={words}
        title={words}
        onClick={() => {
          pressed.current = id;
          if (place !== undefined) moveColumn(layout, columns, id, place);
        }}
      >
        <Icon name={to === 'left' ? 'up' : 'down'} />
      </button>
    );
  };
  return (
    <fieldset ref={list}>
      <legend>{text.say('columnsLabel')}</legend>
      {ordered.map((column) => (
        <div key={column.id} class="menu-column" data-column={column.id}>
          <ColumnChoice column={column} />
          {moveButton(column, 'left')}
          {moveButton(column, 'right')}
        </div>
      ))}
      <button
        type="button"
        class="small"
        disabled={!areColumnsChosen(layout)}
        onClick={() => {
          pressed.current = undefined;
          resetColumns(layout);
        }}
      >
        {text.say('columnsReset')}
      </button>
    </fieldset>
  );
}

/** Whether a column is shown, and how wide. */
function ColumnChoice({ column: { id, label } }: { readonly column: RequestColumn }) {
  const { text, layout } = useInspector();
  const hidden = layout.hiddenColumns.value;
  const width = text.say('columnWidth', text.say(label));
  return (
    <>
      <label>
        <input
          type="checkbox"
          checked={!hidden.includes(id)}
          disabled={id === fixedColumn}
          onChange={(event) => {
            const others = hidden.filter((each) => each !== id);
            layout.hiddenColumns.value = event.currentTarget.checked ? others : [...others, id];
          }}
        />
        {text.say(label)}
      </label>
      <input
        type="number"
        min={columnLimits.least}
        max={columnLimits.most}
        step={10}
        disabled={hidden.includes(id)}
        aria-label={width}
        title={width}
        placeholder={text.say('columnWidthUsual')}
        value={layout.columnWidths.value[id] ?? ''}
        onChange={({ currentTarget: { valueAsNumber } }) =>
          resizeColumn(layout, id, Number.isNaN(valueAsNumber) ? undefined : valueAsNumber)
        }
      />
    </>
  );
}
