import { type ByteSource, progressOf, type ReadProgress, slicesOf } from '../byte-source.ts';
import { type HarOptions, HarReader, type HarTrace } from './har-reader.ts';

export type { HarOptions, HarTrace } from './har-reader.ts';

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
