import { useState } from 'preact/hooks';
import { decodeFile } from '../../cookies/exchange/decode-file.ts';
import { MAX_TEXT } from '../../cookies/exchange/exchange-cookie.ts';
import type { PreviewRow } from '../../trace/jar/import-preview.ts';
import type { JarEdit } from '../../trace/jar/jar-edit.ts';
import type { WhyNot } from '../../trace/model/why-not.ts';
import { phrase } from '../../trace/words/phrase.ts';
import { whyNotPhrase } from '../../trace/words/why-not-words.ts';
import { useWorld } from '../model/world.ts';
import { FilePick } from '../parts/file-pick.tsx';
import { Say } from '../parts/say.tsx';
import { ImportPreview } from './import-preview.tsx';
import { ImportRead } from './import-read.tsx';
import { useJarEditor } from './jar-editor-context.ts';
import { useImportRows } from './use-import-rows.ts';

/** Longer text is read completely but shown in part: a field with a megabyte freezes the page. */
const MAX_SHOWN = 20_000;

const MAX_FAILURES = 50;

type Able = Extract<PreviewRow, { readonly kind: 'new' | 'replaces' }>;

/** Imports cookies: shows row by row what would happen, then does the selected rows as one action. */
export function ImportPane({ onDone }: { readonly onDone: () => void }) {
  const { text } = useWorld();
  const jarEditor = useJarEditor();
  const [typed, setTyped] = useState('');
  const [trouble, setTrouble] = useState<string | undefined>(undefined);
  const [failed, setFailed] = useState<readonly WhyNot[]>([]);
  const { rows, unwatched, read, unasked, askAgain } = useImportRows(typed);

  const open = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setFailed([]);
    if (file.size > MAX_TEXT) {
      setTrouble(text.say('jarFileTooLarge', text.number(MAX_TEXT / 1024 / 1024)));
      return;
    }
    try {
      setTyped(decodeFile(new Uint8Array(await file.arrayBuffer())));
      setTrouble(undefined);
    } catch {
      setTrouble(text.say('jarFileUnread'));
    }
  };
  const run = async (chosen: readonly Able[]): Promise<void> => {
    const edits: JarEdit[] = chosen.map(({ cookie }) => ({ kind: 'put', cookie }));
    const answer = await jarEditor.change('import', edits, (count) => phrase('jarImported', count));
    if (answer === undefined) return;
    const failures = answer.results.flatMap((result) => (result.ok ? [] : [result.why]));
    setFailed(failures);
    if (failures.length === 0) onDone();
  };

  return (
    <>
      <p class="dim">{text.say('jarImportWhat')}</p>
      <div class="jar-field">
        <span class="jar-label" aria-hidden="true">
          {text.say('jarFile')}
        </span>
        <FilePick label={text.say('jarFile')} onPick={(file) => void open(file)} />
      </div>
      <label class="jar-field">
        <span class="jar-label">{text.say('jarPaste')}</span>
        <textarea
          rows={4}
          spellcheck={false}
          class="mono"
          value={typed.length > MAX_SHOWN ? `${typed.slice(0, MAX_SHOWN)}…` : typed}
          readOnly={typed.length > MAX_SHOWN}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setFailed([]);
            setTrouble(undefined);
          }}
        />
      </label>
      <div aria-live="polite">
        {trouble !== undefined && <p class="bad">{trouble}</p>}
        {unasked !== undefined && <p class="bad">{unasked}</p>}
        {read !== undefined && <ImportRead read={read} />}
        {failed.length > 0 && (
          <ul class="bad">
            {failed.slice(0, MAX_FAILURES).map((why, index) => (
              <li key={index}>
                <Say phrase={whyNotPhrase(why)} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {rows.length > 0 && (
        <ImportPreview rows={rows} unwatched={unwatched} onRun={(chosen) => void run(chosen)} onGranted={askAgain} />
      )}
    </>
  );
}
