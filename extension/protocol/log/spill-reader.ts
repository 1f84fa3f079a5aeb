import type { TraceEvent } from '../../trace/model/event.ts';

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

/** Where the chunks lie. */
export async function chunkStore(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  database ??= open();
  return (await database).transaction(CHUNKS, mode).objectStore(CHUNKS);
}

/** Reads the part of the log that lies in IndexedDB: compressed, then encrypted. */
export class SpillReader {
  protected readonly key: Promise<CryptoKey>;

  /** @param key base64url, from `newSpillKey` */
  constructor(key: string) {
    const jwk = { kty: 'oct', k: key, alg: 'A256GCM', ext: true };
    this.key = crypto.subtle.importKey('jwk', jwk, 'AES-GCM', false, ['encrypt', 'decrypt']);
  }

  /** Reads events; undefined when the chunk is gone (dropped or cleared meanwhile). */
  async get(epoch: number, first: number): Promise<TraceEvent[] | undefined> {
    const chunk: EncryptedChunk | undefined = await done((await chunkStore('readonly')).get([epoch, first]));
    if (chunk === undefined) return undefined;
    const packed = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: chunk.iv }, await this.key, chunk.data);
    const plain = await through(new Uint8Array(packed), new DecompressionStream('deflate-raw'));
    return JSON.parse(new TextDecoder().decode(plain)) as TraceEvent[];
  }
}
