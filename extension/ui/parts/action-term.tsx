import type { ComponentChildren } from 'preact';
import type { Phrase } from '../../trace/words/phrase.ts';
import type { TermId } from '../words/glossary.ts';

/** The hard words among those that say what a request did, by their messages. */
const terms: Readonly<Partial<Record<string, TermId>>> = {
  actionRotated: 'rotated',
  actionReplaced: 'replaced',
  actionRestart: 'replaced',
  actionRefused: 'refused',
  actionNotSent: 'not-sent',
};

interface ActionTermProps {
  readonly said: Phrase;
  readonly children: ComponentChildren;
}

/**
 * What a request did, in a row: hard words are explained on hover and tap. It is no button, for the row is one already;
 * by keyboard the details, which the row opens, say the same.
 */
export function ActionTerm({ said, children }: ActionTermProps) {
  const term = terms[said.key];
  if (term === undefined) return <>{children}</>;
  return (
    <span class="term" data-term={term}>
      {children}
    </span>
  );
}
