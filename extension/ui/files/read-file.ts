import { publicSuffixList } from '../../cookies/public-suffixes.ts';
import { DEFAULT_COUNT_PATTERNS } from '../../trace/count-pattern/default-patterns.ts';
import { mayHoldCount, mediaTypeOf, readCounts } from '../../trace/count-pattern/read-counts.ts';
import type { ByteSource, ReadProgress } from '../../trace/files/byte-source.ts';
import { FileError } from '../../trace/files/file-error.ts';
import { readHar } from '../../trace/files/har/read-har.ts';
import { readTraceFile } from '../../trace/files/trace-file/read-trace-file.ts';
import type { OpenedFile } from '../model/openable-source.ts';

/** A file that was read; `cut` asks the user whether what came before the cut is wanted. */
export interface ReadFile {
  readonly file: OpenedFile;
  readonly cut?: string;
}

/** Blob.stream() is an async iterable from Chrome 124 on; its reader is there everywhere. */
async function* chunksOf(blob: Blob): AsyncGenerator<Uint8Array, void, void> {
  const reader = blob.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

/** Work between two pauses in ms: half a frame, so that the bar moves and the button answers. */
const WORK = 8;

function pauser(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < WORK) return;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  };
}

async function last<T>(
  reader: AsyncGenerator<ReadProgress, T, void>,
  onProgress: (progress: ReadProgress) => void,
): Promise<T> {
  for (;;) {
    const step = await reader.next();
    if (step.done) return step.value;
    onProgress(step.value);
  }
}

/** Opens a HAR or a trace file, whichever it is by its beginning. Rejects with one sentence; nothing is half done. */
export async function readFile(
  blob: File,
  onProgress: (progress: ReadProgress) => void,
  signal: AbortSignal,
): Promise<ReadFile> {
  const source: ByteSource = { chunks: chunksOf(blob), size: blob.size, signal, pause: pauser() };
  let head = '';
  try {
    head = await blob.slice(0, 4_096).text();
  } catch {
    throw new FileError('empty', 'The browser could not read the file: choose it again.');
  }
  if (head.includes('"sidtrail-trace"')) {
    const read = await last(readTraceFile(source), onProgress);
    const { events, sessionCookies, masked, notices, cut } = read;
    return { file: { name: blob.name, events, sessionCookies, masked, notices }, ...(cut !== undefined && { cut }) };
  }
  const read = await last(
    readHar(source, {
      publicSuffix: (host) => publicSuffixList.publicSuffix(host) ?? undefined,
      readCount: (body, contentType) => {
        const mediaType = mediaTypeOf(contentType);
        return mayHoldCount(mediaType) ? readCounts(body, mediaType, DEFAULT_COUNT_PATTERNS)[0] : undefined;
      },
    }),
    onProgress,
  );
  const { events, masked, notices, cut } = read;
  return { file: { name: blob.name, events, sessionCookies: {}, masked, notices }, ...(cut !== undefined && { cut }) };
}
