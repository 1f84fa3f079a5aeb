import { type DrawnInline, type Phrase, pieces } from '../../trace/words/phrase.ts';
import type { Text } from '../../trace/words/text.ts';
import { useWorld } from '../model/world.ts';
import { Chip } from './chip.tsx';
import { Foreign } from './foreign.tsx';

/** A sentence with its chips and foreign text. */
export function Say({ phrase }: { readonly phrase: Phrase }) {
  const { text } = useWorld();
  return <>{gluedPieces(text, phrase).map((piece) => (typeof piece === 'string' ? piece : drawnPiece(piece)))}</>;
}

/** A chip or foreign text, with the sign of punctuation that follows it: no line may begin with that. */
export interface GluedPiece {
  readonly piece: DrawnInline;
  readonly sign: string;
}

/** The pieces of a sentence, each sign of punctuation at what it follows. */
export function gluedPieces(text: Text, phrase: Phrase): (string | GluedPiece)[] {
  const all = pieces(text, phrase);
  const signOf = (at: number): string => {
    const [before, piece] = [all[at - 1], all[at]];
    if (typeof piece !== 'string' || before === undefined || typeof before === 'string') return '';
    return /^[.,:;!?)]+/u.exec(piece)?.[0] ?? '';
  };
  return all.map((piece, at) =>
    typeof piece === 'string' ? piece.slice(signOf(at).length) : { piece, sign: signOf(at + 1) },
  );
}

/** A chip or foreign text in a sentence. */
export function drawnPiece({ piece, sign }: GluedPiece) {
  if (piece.kind !== 'session') {
    return (
      <>
        <code>
          <Foreign text={piece.text} />
        </code>
        {sign}
      </>
    );
  }
  const chip = <Chip session={piece.session} named />;
  return sign === '' ? (
    chip
  ) : (
    <span class="glued">
      {chip}
      {sign}
    </span>
  );
}

/** Several sentences, one after another. */
export function SayAll({ phrases }: { readonly phrases: readonly Phrase[] }) {
  return (
    <>
      {phrases.map((phrase, index) => (
        <span key={`${index} ${phrase.key}`}>
          {index > 0 && ' '}
          <Say phrase={phrase} />
        </span>
      ))}
    </>
  );
}
