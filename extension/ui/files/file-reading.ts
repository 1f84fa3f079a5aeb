import type { ByteSource, ReadProgress } from '../../trace/files/byte-source.ts';
import { FileError } from '../../trace/files/file-error.ts';
import { readHar } from '../../trace/files/har/read-har.ts';
import { DEFAULT_HAR_OPTIONS } from '../../trace/files/har/read-har-text.ts';
import { readTraceFile } from '../../trace/files/trace-file/read-trace-file.ts';
import type { SessionCookies } from '../../trace/files/trace-file/session-cookies.ts';
import type { TraceEvent } from '../../trace/model/event.ts';
import type { FileNotice } from '../../trace/model/file-codes.ts';

/** The content of a file besides its events. */
export interface FileFacts {
  readonly sessionCookies: SessionCookies;
  readonly masked: boolean;
  readonly notices: readonly FileNotice[];
  /** Set for a truncated file: the user decides whether to show the part that was read. */
  readonly cut?: FileNotice;
}

/** The content of a file. */
export interface FileContent {
  readonly events: readonly TraceEvent[];
  readonly facts: FileFacts;
}

/** The size of one read, in bytes: the browser's own pieces of 64 kB cost one task each. */
const PIECE = 4 * 1024 * 1024;

/** The bytes of a file. The next piece is read while the current one is processed. */
async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array, void, void> {
  const piece = (at: number): Promise<ArrayBuffer> => file.slice(at, at + PIECE).arrayBuffer();
  let next: Promise<ArrayBuffer> | undefined = file.size > 0 ? piece(0) : undefined;
  try {
    for (let at = PIECE; next !== undefined; at += PIECE) {
      const bytes = new Uint8Array(await next);
      next = at < file.size ? piece(at) : undefined;
      yield bytes;
    }
  } catch (error) {
    if (error instanceof DOMException) throw new FileError('not-readable');
    throw error;
  } finally {
    // After a cancel nobody awaits the next piece: ignore its failure.
    next?.catch(() => undefined);
  }
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

/**
 * Reads a HAR or a trace file, whichever it is by its beginning.
 *
 * @throws FileError what is wrong with the file; nothing is half done
 */
export async function readContent(
  file: Blob,
  onProgress: (progress: ReadProgress) => void,
  rest: Pick<ByteSource, 'signal' | 'pause'> = {},
): Promise<FileContent> {
  const source: ByteSource = { chunks: chunksOf(file), size: file.size, ...rest };
  let head = '';
  try {
    head = await file.slice(0, 4_096).text();
  } catch {
    throw new FileError('not-readable');
  }
  const { events, sessionCookies, masked, notices, cut } = head.includes('"sidtrail-trace"')
    ? await last(readTraceFile(source), onProgress)
    : await last(readHar(source, DEFAULT_HAR_OPTIONS), onProgress);
  return { events, facts: { sessionCookies, masked, notices, ...(cut !== undefined && { cut }) } };
}
