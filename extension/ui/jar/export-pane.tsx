import { useState } from 'preact/hooks';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import type { ExchangeExport } from '../../cookies/exchange/exchange-cookie.ts';
import { formatCookieEditor, formatEditThisCookie } from '../../cookies/exchange/json/extension-json.ts';
import { formatOwnJson } from '../../cookies/exchange/json/own-json.ts';
import { formatStorageState } from '../../cookies/exchange/json/storage-state.ts';
import { formatCookieHeader, formatSetCookieLines } from '../../cookies/exchange/lines/header-text.ts';
import { formatNetscape } from '../../cookies/exchange/lines/netscape.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { fileStem, saveFile } from '../parts/save-file.ts';
import { useJarEditor } from './jar-editor-context.ts';

interface Format {
  readonly id: string;
  readonly label: MessageKey;
  readonly ending: string;
  readonly type: string;
  readonly write: (cookies: readonly BrowserCookie[], now: number) => ExchangeExport;
}

/** The formats; one more is one more record. */
const formats: readonly Format[] = [
  { id: 'own', label: 'jarFormatOwn', ending: 'json', type: 'application/json', write: formatOwnJson },
  {
    id: 'netscape',
    label: 'jarFormatNetscape',
    ending: 'txt',
    type: 'text/plain',
    write: (list) => formatNetscape(list),
  },
  {
    id: 'netscape-python',
    label: 'jarFormatNetscapePython',
    ending: 'txt',
    type: 'text/plain',
    write: (list) => formatNetscape(list, 'empty'),
  },
  {
    id: 'playwright',
    label: 'jarFormatStorageState',
    ending: 'json',
    type: 'application/json',
    write: formatStorageState,
  },
  {
    id: 'cookie-editor',
    label: 'jarFormatCookieEditor',
    ending: 'json',
    type: 'application/json',
    write: formatCookieEditor,
  },
  {
    id: 'edit-this-cookie',
    label: 'jarFormatEditThisCookie',
    ending: 'json',
    type: 'application/json',
    write: formatEditThisCookie,
  },
  { id: 'cookie', label: 'jarFormatCookie', ending: 'txt', type: 'text/plain', write: formatCookieHeader },
  { id: 'set-cookie', label: 'jarFormatSetCookie', ending: 'txt', type: 'text/plain', write: formatSetCookieLines },
];

const MOST_LOSSES = 20;

/** Cookies on their way out: which, in which form, and what that form cannot carry. */
export function ExportPane() {
  const { text, host } = useWorld();
  const { rows, lines, marked, site } = useJarEditor();
  const [id, setId] = useState('own');
  const format = formats.find((each) => each.id === id) ?? formats[0];
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
        <select value={format.id} onChange={(event) => setId(event.currentTarget.value)}>
          {formats.map((each) => (
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
              `${fileStem(site.peek() ?? 'cookies', host.now())}.cookies.${format.ending}`,
              [written],
              format.type,
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
            {losses.slice(0, MOST_LOSSES).map(({ cookie, loss }) => (
              <li key={`${cookie.domain}${cookie.path}${cookie.name}${loss}`}>
                <b class="mono">
                  <Foreign text={cookie.name} />
                </b>
                : {loss}
              </li>
            ))}
          </ul>
          {losses.length > MOST_LOSSES && <p class="dim">{text.plural('jarAndMore', losses.length - MOST_LOSSES)}</p>}
        </section>
      )}
    </>
  );
}
