import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** The size of an element in px, followed as it changes. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Follows an element's size. */
export function useSize<E extends HTMLElement>(): { readonly ref: RefObject<E | null>; readonly size: Size } {
  const ref = useRef<E>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  return { ref, size };
}
