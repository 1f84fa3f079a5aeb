import { useState } from 'preact/hooks';
import { WRITABLE_FORMATS, type WritableFormat } from '../../cookies/exchange/formats.ts';
import { fileNameOf } from '../../trace/files/file-name.ts';
import { lossPhrase } from '../../trace/words/exchange-words.ts';
import { useWorld } from '../model/world.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { saveFile } from '../parts/save-file.ts';
import { Say } from '../parts/say.tsx';
import { useJarEditor } from './jar-editor-context.ts';

const MAX_LOSSES = 20;

/** Exports cookies: which ones, in which format, and what that format loses. */
export function ExportPane() {
  const { text, host } = useWorld();
  const { rows, lines, marked, site } = useJarEditor();
  const [id, setId] = useState<WritableFormat['id']>('sidtrail-json');
  const format = WRITABLE_FORMATS.find((each) => each.id === id) ?? WRITABLE_FORMATS[0];
  const shown = lines.value.flatMap((line) => (line.kind === 'row' ? [line.row] : []));
  const chosen = shown.filter(({ key }) => marked.value.has(key));
  const cookies = (chosen.length > 0 ? chosen : shown).map(({ cookie }) => cookie);
  if (format === undefined || cookies.length === 0) return <p class="dim">{text.say('jarExportNothing')}</p>;
  const { text: written, losses } = format.write(cookies, host.now());
  const all = rows.value?.length ?? 0;
  return (
    <>
      <p>
        {chosen.length > 0
          ? text.plural('jarExportMarked', cookies.length)
          : cookies.length < all
            ? text.plural('jarExportShown', cookies.length)
            : text.plural('jarExportAll', cookies.length)}
      </p>
      <label class="jar-field">
        <span class="jar-label">{text.say('jarFormat')}</span>
        <select value={format.id} onChange={(event) => setId(event.currentTarget.value as WritableFormat['id'])}>
          {WRITABLE_FORMATS.map((each) => (
            <option key={each.id} value={each.id}>
              {text.say(each.label)}
            </option>
          ))}
        </select>
      </label>
      <p class="warn">{text.say('jarExportWarning')}</p>
      <div class="actions">
        <button
          type="button"
          class="primary"
          onClick={() =>
            saveFile(
              fileNameOf(
                { sites: [site.peek() ?? ''], newest: host.now(), secrets: false },
                `.cookies.${format.file.ending}`,
              ),
              [written],
              format.file.type,
            )
          }
        >
          {text.say('jarSaveFile')}
        </button>
        <CopyButton text={written} label={text.say('jarCopyExport')} />
      </div>
      {losses.length > 0 && (
        <section>
          <h3>{text.plural('jarLosses', losses.length)}</h3>
          <ul class="jar-losses">
            {losses.slice(0, MAX_LOSSES).map(({ cookie, loss }) => (
              <li key={`${cookie.domain}${cookie.path}${cookie.name}${loss}`}>
                <b class="mono">
                  <Foreign text={cookie.name} />
                </b>
                : <Say phrase={lossPhrase(loss)} />
              </li>
            ))}
          </ul>
          {losses.length > MAX_LOSSES && <p class="dim">{text.plural('jarAndMore', losses.length - MAX_LOSSES)}</p>}
        </section>
      )}
    </>
  );
}
