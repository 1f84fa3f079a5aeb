import type { Inflate } from '../../../cookies/inflate-payload.ts';
import { joinBytes } from '../../../trace/files/join-bytes.ts';

/** Inflates zlib data with the browser's DecompressionStream; stops above the limit. */
export const inflateZlib: Inflate = async (zlib, limit) => {
  const reader = new Blob([zlib]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > limit) {
        await reader.cancel();
        return null;
      }
      chunks.push(value);
    }
  } catch {
    return null;
  }
  return joinBytes(chunks);
};
