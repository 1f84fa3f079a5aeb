import { serialize } from 'node:v8';

type Change = { oldValue?: unknown; newValue?: unknown };
type Changes = Record<string, Change>;
type Listener = (changes: Changes) => void;

/** What the browsers give an extension, in bytes. */
export const QUOTA = 10_485_760;

/**
 * `storage.session` in memory, as strict as the browsers: a set is whole or fails, what is stored is a copy, listeners
 * hear of each change, and keys and values count against the quota. Chromium counts the memory that strings take, and
 * about twice what objects take as JSON; Firefox what their structured clone takes. Here the greater counts.
 */
export class MemoryArea {
  readonly items = new Map<string, unknown>();
  readonly #sizes = new Map<string, number>();
  readonly #listeners = new Set<Listener>();
  quota = QUOTA;
  /** Set: every `set` fails, as when the extension is being replaced. */
  broken = false;
  sets = 0;
  refusals = 0;
  /** The most bytes that it ever held. */
  peak = 0;

  readonly onChanged = {
    addListener: (listener: Listener): void => void this.#listeners.add(listener),
    removeListener: (listener: Listener): void => void this.#listeners.delete(listener),
  };

  get bytes(): number {
    return [...this.#sizes.values()].reduce((sum, size) => sum + size, 0);
  }

  async get(keys?: string | string[] | null | Record<string, unknown>): Promise<Record<string, unknown>> {
    const wanted = Array.isArray(keys) ? keys : typeof keys === 'string' ? [keys] : [...this.items.keys()];
    return structuredClone(
      Object.fromEntries(wanted.filter((key) => this.items.has(key)).map((key) => [key, this.items.get(key)])),
    );
  }

  async getKeys(): Promise<string[]> {
    return [...this.items.keys()];
  }

  async set(items: Record<string, unknown>): Promise<void> {
    this.sets += 1;
    const copies = Object.entries(structuredClone(items));
    const before = copies.reduce((sum, [key]) => sum + (this.#sizes.get(key) ?? 0), 0);
    const after = this.bytes - before + copies.reduce((sum, [key, value]) => sum + sizeOf(key, value), 0);
    if (this.broken || after > this.quota) {
      this.refusals += 1;
      throw new Error('Session storage quota bytes exceeded. Values were not stored.');
    }
    const changes: Changes = {};
    for (const [key, value] of copies) {
      changes[key] = { ...(this.items.has(key) && { oldValue: this.items.get(key) }), newValue: value };
      this.items.set(key, value);
      this.#sizes.set(key, sizeOf(key, value));
    }
    this.peak = Math.max(this.peak, after);
    this.#notify(changes);
  }

  async remove(keys: string | string[]): Promise<void> {
    const changes: Changes = {};
    for (const key of [keys].flat()) {
      if (!this.items.has(key)) continue;
      changes[key] = { oldValue: this.items.get(key) };
      this.items.delete(key);
      this.#sizes.delete(key);
    }
    this.#notify(changes);
  }

  #notify(changes: Changes): void {
    if (Object.keys(changes).length === 0) return;
    for (const listener of this.#listeners) listener(changes);
  }
}

function sizeOf(key: string, value: unknown): number {
  const clone = serialize(value).byteLength;
  const estimate = typeof value === 'string' ? Buffer.byteLength(value) + 32 : 2 * JSON.stringify(value ?? null).length;
  return key.length + Math.max(clone, estimate);
}
