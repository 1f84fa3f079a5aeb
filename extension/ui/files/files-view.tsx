import { useRef, useState } from 'preact/hooks';
import type { ReadProgress } from '../../trace/files/byte-source.ts';
import { FileError } from '../../trace/files/file-error.ts';
import { fileErrorPhrases } from '../../trace/words/file-error-words.ts';
import { fileNoticePhrases } from '../../trace/words/file-notice-words.ts';
import { code, type Phrase, phrase } from '../../trace/words/phrase.ts';
import { useInspector } from '../model/inspector-context.ts';
import { Foreign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';
import { SayAll } from '../parts/say.tsx';
import '../styles/forms.css';
import '../styles/files.css';
import { type ReadFile, readFile } from './read-file.ts';
import { SaveCard } from './save-card.tsx';

/** Opens and saves traces. */
export function FilesView() {
  return (
    <div class="files">
      <OpenCard />
      <SaveCard />
    </div>
  );
}

/** The state of opening a file. */
type Opening =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'reading';
      readonly name: string;
      readonly progress: ReadProgress;
      readonly cancel: AbortController;
    }
  | { readonly kind: 'cut'; readonly read: ReadFile }
  | { readonly kind: 'failed'; readonly why: readonly Phrase[] };

function phrasesOf(error: unknown): readonly Phrase[] {
  if (error instanceof FileError) return fileErrorPhrases(error);
  return [phrase('fileErrorBroken', code(error instanceof Error ? error.message : String(error)))];
}

function OpenCard() {
  const { text, files } = useInspector();
  const [opening, setOpening] = useState<Opening>({ kind: 'idle' });
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const opened = files.opened.value;

  const open = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const cancel = new AbortController();
    setOpening({ kind: 'reading', name: file.name, progress: { bytes: 0, items: 0, fraction: 0 }, cancel });
    try {
      const read = await readFile(
        file,
        (progress) => setOpening({ kind: 'reading', name: file.name, progress, cancel }),
        cancel.signal,
      );
      if (read.cut === undefined) {
        files.open(read.file);
        setOpening({ kind: 'idle' });
      } else setOpening({ kind: 'cut', read });
    } catch (error) {
      if (error instanceof FileError && error.code === 'cancelled') setOpening({ kind: 'idle' });
      else setOpening({ kind: 'failed', why: phrasesOf(error) });
    } finally {
      if (input.current !== null) input.current.value = '';
    }
  };

  return (
    <section
      class={over ? 'card file-drop over' : 'card file-drop'}
      aria-labelledby="open-title"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void open(event.dataTransfer?.files[0]);
      }}
    >
      <h2 id="open-title">{text.say('fileOpen')}</h2>
      <p class="dim">{text.say('fileOpenWhat')}</p>
      <label class="file-pick">
        <span class="sr-only">{text.say('fileChoose')}</span>
        <input
          ref={input}
          type="file"
          accept=".har,.jsonl,.json,application/json"
          disabled={opening.kind === 'reading'}
          onChange={(event) => void open(event.currentTarget.files?.[0])}
        />
      </label>
      <div aria-live="polite">
        {opening.kind === 'reading' && (
          <>
            <p>
              <Foreign text={opening.name} />
            </p>
            <progress
              aria-label={text.say('fileReading')}
              max={1}
              {...(opening.progress.fraction !== undefined && { value: opening.progress.fraction })}
            />
            <div class="actions">
              <button type="button" onClick={() => opening.cancel.abort()}>
                {text.say('fileCancel')}
              </button>
            </div>
          </>
        )}
        {opening.kind === 'failed' && (
          <p class="bad">
            <Icon name="refuse" /> <SayAll phrases={opening.why} />
          </p>
        )}
        {opening.kind === 'cut' && (
          <>
            <p class="warn">
              {opening.read.cut !== undefined && <SayAll phrases={fileNoticePhrases(opening.read.cut)} />}
            </p>
            <div class="actions">
              <button
                type="button"
                class="primary"
                onClick={() => {
                  files.open(opening.read.file);
                  setOpening({ kind: 'idle' });
                }}
              >
                {text.say('fileShowRest')}
              </button>
              <button type="button" onClick={() => setOpening({ kind: 'idle' })}>
                {text.say('fileShowNone')}
              </button>
            </div>
          </>
        )}
      </div>
      {opened !== undefined && (
        <div class="file-opened">
          <p class="good">
            <Icon name="check" /> {text.say('fileShown')} <Foreign text={opened.name} />
          </p>
          <ul>
            {opened.notices.map((notice) => (
              <li key={JSON.stringify(notice)}>
                <SayAll phrases={fileNoticePhrases(notice)} />
              </li>
            ))}
          </ul>
          <button type="button" onClick={() => files.close()}>
            {text.say('fileClose')}
          </button>
        </div>
      )}
    </section>
  );
}
