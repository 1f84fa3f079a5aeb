import { useState } from 'preact/hooks';
import { version } from '../../../manifest.json';
import type { Thread } from '../../trace/model/session.ts';
import { phrase } from '../../trace/words/phrase.ts';
import { useInspector } from '../model/inspector-context.ts';
import { Foreign } from '../parts/foreign.tsx';
import { fileStem, saveFile } from '../parts/save-file.ts';
import { type FileExport, threadExports, traceExports } from './trace-exports.ts';
import type { WriteWish } from './write-files.ts';

/** Saves what is shown: the trace as a file, the story of a thread as a report. */
export function SaveCard() {
  const { text, host, trace, scope, files } = useInspector();
  const [masked, setMasked] = useState(true);
  void trace.revision.value;
  const { entries, sessions } = trace.trace();
  const thread = useReportedThread();
  const wish = (): WriteWish => ({ trace: trace.trace(), source: files, masked, version, text, now: host.now() });
  const stem = `${fileStem(scope.value.site ?? 'sidtrail', host.now())}${masked ? '' : '-unmasked'}`;
  return (
    <section class="card" aria-labelledby="save-title">
      <h2 id="save-title">{text.say('fileSave')}</h2>
      <p class="dim">
        {text.say('fileSaveWhat', text.plural('requests', entries.length), text.plural('sessions', sessions.length))}
      </p>
      <fieldset class="file-mask">
        <legend class="sr-only">{text.say('fileSecrets')}</legend>
        <label class="check-field">
          <input type="radio" name="masked" checked={masked} onChange={() => setMasked(true)} />
          {text.say('fileMasked')}
        </label>
        <label class="check-field">
          <input type="radio" name="masked" checked={!masked} onChange={() => setMasked(false)} />
          {text.say('fileUnmasked')}
        </label>
      </fieldset>
      {!masked && <p class="warn">{text.plural('fileUnmaskedWhat', sessions.length)}</p>}
      <ExportButtons exports={traceExports} stem={stem} wish={wish} disabled={entries.length === 0} leads />
      <h3>{text.say('fileReport')}</h3>
      {thread === undefined ? (
        <p class="dim">{text.say('fileReportNone')}</p>
      ) : (
        <>
          <p class="dim">
            {text.say('fileReportWhat')} <Foreign text={`${thread.name} · ${thread.site}`} />
          </p>
          <ExportButtons exports={threadExports} stem={stem} wish={() => ({ ...wish(), thread })} disabled={false} />
        </>
      )}
    </section>
  );
}

/** The selected thread, else the most likely session thread of the scope. */
function useReportedThread(): Thread | undefined {
  const { trace, scope } = useInspector();
  const { site, thread } = scope.value;
  if (thread !== undefined) return thread;
  const threads = [...trace.trace().threads.values()].filter((each) => site === undefined || each.site === site);
  return threads.sort((a, b) => b.trust - a.trust)[0];
}

interface ExportButtonsProps<Wish> {
  readonly exports: readonly FileExport<Wish>[];
  /** The start of the file name. */
  readonly stem: string;
  readonly wish: () => Wish;
  readonly disabled: boolean;
  /** Highlights the first button: it is what most people want. */
  readonly leads?: boolean;
}

/** A button for each export, and a second one for each that can be copied. */
function ExportButtons<Wish>({ exports, stem, wish, disabled, leads = false }: ExportButtonsProps<Wish>) {
  const { text, host, actions } = useInspector();
  const [busy, setBusy] = useState(false);
  const save = async ({ ending, mediaType, write }: FileExport<Wish>): Promise<void> => {
    setBusy(true);
    try {
      saveFile(`${stem}${ending}`, await write(wish()), mediaType);
    } finally {
      setBusy(false);
    }
  };
  const copy = async ({ write, copy: copying }: FileExport<Wish>): Promise<void> => {
    if (copying === undefined) return;
    try {
      await host.copy((await write(wish())).join(''));
      actions.tell({ tone: 'good', said: phrase(copying.done) });
    } catch {
      actions.tell({ tone: 'bad', said: phrase('copyFailed') });
    }
  };
  return (
    <div class="actions">
      {exports.flatMap((each, index) => [
        <button
          key={each.label}
          type="button"
          class={leads && index === 0 ? 'primary' : undefined}
          disabled={disabled || busy}
          onClick={() => void save(each)}
        >
          {text.say(each.label)}
        </button>,
        each.copy !== undefined && (
          <button key={each.copy.label} type="button" disabled={disabled} onClick={() => void copy(each)}>
            {text.say(each.copy.label)}
          </button>
        ),
      ])}
    </div>
  );
}
