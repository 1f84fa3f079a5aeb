import type { Phrase } from '../../trace/words/phrase.ts';
import { useWorld } from '../model/world.ts';
import { findTerms } from '../words/find-terms.ts';
import type { TermId } from '../words/glossary.ts';
import { drawnPiece, gluedPieces } from './say.tsx';
import { Term } from './term.tsx';

/** A sentence as `Say` draws it, with its hard words explained. Never inside of a button, a link or a table's row. */
export function SayTerms({ phrase }: { readonly phrase: Phrase }) {
  const { text } = useWorld();
  const seen = new Set<TermId>();
  return (
    <>
      {gluedPieces(text, phrase).map((piece) =>
        typeof piece === 'string'
          ? findTerms(text, piece, seen).map((part) =>
              typeof part === 'string' ? part : <Term word={part.term}>{part.words}</Term>,
            )
          : drawnPiece(piece),
      )}
    </>
  );
}
