import { useEffect, useState } from 'preact/hooks';

/** What has been loaded once is there at the first drawing of the next place that uses it: nothing moves then. */
const done = new WeakMap<() => Promise<unknown>, unknown>();

/** Begins to load a part before it is drawn: where it is there by then, it is drawn at once. */
export function loadAhead<T>(load: () => Promise<T>): () => Promise<T> {
  const loading = load();
  const again = (): Promise<T> => loading;
  // Who draws it hears of a failure.
  loading.then((part) => done.set(again, part)).catch(() => undefined);
  return again;
}

/** A lazily loaded part of the UI; undefined until it is loaded. */
export function useLater<T>(load: () => Promise<T>): T | undefined {
  const [loaded, setLoaded] = useState<T | undefined>(() => done.get(load) as T | undefined);
  useEffect(() => {
    let wanted = true;
    void load().then((part) => {
      done.set(load, part);
      if (wanted) setLoaded(part);
    });
    return () => {
      wanted = false;
    };
  }, [load]);
  return loaded;
}
