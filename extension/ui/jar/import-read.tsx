import { formatOf } from '../../cookies/exchange/formats.ts';
import type { ExchangeImport } from '../../cookies/exchange/parse-exchange.ts';
import { textErrorPhrase, textNotePhrase } from '../../trace/words/exchange-words.ts';
import { useWorld } from '../model/world.ts';
import { Say } from '../parts/say.tsx';

/** How an imported text was read, what was assumed, and why it or a part of it was not read. */
export function ImportRead({ read }: { readonly read: ExchangeImport }) {
  const { text } = useWorld();
  const format = read.format === null ? undefined : formatOf(read.format);
  return (
    <>
      {format !== undefined && <p class="dim">{text.say('jarImportReadAs', text.say(format.label))}</p>}
      {read.notes?.map((note) => (
        <p key={`${note.code}${JSON.stringify(note.params)}`} class="dim">
          <Say phrase={textNotePhrase(note)} />
        </p>
      ))}
      {read.error !== undefined && (
        <p class="bad">
          <Say phrase={textErrorPhrase(read.error)} />
        </p>
      )}
    </>
  );
}
