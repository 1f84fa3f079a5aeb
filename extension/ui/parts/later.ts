import { useEffect, useState } from 'preact/hooks';

/** What a part of the UI that is loaded after the rest gives; undefined until it is there. */
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
