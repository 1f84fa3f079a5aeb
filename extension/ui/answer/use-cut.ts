import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { isCutOff } from '../parts/title-cut.ts';

/**
 * Whether the answer's sentence has no room in its line, followed as its place changes.
 *
 * The button that comes with it changes the room. So what was found cut stays so at that width, or the two could drive
 * each other without end.
 *
 * @param head holds the sentence and the button
 * @param isWhole true while all of the sentence is shown, if there is a button
 */
export function useCut(head: RefObject<HTMLElement | null>, isWhole: boolean): boolean {
  /** The width and the sentence that were found cut. */
  const [cutAt, setCutAt] = useState<string>();
  useLayoutEffect(() => {
    const { current } = head;
    const words = current?.querySelector<HTMLElement>('.answer-lead > span');
    if (current === null || words === null || words === undefined) return;
    const measure = () => {
      const here = `${current.clientWidth} ${words.textContent}`;
      if (cutAt === here) return;
      const staysCut = cutAt !== undefined && isWhole;
      setCutAt(staysCut || isCutOff(words) ? here : undefined);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    measure();
    return () => observer.disconnect();
  });
  return cutAt !== undefined;
}
