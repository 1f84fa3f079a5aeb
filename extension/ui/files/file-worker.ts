import type { ReadProgress } from '../../trace/files/byte-source.ts';
import { FileError } from '../../trace/files/file-error.ts';
import type { TraceEvent } from '../../trace/model/event.ts';
import type { FileErrorCode, FileParams } from '../../trace/model/file-codes.ts';
import { whyFailed } from '../../trace/model/why-failed.ts';
import { type FileFacts, readContent } from './file-reading.ts';

/** Messages from the file-reading worker to the page. The page sends it the file once. */
export type FromFileWorker =
  | { readonly kind: 'progress'; readonly progress: ReadProgress }
  /** A batch of events, in order: copying all at once would freeze the page. */
  | { readonly kind: 'events'; readonly events: readonly TraceEvent[] }
  | { readonly kind: 'done'; readonly facts: FileFacts }
  | { readonly kind: 'failed'; readonly code: FileErrorCode; readonly params: FileParams }
  | { readonly kind: 'broken'; readonly message: string };

/** The used part of a worker's global scope: TypeScript's types for it exclude the page's. */
interface WorkerScope {
  onmessage: ((message: MessageEvent<Blob>) => void) | null;
  postMessage(message: FromFileWorker): void;
}

/** The number of events that are copied within half a frame. */
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
    else scope.postMessage({ kind: 'broken', message: whyFailed(error) });
  });
};
