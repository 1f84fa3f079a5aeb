import type { ByteSource, ReadProgress } from '../../extension/trace/files/byte-source.ts';

/** A file as the browser hands it over: its bytes in pieces of some length. */
export function fileOf(content: string | Uint8Array, pieceLength = 65_536): ByteSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += pieceLength) yield bytes.subarray(at, at + pieceLength);
  }
  return { chunks: chunks(), size: bytes.length };
}

/** Runs a reader to its end. */
export async function readAll<T>(
  reader: AsyncGenerator<ReadProgress, T, void>,
): Promise<{ result: T; progress: ReadProgress[] }> {
  const progress: ReadProgress[] = [];
  for (;;) {
    const step = await reader.next();
    if (step.done) return { result: step.value, progress };
    progress.push(step.value);
  }
}
