import { type Phrase, pieces } from '../../words/phrase.ts';
import type { Text } from '../../words/text.ts';
import type { Masker } from '../mask.ts';
import { codeSpan } from './markdown.ts';

/** A phrase as Markdown: foreign text stands in code spans, masked. */
export function markdownPhrase(text: Text, said: Phrase, masker: Masker): string {
  return pieces(text, said)
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if (piece.kind === 'code') return codeSpan(masker.text(piece.text));
      return `${text.number(piece.session.number)} (${codeSpan(masker.shortId(piece.session.id))})`;
    })
    .join('');
}
