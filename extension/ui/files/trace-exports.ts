import type { Thread } from '../../trace/model/session.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { harFile, reportText, traceFile, type WriteWish } from './write-files.ts';

/** A file that a trace can be saved as: one more is one more record. */
export interface FileExport<Wish> {
  /** What its button says. */
  readonly label: MessageKey;
  /** The end of its file's name, with the dot. */
  readonly ending: string;
  readonly mediaType: string;
  /** The file, as parts of a Blob. */
  readonly write: (wish: Wish) => readonly string[] | Promise<readonly string[]>;
  /** A second button puts it on the clipboard: what that says, and what is said when it is done. */
  readonly copy?: { readonly label: MessageKey; readonly done: MessageKey };
}

/** What is written of one thread. */
export interface ThreadWish extends WriteWish {
  readonly thread: Thread;
}

/** What the whole trace can be saved as; the first is what Sidtrail opens with nothing lost. */
export const traceExports: readonly FileExport<WriteWish>[] = [
  { label: 'fileSaveTrace', ending: '.trace.jsonl', mediaType: 'application/jsonl', write: traceFile },
  { label: 'fileSaveHar', ending: '.har', mediaType: 'application/json', write: harFile },
];

/** What the story of one thread can be saved as. */
export const threadExports: readonly FileExport<ThreadWish>[] = [
  {
    label: 'fileSaveReport',
    ending: '.md',
    mediaType: 'text/markdown',
    write: (wish) => [reportText(wish, wish.thread)],
    copy: { label: 'fileCopyReport', done: 'fileReportCopied' },
  },
];
