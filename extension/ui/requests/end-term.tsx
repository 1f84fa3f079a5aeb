import type { Session, SessionEnd } from '../../trace/model/session.ts';
import { endNameOf, endPhrase } from '../../trace/summary/end-words.ts';
import { useWorld } from '../model/world.ts';
import { drawnPiece, gluedPieces } from '../parts/say.tsx';
import type { ExplainedId } from '../words/explained.ts';

interface EndTermProps {
  readonly session: Session;
  readonly end: SessionEnd;
}

/** The sentence of a session's end, in a row: its last part, which names the cause, is explained on hover and tap. */
export function EndTerm({ session, end }: EndTermProps) {
  const { text } = useWorld();
  const pieces = gluedPieces(text, endPhrase(session, end));
  const last = pieces.findLastIndex((piece) => typeof piece === 'string' && /\p{L}/u.test(piece));
  return (
    <>
      {pieces.map((piece, at) => {
        if (typeof piece !== 'string') return drawnPiece(piece);
        if (at !== last || end.undoneBy !== undefined) return piece;
        const start = /^(?:.*?[:;,])?\s*/u.exec(piece)?.[0].length ?? 0;
        // What it means is loaded once it is asked for.
        const mark: ExplainedId = `end:${endNameOf(end)}`;
        const [before, cause, after] = [piece.slice(0, start), ...splitEnd(piece.slice(start))];
        return (
          <>
            {before}
            <span class="term" data-term={mark}>
              {cause}
            </span>
            {after}
          </>
        );
      })}
    </>
  );
}

/** Words, and the spaces and stops around them, which are not underlined. */
function splitEnd(words: string): readonly [string, string] {
  const end = words.search(/[\s.]*$/u);
  return [words.slice(0, end), words.slice(end)];
}
