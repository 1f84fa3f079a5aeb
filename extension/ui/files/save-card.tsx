import { useState } from 'preact/hooks';
import { version } from '../../../manifest.json';
import { fileNameOf } from '../../trace/files/file-name.ts';
import type { Thread } from '../../trace/model/session.ts';
import { phrase } from '../../trace/words/phrase.ts';
import { attempt } from '../model/attempt.ts';
import { useInspector } from '../model/inspector-context.ts';
import { EmptyHint } from '../parts/empty.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { saveFile } from '../parts/save-file.ts';
import { useNoSessionState } from '../parts/use-empty-state.ts';
import { type FileExport, threadExports, traceExports } from './trace-exports.ts';
import type { WriteWish } from './write-files.ts';

/** Saves what is shown: the trace as a file, the story of a thread as a report. */
export function SaveCard() {
  const { text, host, trace, files } = useInspector();
  const [chosen, setMasked] = useState(true);
  void trace.revision.value;
  // Nobody can unmask a file.
  const maskedBefore = files.opened.value?.masked === true;
  const masked = chosen || maskedBefore;
  const { entries, sessions } = trace.trace();
  const thread = useReportedThread();
  const wish = (): WriteWish => ({ trace: trace.trace(), source: files, masked, version, text, now: host.now() });
  const newest = entries.at(-1)?.startedDateTime ?? host.now();
  const nameOf = (ending: string): string =>
    fileNameOf({ sites: entries.map(({ site }) => site), newest, secrets: !masked }, ending);
  return (
    <section class="card" aria-labelledby="save-title">
      <h2 id="save-title">{text.say('fileSave')}</h2>
      <p class="dim">
        {text.say('fileSaveWhat', text.plural('requests', entries.length), text.plural('sessions', sessions.length))}
      </p>
      {maskedBefore ? (
        <p>{text.say('fileMaskedBefore')}</p>
      ) : (
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
      )}
      {!masked && <p class="warn">{text.plural('fileUnmaskedWhat', sessions.length)}</p>}
      <ExportButtons exports={traceExports} nameOf={nameOf} wish={wish} disabled={entries.length === 0} leads />
      <h3>{text.say('fileReport')}</h3>
      {thread === undefined ? (
        <NoReport />
      ) : (
        <>
          <p class="dim">
            {text.say('fileReportWhat')} <Foreign text={`${thread.name} · ${thread.site}`} />
          </p>
          <ExportButtons
            exports={threadExports}
            nameOf={(ending) => reportName(thread, !masked, ending)}
            wish={() => ({ ...wish(), thread })}
            disabled={false}
          />
        </>
      )}
    </section>
  );
}

/** Why there is no session to report on, and the step that leads to one. */
function NoReport() {
  const { text } = useInspector();
  return (
    <>
      <p class="dim">{text.say('fileReportNone')}</p>
      <EmptyHint state={useNoSessionState()} />
    </>
  );
}

function reportName({ site, name, sessions }: Thread, secrets: boolean, ending: string): string {
  const last = sessions.at(-1);
  const newest = last?.entries.at(-1)?.startedDateTime ?? last?.firstSeen ?? 0;
  return fileNameOf({ sites: [site], cookie: name, newest, secrets }, ending);
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
  /** The name of a file that holds this, by its ending. */
  readonly nameOf: (ending: string) => string;
  readonly wish: () => Wish;
  readonly disabled: boolean;
  /** Highlights the first button: it is what most people want. */
  readonly leads?: boolean;
}

/** A button for each export, and a second one for each that can be copied. */
function ExportButtons<Wish>({ exports, nameOf, wish, disabled, leads = false }: ExportButtonsProps<Wish>) {
  const { text, host, actions } = useInspector();
  const [busy, setBusy] = useState(false);
  const save = async ({ ending, mediaType, write }: FileExport<Wish>): Promise<void> => {
    setBusy(true);
    try {
      saveFile(nameOf(ending), await write(wish()), mediaType);
    } finally {
      setBusy(false);
    }
  };
  const copy = async ({ write, copy: copying }: FileExport<Wish>): Promise<void> => {
    if (copying === undefined) return;
    try {
      await host.copy((await write(wish())).join(''));
      actions.notify({ tone: 'good', said: phrase(copying.done) });
    } catch {
      actions.notify({ tone: 'bad', said: phrase('copyFailed') });
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
          onClick={() => void attempt(actions, () => save(each))}
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
