import type { TraceEvent } from '../../trace/model/event.ts';
import { TextBook } from './text-book.ts';

const DATABASE = 'sidtrail-log';
const CHUNKS = 'chunks';

/** A chunk as it lies on disk. */
export interface EncryptedChunk {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

/** An IndexedDB request as a promise. */
export function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(CHUNKS);
  return done(request);
}

/** Sends octets through a compression stream. */
export async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: GenericTransformStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const piped = new Blob([bytes])
    .stream()
    .pipeThrough(stream as ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}

let database: Promise<IDBDatabase> | undefined;

/** Where the chunks lie. A browser may close the database at any time, as when the user clears its data; then it is opened again. */
export async function chunkStore(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const opened = database ?? open();
  database = opened;
  try {
    return (await opened).transaction(CHUNKS, mode).objectStore(CHUNKS);
  } catch {
    if (database === opened) database = open();
    return (await (database ?? open())).transaction(CHUNKS, mode).objectStore(CHUNKS);
  }
}

/** Reads the part of the log that lies in IndexedDB: compressed, then encrypted. */
export class SpillReader {
  protected readonly key: Promise<CryptoKey>;

  /** @param key base64url, from `newSpillKey` */
  constructor(key: string) {
    const jwk = { kty: 'oct', k: key, alg: 'A256GCM', ext: true };
    this.key = crypto.subtle.importKey('jwk', jwk, 'AES-GCM', false, ['encrypt', 'decrypt']);
  }

  /**
   * Reads the chunk whose first event has this `n`; undefined when it is gone (dropped or cleared meanwhile). Rejects
   * where it cannot be read.
   */
  async get(first: number): Promise<TraceEvent[] | undefined> {
    const chunk: EncryptedChunk | undefined = await done((await chunkStore('readonly')).get(first));
    if (chunk === undefined) return undefined;
    const packed = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: chunk.iv }, await this.key, chunk.data);
    const plain = await through(new Uint8Array(packed), new DecompressionStream('deflate-raw'));
    return unpackChunk(new TextDecoder().decode(plain));
  }
}

/** The group of a chunk's texts; it needs no other name, for it is alone. */
export const CHUNK_GROUP = 'c';

/** The events of a chunk. */
export function unpackChunk(packed: string): TraceEvent[] {
  const { encoded, texts } = JSON.parse(packed) as { encoded: string; texts: string };
  const book = new TextBook();
  book.put(CHUNK_GROUP, texts);
  return JSON.parse(book.decode(encoded)) as TraceEvent[];
}
