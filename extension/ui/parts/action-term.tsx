import type { ComponentChildren } from 'preact';
import type { Phrase } from '../../trace/words/phrase.ts';
import type { ExplainedId } from '../words/explained.ts';

/** The hard words among those that say what a request did, by their messages. */
const terms: Readonly<Partial<Record<string, ExplainedId>>> = {
  actionRotated: 'rotated',
  actionReplaced: 'replaced',
  actionRestart: 'replaced',
  actionNewId: 'end:new-id',
  actionRefused: 'refused',
  actionNotSent: 'not-sent',
  actionRejected: 'rejected',
  actionClearFailed: 'clear-failed',
  actionCached: 'cached',
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
