import { useEffect, useState } from 'preact/hooks';

/** What has been loaded once is there at the first drawing of the next place that uses it: nothing moves then. */
const done = new WeakMap<() => Promise<unknown>, unknown>();

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
