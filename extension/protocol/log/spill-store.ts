import type { TraceEvent } from '../../trace/model/event.ts';
import { CHUNK_GROUP, chunkStore, done, type EncryptedChunk, SpillReader, through } from './spill-reader.ts';
import { TextWriter } from './text-writer.ts';

/** Makes a key for the chunks: AES-GCM, 256 bits, as base64url (the `k` of a JSON Web Key). */
export async function newSpillKey(): Promise<string> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
  const { k } = await crypto.subtle.exportKey('jwk', key);
  if (k === undefined) throw new Error('WebCrypto gave a key without its octets');
  return k;
}

/** A chunk's events as one text, equal texts once. */
export function packChunk(events: readonly TraceEvent[]): string {
  const texts = new TextWriter(CHUNK_GROUP);
  const encoded = texts.events(events);
  return JSON.stringify({ encoded, texts: texts.texts ?? '[]' });
}

/**
 * Writes the part of the log that lies in IndexedDB. Without the key, which lies in memory alone, what is left on disk
 * after the browser closes cannot be read.
 */
export class SpillStore extends SpillReader {
  /** Writes events under the `n` of the first. Rejects when the disk is full or the browser forbids IndexedDB. */
  async put(first: number, events: readonly TraceEvent[]): Promise<void> {
    const plain = new TextEncoder().encode(packChunk(events));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const packed = await through(plain, new CompressionStream('deflate-raw'));
    const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await this.key, packed);
    const chunk: EncryptedChunk = { iv, data };
    await done((await chunkStore('readwrite')).put(chunk, first));
  }

  async delete(first: number): Promise<void> {
    await done((await chunkStore('readwrite')).delete(first));
  }

  /** Empties the store: at a start that has no key for what lies there. */
  static async purge(): Promise<void> {
    await done((await chunkStore('readwrite')).clear());
  }
}
