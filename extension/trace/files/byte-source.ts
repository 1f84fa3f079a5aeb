import { FileError } from './file-error.ts';

/** A file that arrives in pieces, and what a long reading needs of the world around it. */
export interface ByteSource {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Bytes in all, where they are known: what progress is measured against. */
  readonly size?: number;
  /** An AbortSignal: the reading ends with a FileError `cancelled` soon after it is aborted. */
  readonly signal?: { readonly aborted: boolean };
  /** Called between two slices of work, so that a page can draw and hear the cancel button. */
  pause?(): Promise<void>;
}

/** How far a reading has come. */
export interface ReadProgress {
  readonly bytes: number;
  /** 0 to 1; absent while the size is not known. */
  readonly fraction?: number;
  /** Entries or lines read so far. */
  readonly items: number;
}

/** Work between two pauses, in bytes: 3 to 5 ms of parsing, a third of a frame. */
const SLICE = 256 * 1024;

/**
 * The source's bytes in slices that are short enough to stay out of a frame's way.
 *
 * @throws FileError `cancelled` when the signal was aborted
 */
export async function* slicesOf(source: ByteSource): AsyncGenerator<Uint8Array, void, void> {
  for await (const chunk of source.chunks) {
    for (let start = 0; start < chunk.length; start += SLICE) {
      if (source.signal?.aborted) throw new FileError('cancelled');
      yield chunk.subarray(start, start + SLICE);
      await source.pause?.();
    }
  }
  if (source.signal?.aborted) throw new FileError('cancelled');
}

/** The progress after `bytes` of the source. */
export function progressOf(source: ByteSource, bytes: number, items: number): ReadProgress {
  if (source.size === undefined || source.size === 0) return { bytes, items };
  return { bytes, items, fraction: Math.min(1, bytes / source.size) };
}
