import { useEffect, useState } from 'preact/hooks';

/** A lazily loaded part of the UI; undefined until it is loaded. */
export function useLater<T>(load: () => Promise<T>): T | undefined {
  const [loaded, setLoaded] = useState<T>();
  useEffect(() => {
    let wanted = true;
    void load().then((part) => {
      if (wanted) setLoaded(part);
    });
    return () => {
      wanted = false;
    };
  }, [load]);
  return loaded;
}
