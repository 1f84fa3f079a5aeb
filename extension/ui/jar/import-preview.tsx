import { useState } from 'preact/hooks';
import type { UnwatchedSite } from '../../protocol/commands.ts';
import type { PreviewRow } from '../../trace/jar/import-preview.ts';
import { useWorld } from '../model/world.ts';
import { ImportRow } from './import-row.tsx';
import { useJarEditor } from './jar-editor-context.ts';
import { WatchHosts } from './watch-hosts.tsx';

type Able = Extract<PreviewRow, { readonly kind: 'new' | 'replaces' }>;

/** The most rows drawn; the others are only counted. */
const MAX_DRAWN = 300;

interface ImportPreviewProps {
  readonly rows: readonly PreviewRow[];
  readonly unwatched: readonly UnwatchedSite[];
  readonly onRun: (chosen: readonly Able[]) => void;
  /** Called when the user has allowed more hosts of the rows. */
  readonly onGranted: () => void;
}

/** What an import will do, row by row, with a checkbox for each row that can be done. */
export function ImportPreview({ rows, unwatched, onRun, onGranted }: ImportPreviewProps) {
  const { text } = useWorld();
  const jarEditor = useJarEditor();
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const able = rows.flatMap((row) => (row.kind === 'new' || row.kind === 'replaces' ? [row] : []));
  const chosen = able.filter(({ row }) => !left.has(row));
  const count = (kind: PreviewRow['kind']): string => text.number(rows.filter((row) => row.kind === kind).length);
  const all = chosen.length === able.length;
  return (
    <>
      <p role="status">{text.say('jarImportSum', count('new'), count('replaces'), count('same'), count('fails'))}</p>
      <div class="actions">
        <button
          type="button"
          class="primary"
          disabled={chosen.length === 0 || jarEditor.busy.value}
          onClick={() => onRun(chosen)}
        >
          {text.plural('jarImportRun', chosen.length)}
        </button>
        <button
          type="button"
          disabled={able.length === 0}
          onClick={() => setLeft(all ? new Set(able.map(({ row }) => row)) : new Set())}
        >
          {text.say(all ? 'jarChooseNone' : 'jarChooseAll')}
        </button>
      </div>
      <WatchHosts unwatched={unwatched} onGranted={onGranted} />
      <ol class="plain jar-items jar-preview">
        {rows.slice(0, MAX_DRAWN).map((row) => (
          <ImportRow
            key={row.row}
            row={row}
            chosen={!left.has(row.row)}
            onChosen={(on) => {
              const next = new Set(left);
              if (on) next.delete(row.row);
              else next.add(row.row);
              setLeft(next);
            }}
          />
        ))}
      </ol>
      {rows.length > MAX_DRAWN && <p class="dim">{text.plural('jarAndMore', rows.length - MAX_DRAWN)}</p>}
    </>
  );
}
