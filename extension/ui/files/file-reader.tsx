import type { Ref } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { fileNoticePhrases } from '../../trace/words/file-notice-words.ts';
import { useInspector } from '../model/inspector-context.ts';
import type { OpenedFile } from '../model/openable-source.ts';
import { Foreign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';
import { SayAll } from '../parts/say.tsx';
import { createNewestFile, type Reading } from './newest-file.ts';

/** What can be opened: the `accept` of a field. */
export const tracesAndHars = '.har,.jsonl,.json,application/json';

/** Reads one file at a time, with progress and cancel. */
export interface FileReader {
  readonly reading: Reading;
  /** The input that chooses; it is emptied, so that the same file can be chosen again. */
  readonly input: Ref<HTMLInputElement>;
  read(file: File | undefined): Promise<void>;
  /** Answers whether a file that was read in part is used. */
  settle(use: boolean): void;
}

/** @param onRead gets the file; of one that was read in part, if the user wants that part. */
export function useFileReader(onRead: (file: OpenedFile) => void | Promise<void>): FileReader {
  const [reading, setReading] = useState<Reading>({ kind: 'idle' });
  const input = useRef<HTMLInputElement>(null);
  const [readNewest] = useState(() => createNewestFile(setReading));
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    await readNewest(file, onRead);
    if (input.current !== null) input.current.value = '';
  };
  const settle = (use: boolean): void => {
    if (use && reading.kind === 'cut') void onRead(reading.read.file);
    setReading({ kind: 'idle' });
  };
  return { reading, input, read, settle };
}

/** Progress with Cancel, what went wrong, and the question about a file that was read in part. */
export function ReadingState({ reader: { reading, settle } }: { readonly reader: FileReader }) {
  const { text } = useInspector();
  return (
    <div aria-live="polite">
      {reading.kind === 'reading' && (
        <>
          <p>
            <Foreign text={reading.name} />
          </p>
          <progress
            aria-label={text.say('fileReading')}
            max={1}
            {...(reading.progress.fraction !== undefined && { value: reading.progress.fraction })}
          />
          <div class="actions">
            <button type="button" onClick={() => reading.cancel.abort()}>
              {text.say('fileCancel')}
            </button>
          </div>
        </>
      )}
      {reading.kind === 'failed' && (
        <p class="bad">
          <Icon name="refuse" /> <SayAll phrases={reading.why} />
        </p>
      )}
      {reading.kind === 'cut' && (
        <>
          <p class="warn">
            {reading.read.cut !== undefined && <SayAll phrases={fileNoticePhrases(reading.read.cut)} />}
          </p>
          <div class="actions">
            <button type="button" class="primary" onClick={() => settle(true)}>
              {text.say('fileShowRest')}
            </button>
            <button type="button" onClick={() => settle(false)}>
              {text.say('fileShowNone')}
            </button>
          </div>
        </>
      )}
    </div>
  );
}
