import type { TraceEvent } from '../../trace/event.ts';

const DATABASE = 'sidtrail-log';
const CHUNKS = 'chunks';

interface EncryptedChunk {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
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

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: GenericTransformStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const piped = new Blob([bytes])
    .stream()
    .pipeThrough(stream as ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}

/** Makes a key for the chunks: AES-GCM, 256 bits, as base64url (the `k` of a JSON Web Key). */
export async function newSpillKey(): Promise<string> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
  const { k } = await crypto.subtle.exportKey('jwk', key);
  if (k === undefined) throw new Error('WebCrypto gave a key without its octets');
  return k;
}

/**
 * The part of the log that lies in IndexedDB: compressed, then encrypted. Without the key, which lies in memory alone,
 * what is left on disk after the browser closes cannot be read.
 */
export class SpillStore {
  readonly #key: Promise<CryptoKey>;
  #database: Promise<IDBDatabase> | undefined;

  /** @param key base64url, from `newSpillKey` */
  constructor(key: string) {
    const jwk = { kty: 'oct', k: key, alg: 'A256GCM', ext: true };
    this.#key = crypto.subtle.importKey('jwk', jwk, 'AES-GCM', false, ['encrypt', 'decrypt']);
  }

  async #chunks(mode: IDBTransactionMode): Promise<IDBObjectStore> {
    this.#database ??= open();
    return (await this.#database).transaction(CHUNKS, mode).objectStore(CHUNKS);
  }

  /** Writes events under their place. Rejects when the disk is full or the browser forbids IndexedDB. */
  async put(epoch: number, first: number, events: readonly TraceEvent[]): Promise<void> {
    const plain = new TextEncoder().encode(JSON.stringify(events));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const packed = await through(plain, new CompressionStream('deflate-raw'));
    const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await this.#key, packed);
    const chunk: EncryptedChunk = { iv, data };
    await done((await this.#chunks('readwrite')).put(chunk, [epoch, first]));
  }

  /** Reads events; undefined when the chunk is gone (dropped or cleared meanwhile). */
  async get(epoch: number, first: number): Promise<TraceEvent[] | undefined> {
    const chunk: EncryptedChunk | undefined = await done((await this.#chunks('readonly')).get([epoch, first]));
    if (chunk === undefined) return undefined;
    const packed = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: chunk.iv }, await this.#key, chunk.data);
    const plain = await through(new Uint8Array(packed), new DecompressionStream('deflate-raw'));
    return JSON.parse(new TextDecoder().decode(plain)) as TraceEvent[];
  }

  async delete(epoch: number, first: number): Promise<void> {
    await done((await this.#chunks('readwrite')).delete([epoch, first]));
  }

  /** Empties the store: at a clear, and at a start that has no key for what lies there. */
  static async purge(): Promise<void> {
    const database = await open();
    await done(database.transaction(CHUNKS, 'readwrite').objectStore(CHUNKS).clear());
    database.close();
  }
}
