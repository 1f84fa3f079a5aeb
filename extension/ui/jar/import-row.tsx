import type { PreviewRow, RowFault } from '../../trace/jar/import-preview.ts';
import { rowErrorPhrase, rowNotePhrase } from '../../trace/words/exchange-words.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { code, phrase } from '../../trace/words/phrase.ts';
import { useWorld } from '../model/world.ts';
import { Foreign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';
import { Remarks, StoreReasons } from '../parts/reason-list.tsx';
import { Say } from '../parts/say.tsx';

const kindKeys: Readonly<Record<PreviewRow['kind'], MessageKey>> = {
  new: 'jarRowNew',
  replaces: 'jarRowReplaces',
  same: 'jarRowSame',
  fails: 'jarRowFails',
};
const kindIcons = { new: 'plus', replaces: 'swap', same: 'check', fails: 'refuse' } as const;
const kindTones = { new: 'good', replaces: 'warn', same: 'dim', fails: 'bad' } as const;

interface ImportRowProps {
  readonly row: PreviewRow;
  readonly chosen: boolean;
  readonly onChosen: (on: boolean) => void;
}

/** One row of an import: what will happen or why nothing can, and its checkbox. */
export function ImportRow({ row, chosen, onChosen }: ImportRowProps) {
  const { text } = useWorld();
  const able = row.kind === 'new' || row.kind === 'replaces';
  return (
    <li>
      <label class="check-field">
        <input
          type="checkbox"
          disabled={!able}
          checked={able && chosen}
          onChange={(event) => onChosen(event.currentTarget.checked)}
        />
        <span class="dim">{text.number(row.place)}</span>
        <span class={kindTones[row.kind]}>
          <Icon name={kindIcons[row.kind]} /> {text.say(kindKeys[row.kind])}
        </span>
        {row.cookie !== undefined && (
          <span class="wrap">
            <b class="mono">
              <Foreign text={row.cookie.name} />
            </b>{' '}
            <span class="dim">
              <Foreign text={`${row.cookie.domain} ${row.cookie.path}`} />
            </span>
          </span>
        )}
      </label>
      <div class="jar-row-outcome">
        <RowOutcome row={row} />
      </div>
    </li>
  );
}

function RowOutcome({ row }: { readonly row: PreviewRow }) {
  const { text } = useWorld();
  switch (row.kind) {
    case 'same':
      return <p class="dim">{text.say('jarRowHeld')}</p>;
    case 'fails':
      return <Fault fault={row.fault} />;
    case 'new':
    case 'replaces':
      return (
        <>
          {row.notes.map((note) => (
            <p key={note.code} class="dim">
              <Say phrase={rowNotePhrase(note)} />
            </p>
          ))}
          {row.moved && <p class="dim">{text.say('jarRowMoved')}</p>}
          <Remarks warnings={row.warnings} unknown={[]} />
        </>
      );
  }
}

function Fault({ fault }: { readonly fault: RowFault }) {
  switch (fault.why) {
    case 'unread':
      return (
        <p class="bad">
          <Say phrase={rowErrorPhrase(fault.error)} />
        </p>
      );
    case 'later':
      return (
        <p class="bad">
          <Say phrase={phrase('jarRowLater', fault.row)} />
        </p>
      );
    case 'not-watched':
      return (
        <p class="bad">
          <Say phrase={phrase('jarRowNotWatched', code(fault.host))} />
        </p>
      );
    case 'expired':
      return (
        <p class="bad">
          <Say phrase={phrase('jarRowExpired')} />
        </p>
      );
    case 'refused':
      return <StoreReasons reasons={fault.reasons} />;
  }
}
