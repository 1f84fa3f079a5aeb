import { type ByteSource, progressOf, type ReadProgress, slicesOf } from '../byte-source.ts';
import { HarReader } from './har-reader.ts';
import type { HarOptions, HarTrace } from './har-trace.ts';

export type { HarOptions, HarTrace } from './har-trace.ts';

/**
 * Opens a HAR 1.2 of any tool as a trace. Yields its progress; leaving the loop cancels.
 *
 * @throws FileError what is wrong with the file as a whole, or that it was cancelled
 */
export async function* readHar(source: ByteSource, options: HarOptions): AsyncGenerator<ReadProgress, HarTrace, void> {
  const reader = new HarReader(options);
  let bytes = 0;
  for await (const slice of slicesOf(source)) {
    reader.write(slice);
    bytes += slice.length;
    yield progressOf(source, bytes, reader.seen);
  }
  return reader.finish();
}
