import type { RequestEntry } from '../../model/entry.ts';
import { type Phrase, pieces } from '../../words/phrase.ts';
import type { Text } from '../../words/text.ts';
import type { Masker } from '../mask.ts';
import { maskMethod } from '../trace-file/mask-event.ts';
import { codeSpan } from './markdown.ts';

/** Text from outside, already masked, as a code span; of an empty one a word says that it is empty. */
export function foreignSpan(text: Text, masked: string): string {
  return codeSpan(masked) || text.say('emptyValue');
}

/** The method and the URL of a request as a code span, masked. A page may send any word as a method. */
export function requestSpan({ method, url }: RequestEntry, masker: Masker): string {
  return codeSpan(`${maskMethod(masker, method)} ${masker.url(url)}`);
}

/** A phrase as Markdown: foreign text stands in code spans, masked. */
export function markdownPhrase(text: Text, said: Phrase, masker: Masker): string {
  return pieces(text, said, masker)
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if (piece.kind === 'code') return foreignSpan(text, piece.isOurs ? piece.text : masker.text(piece.text));
      return `${text.number(piece.session.number)} (${foreignSpan(text, masker.shortId(piece.session.id))})`;
    })
    .join('');
}
