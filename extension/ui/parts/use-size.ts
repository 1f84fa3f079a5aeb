import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** The size of an element in px, followed as it changes. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Follows an element's size; the element may come after the component, and go before it. */
export function useSize<E extends HTMLElement>(): { readonly ref: RefObject<E | null>; readonly size: Size } {
  const ref = useRef<E>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const [element, setElement] = useState<E | null>(null);
  // Before the first paint: what depends on the size is drawn once.
  useLayoutEffect(() => setElement(ref.current));
  useLayoutEffect(() => {
    if (element === null) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((last) => (last.width === width && last.height === height ? last : { width, height }));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return { ref, size };
}
