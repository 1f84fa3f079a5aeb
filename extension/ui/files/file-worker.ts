import type { ReadProgress } from '../../trace/files/byte-source.ts';
import { FileError } from '../../trace/files/file-error.ts';
import type { TraceEvent } from '../../trace/model/event.ts';
import type { FileErrorCode, FileParams } from '../../trace/model/file-codes.ts';
import { type FileFacts, readContent } from './file-reading.ts';

/** What the worker that reads a file sends to the page. The page sends it the file, once. */
export type FromFileWorker =
  | { readonly kind: 'progress'; readonly progress: ReadProgress }
  /** Some of the events, in order: all at once would stop the page for as long as they take to be copied. */
  | { readonly kind: 'events'; readonly events: readonly TraceEvent[] }
  | { readonly kind: 'done'; readonly facts: FileFacts }
  | { readonly kind: 'failed'; readonly code: FileErrorCode; readonly params: FileParams }
  | { readonly kind: 'broken'; readonly message: string };

/** The part of a worker's global scope that is used; TypeScript's own types of it exclude the page's. */
interface WorkerScope {
  onmessage: ((message: MessageEvent<Blob>) => void) | null;
  postMessage(message: FromFileWorker): void;
}

/** Events that are copied within half a frame. */
const BATCH = 2_000;

/** Time between two reports of progress, in ms. */
const BETWEEN = 50;

const scope = self as unknown as WorkerScope;

async function read(file: Blob): Promise<void> {
  let reported = 0;
  const { events, facts } = await readContent(file, (progress) => {
    if (performance.now() - reported < BETWEEN) return;
    reported = performance.now();
    scope.postMessage({ kind: 'progress', progress });
  });
  for (let at = 0; at < events.length; at += BATCH) {
    scope.postMessage({ kind: 'events', events: events.slice(at, at + BATCH) });
  }
  scope.postMessage({ kind: 'done', facts });
}

scope.onmessage = ({ data }) => {
  read(data).catch((error: unknown) => {
    if (error instanceof FileError) scope.postMessage({ kind: 'failed', code: error.code, params: error.params });
    else scope.postMessage({ kind: 'broken', message: error instanceof Error ? error.message : String(error) });
  });
};
