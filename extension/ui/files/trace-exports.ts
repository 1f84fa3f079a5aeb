import type { Thread } from '../../trace/model/session.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { harFile, reportText, traceFile, type WriteWish } from './write-files.ts';

/** A file format that a trace can be saved as. To add one, add a record. */
export interface FileExport<Wish> {
  /** The label of its button. */
  readonly label: MessageKey;
  /** The file extension, with the dot. */
  readonly ending: string;
  readonly mediaType: string;
  /** The content, as parts of a Blob. */
  readonly write: (wish: Wish) => readonly string[] | Promise<readonly string[]>;
  /** For exports that can be copied: the label of the copy button and the notice after copying. */
  readonly copy?: { readonly label: MessageKey; readonly done: MessageKey };
}

/** The input of an export of one thread. */
export interface ThreadWish extends WriteWish {
  readonly thread: Thread;
}

/** Exports of the whole trace. Sidtrail reads the first one back without loss. */
export const traceExports: readonly FileExport<WriteWish>[] = [
  { label: 'fileSaveTrace', ending: '.trace.jsonl', mediaType: 'application/jsonl', write: traceFile },
  { label: 'fileSaveHar', ending: '.har', mediaType: 'application/json', write: harFile },
];

/** Exports of one thread. */
export const threadExports: readonly FileExport<ThreadWish>[] = [
  {
    label: 'fileSaveReport',
    ending: '.md',
    mediaType: 'text/markdown',
    write: async (wish) => [await reportText(wish, wish.thread)],
    copy: { label: 'fileCopyReport', done: 'fileReportCopied' },
  },
];
