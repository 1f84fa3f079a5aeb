import { readTraceFile } from '../../trace/files/trace-file/read-trace-file.ts';
import type { OpenedFile } from './openable-source.ts';
import recorded from './sample-trace.jsonl?raw';

async function* bytesOf(text: string): AsyncGenerator<Uint8Array, void, void> {
  yield new TextEncoder().encode(text);
}

/**
 * The sample trace that is shipped with the extension: a recorded visit to the companion. `npm run sample-trace` records
 * it again.
 *
 * @param name what it is called on screen
 */
export async function readSample(name: string): Promise<OpenedFile> {
  const reading = readTraceFile({ chunks: bytesOf(recorded) });
  for (;;) {
    const { done, value } = await reading.next();
    if (!done) continue;
    const { events, sessionCookies, masked, notices } = value;
    return { name, events, sessionCookies, masked, notices, isSample: true };
  }
}
