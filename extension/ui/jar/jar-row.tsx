import { useMemo } from 'preact/hooks';
import type { JarRow } from '../../trace/jar/jar-rows.ts';
import { useWorld } from '../model/world.ts';
import { jarColumns, SentCell } from './jar-cells.tsx';

/** What every line of the list has. */
export interface RowPlace {
  readonly 'aria-rowindex': number;
  readonly tabIndex: number;
  readonly 'data-active': '' | undefined;
  readonly style: { readonly transform: string };
  readonly onFocus: () => void;
}

interface CookieRowProps {
  readonly row: JarRow;
  readonly narrow: boolean;
  /** Where it stands, and whether the keyboard is at it. */
  readonly place: RowPlace;
  readonly chosen: boolean;
  readonly marked: boolean;
  readonly onToggle: () => void;
  readonly onOpen: () => void;
}

/** A cookie's line: its mark, and its cells or, where there is no room for columns, two lines of text. */
export function CookieRow({ row, narrow, place, chosen, marked, onToggle, onOpen }: CookieRowProps) {
  const { text } = useWorld();
  // The same element again tells Preact that nothing below it changed: scrolling draws only the rows that come.
  const cells = useMemo(
    () =>
      narrow ? (
        <NarrowCell row={row} />
      ) : (
        jarColumns.map(({ id, Cell }) => (
          <td key={id} class={`cell ${id}`}>
            <Cell row={row} />
          </td>
        ))
      ),
    [row, narrow],
  );
  return (
    <tr
      class={`row${chosen ? ' chosen' : ''}${marked ? ' marked' : ''}`}
      aria-current={chosen ? 'true' : undefined}
      {...place}
      onClick={(event) => {
        if (!(event.target instanceof HTMLInputElement)) onOpen();
      }}
    >
      <td class="cell mark">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={text.say('jarMark', row.cookie.name)}
          checked={marked}
          onChange={onToggle}
        />
      </td>
      {cells}
    </tr>
  );
}

/** Everything in two lines, where there is no room for columns. */
function NarrowCell({ row }: { readonly row: JarRow }) {
  const [name, value, domain, path, expires] = jarColumns;
  return (
    <td class="cell two-lines">
      <span class="line">
        {name !== undefined && <name.Cell row={row} />} <span class="dim">=</span>{' '}
        {value !== undefined && <value.Cell row={row} />}
        <span class="grow" />
        <SentCell row={row} />
      </span>
      <span class="line dim">
        {domain !== undefined && <domain.Cell row={row} />} {path !== undefined && <path.Cell row={row} />}
        <span class="grow" />
        {expires !== undefined && <expires.Cell row={row} />}
      </span>
    </td>
  );
}
