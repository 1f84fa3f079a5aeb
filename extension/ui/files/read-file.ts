import type { ReadProgress } from '../../trace/files/byte-source.ts';
import { FileError } from '../../trace/files/file-error.ts';
import type { TraceEvent } from '../../trace/model/event.ts';
import type { FileNotice } from '../../trace/model/file-codes.ts';
import type { OpenedFile } from '../model/openable-source.ts';
import { type FileContent, readContent } from './file-reading.ts';
import type { FromFileWorker } from './file-worker.ts';

/** A file that was read. With `cut`, the user decides whether to show the part before the cut. */
export interface ReadFile {
  readonly file: OpenedFile;
  readonly cut?: FileNotice;
}

/** Work in the page between two pauses, in ms: half a frame, so that the page stays responsive. */
const WORK = 8;

function pauser(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < WORK) return;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  };
}

/** The page cannot start a worker, for example because it was opened from disk. */
class NoWorker extends Error {}

/** Reads a file in a worker, so that the page stays responsive. Cancelling terminates the worker. */
function readInWorker(
  file: Blob,
  onProgress: (progress: ReadProgress) => void,
  signal: AbortSignal,
): Promise<FileContent> {
  return new Promise((resolve, reject) => {
    let started = false;
    const worker = new Worker(new URL('./file-worker.ts', import.meta.url), { type: 'module' });
    const events: TraceEvent[] = [];
    const end = (): void => {
      worker.terminate();
      signal.removeEventListener('abort', cancel);
    };
    const cancel = (): void => {
      end();
      reject(new FileError('cancelled'));
    };
    signal.addEventListener('abort', cancel);
    worker.onerror = ({ message }) => {
      end();
      reject(started ? new Error(message) : new NoWorker());
    };
    worker.onmessage = ({ data }: MessageEvent<FromFileWorker>) => {
      started = true;
      switch (data.kind) {
        case 'progress':
          onProgress(data.progress);
          return;
        case 'events':
          for (const event of data.events) events.push(event);
          return;
        case 'done':
          end();
          resolve({ events, facts: data.facts });
          return;
        case 'failed':
          end();
          reject(new FileError(data.code, data.params));
          return;
        case 'broken':
          end();
          reject(new Error(data.message));
          return;
      }
    };
    worker.postMessage(file);
  });
}

/** Reads a HAR or a trace file. Rejects with a FileError, without partial results. */
export async function readFile(
  file: File,
  onProgress: (progress: ReadProgress) => void,
  signal: AbortSignal,
): Promise<ReadFile> {
  const { events, facts } = await readInWorker(file, onProgress, signal).catch((error: unknown) => {
    // `new Worker` throws a SecurityError if it is not allowed.
    if (!(error instanceof NoWorker || error instanceof DOMException)) throw error;
    return readContent(file, onProgress, { signal, pause: pauser() });
  });
  const { sessionCookies, masked, notices, cut } = facts;
  return { file: { name: file.name, events, sessionCookies, masked, notices }, ...(cut !== undefined && { cut }) };
}
