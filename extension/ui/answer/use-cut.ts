import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { isCutOff } from '../parts/title-cut.ts';

/**
 * Whether the answer's sentence has no room in its line, followed as its place changes.
 *
 * @param isWhole true while all of it is shown: what was seen before stays, for nothing can be measured
 */
export function useCut(head: RefObject<HTMLElement | null>, isWhole: boolean): boolean {
  const [isCut, setCut] = useState(false);
  const isShown = isWhole && isCut;
  useLayoutEffect(() => {
    const words = head.current?.querySelector<HTMLElement>('.answer-lead > span');
    if (words === null || words === undefined || isShown) return;
    const measure = () => setCut(isCutOff(words));
    const observer = new ResizeObserver(measure);
    observer.observe(words);
    measure();
    return () => observer.disconnect();
  });
  return isCut;
}
