import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** The size of an element in px, followed as it changes. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Follows an element's size. The element may mount later and unmount earlier than the component. */
export function useSize<E extends HTMLElement>(): { readonly ref: RefObject<E | null>; readonly size: Size } {
  const ref = useRef<E>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const [element, setElement] = useState<E | null>(null);
  // Layout effects run before the paint, so that the first paint already has the size.
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
