import type { ReadProgress } from '../../trace/files/byte-source.ts';
import { FileError } from '../../trace/files/file-error.ts';
import { whyFailed } from '../../trace/model/why-failed.ts';
import { fileErrorPhrases } from '../../trace/words/file-error-words.ts';
import { code, type Phrase, phrase } from '../../trace/words/phrase.ts';
import type { OpenedFile } from '../model/openable-source.ts';
import { type ReadFile, readFile } from './read-file.ts';

/** How far a file has been read. */
export type Reading =
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
  return [phrase('fileErrorBroken', code(whyFailed(error)))];
}

/**
 * Reads the file that was chosen last. One that is still being read is left: a large one may be done after it.
 *
 * @param show hears how far that file is
 */
export function createNewestFile(
  show: (reading: Reading) => void,
  readOne: typeof readFile = readFile,
): (file: File, onRead: (file: OpenedFile) => void | Promise<void>) => Promise<void> {
  let newest: AbortController | undefined;
  return async (file, onRead) => {
    newest?.abort();
    const cancel = new AbortController();
    newest = cancel;
    const showOwn = (reading: Reading): void => {
      if (newest === cancel) show(reading);
    };
    const progressed = (progress: ReadProgress): void =>
      showOwn({ kind: 'reading', name: file.name, progress, cancel });
    progressed({ bytes: 0, items: 0, fraction: 0 });
    try {
      const read = await readOne(file, progressed, cancel.signal);
      if (newest !== cancel) return;
      if (read.cut === undefined) await onRead(read.file);
      showOwn(read.cut === undefined ? { kind: 'idle' } : { kind: 'cut', read });
    } catch (error) {
      const isCancelled = error instanceof FileError && error.code === 'cancelled';
      showOwn(isCancelled ? { kind: 'idle' } : { kind: 'failed', why: phrasesOf(error) });
    }
  };
}
