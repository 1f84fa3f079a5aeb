import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Focuses an element as soon as it is wanted: what the reader has just pressed is gone, and without this the keyboard
 * would begin again at the top of the page.
 */
export function useFocus<E extends HTMLElement>(wanted: boolean): RefObject<E | null> {
  const ref = useRef<E>(null);
  // Before anything is painted: a key that is pressed next must not be overtaken.
  useLayoutEffect(() => {
    if (wanted) ref.current?.focus();
  }, [wanted]);
  return ref;
}
