import type { ComponentChildren } from 'preact';
import type { Text } from '../../trace/words/text.ts';
import type { TermId } from '../words/glossary.ts';

interface TermProps {
  readonly word: TermId;
  readonly children: ComponentChildren;
}

/**
 * A hard word with its explanation, by hover, focus or tap. It is a button and no more: one bubble serves all words of a
 * page, and its code is loaded by `explainTerms`. Never inside of another button or a link.
 */
export function Term({ word, children }: TermProps) {
  return (
    <button type="button" class="term" data-term={word}>
      {children}
    </button>
  );
}

const wakers = ['pointerover', 'focusin', 'click'] as const;

/** Explains the words of this page until the signal aborts. The bubble is loaded when a word is touched first. */
export function explainTerms(text: Text, signal: AbortSignal): void {
  const ending = new AbortController();
  const wake = ({ target }: Event): void => {
    const word = (target as Element).closest?.('.term');
    if (!word) return;
    ending.abort();
    void import('./term-bubble.ts').then(({ followTerms }) => {
      if (!signal.aborted) followTerms(text, signal, word);
    });
  };
  const untilWoken = AbortSignal.any([signal, ending.signal]);
  for (const kind of wakers) addEventListener(kind, wake, { signal: untilWoken });
}
