import { effect, type Signal, signal } from '@preact/signals-core';

/** Where a surface keeps how it looks: `localStorage`. Nothing that was recorded goes there. */
export type Kept = Pick<Storage, 'getItem' | 'setItem'>;

/** Where a surface remembers what was looked at. It may name what was recorded, so it lies in memory. */
export interface Remembered {
  /** What was written last; undefined: nothing. */
  read(): Promise<unknown>;
  write(looked: unknown): Promise<void>;
}

/** A memory of this kind that every surface shares, in ordinary windows or in private ones. */
export interface SharedMemory extends Remembered {
  /** Calls whenever another surface has written. */
  watch(onWritten: (written: unknown) => void): void;
}

/**
 * A signal whose value survives a reload of the surface.
 *
 * @param read checks what was kept, which another version may have written; undefined: the fallback is used
 */
export function keptSignal<T>(
  kept: Kept,
  key: string,
  fallback: T,
  read: (value: unknown) => T | undefined,
): Signal<T> {
  const value = signal(readKept(kept, key, read) ?? fallback);
  let last = value.peek();
  effect(() => {
    if (value.value === last) return;
    last = value.value;
    try {
      kept.setItem(key, JSON.stringify(last ?? null));
    } catch {
      // Without room in the storage the surface only forgets how it looked.
    }
  });
  return value;
}

/** What is kept now, if it can be read. */
export function readKept<T>(kept: Kept, key: string, read: (value: unknown) => T | undefined): T | undefined {
  try {
    return read(JSON.parse(kept.getItem(key) ?? 'null'));
  } catch {
    return undefined;
  }
}

/** A reader of one of these words. */
export function oneOf<W extends string>(...words: readonly W[]): (value: unknown) => W | undefined {
  return (value) => words.find((word) => word === value);
}
