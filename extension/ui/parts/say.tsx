import { type DrawnInline, type Phrase, pieces } from '../../trace/words/phrase.ts';
import { useWorld } from '../model/world.ts';
import { Chip } from './chip.tsx';
import { Foreign } from './foreign.tsx';

/** A sentence with its chips and foreign text. */
export function Say({ phrase }: { readonly phrase: Phrase }) {
  const { text } = useWorld();
  return <>{pieces(text, phrase).map((piece) => (typeof piece === 'string' ? piece : drawnPiece(piece)))}</>;
}

/** A chip or foreign text in a sentence. */
export function drawnPiece(piece: DrawnInline) {
  return piece.kind === 'session' ? (
    <Chip session={piece.session} named />
  ) : (
    <code>
      <Foreign text={piece.text} />
    </code>
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
