import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

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
  useEffect(() => setElement(ref.current));
  useEffect(() => {
    if (element === null) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return { ref, size };
}
