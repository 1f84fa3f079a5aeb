import type { TraceRow } from '../../trace/model/trace.ts';
import type { Scope } from '../../trace/summary/scope.ts';
import { effectIn } from '../../trace/summary/scope.ts';
import { useInspector } from '../model/inspector-context.ts';
import { Icon } from '../parts/icon.tsx';
import { Say } from '../parts/say.tsx';
import type { TableLayout } from '../parts/virtual-table/table-layout.ts';
import { drawCells } from '../parts/virtual-table/table-row.tsx';
import { endIcons } from '../words/end-icons.ts';
import { markWords } from '../words/mark-words.ts';
import type { CellFacts } from './columns.tsx';
import { EndTerm } from './end-term.tsx';
import { Trail, trailOfEnd } from './trail.tsx';

interface RowCellsProps {
  readonly row: TraceRow;
  readonly scope: Scope;
  readonly host: string | undefined;
  readonly layout: TableLayout<CellFacts>;
}

/** The cells of a row. */
export function RowCells({ row, scope, host, layout }: RowCellsProps) {
  const { text, actions } = useInspector();
  switch (row.kind) {
    case 'entry': {
      const { entry } = row;
      return drawCells(layout, {
        entry,
        effect: effectIn(scope, entry),
        text,
        host,
        ...(layout.lines === 2 && { room: layout.room, narrow: true }),
      });
    }
    case 'end': {
      const { session, end } = row;
      // No Undo after a new session has started: restoring the old cookie would overwrite the new one.
      const newest = session.thread.sessions.at(-1) === session;
      const cookie = end.undoneBy !== undefined || !newest ? undefined : end.cookie;
      return (
        <td class="cell across" colSpan={layout.columns.length}>
          <Trail {...trailOfEnd(session, end)} />
          <Icon name={endIcons[end.cause]} />
          <span class="across-text">
            <span class="across-time">{text.clock(end.time)}</span> <EndTerm session={session} end={end} />
          </span>
          {cookie !== undefined && (
            <button
              type="button"
              class="small"
              onClick={(event) => {
                event.stopPropagation();
                void actions.restore(cookie);
              }}
            >
              {text.say('undo')}
            </button>
          )}
        </td>
      );
    }
    case 'mark': {
      const { icon, say } = markWords[row.mark.what];
      return (
        <td class="cell across" colSpan={layout.columns.length}>
          <Icon name={icon} />
          <span class="across-text">
            <span class="across-time">{text.clock(row.mark.time)}</span> <Say phrase={say(row.mark)} />
          </span>
        </td>
      );
    }
  }
}

/** A value that changes whenever the row must be drawn again. */
export function rowVersion(row: TraceRow): string {
  switch (row.kind) {
    case 'entry':
      return String(row.entry.revision);
    case 'end':
      return `${row.session.thread.sessions.length} ${row.end.cause} ${row.end.undoneBy} ${row.end.successor?.number ?? ''}`;
    case 'mark':
      return row.mark.detail;
  }
}
