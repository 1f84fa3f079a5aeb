import { useState } from 'preact/hooks';
import { useWorld } from '../model/world.ts';
import { visiblePieces } from '../words/visible-text.ts';

/** Text from outside: isolated from the surrounding text direction, with invisible characters made visible. */
export function Foreign({ text }: { readonly text: string }) {
  return (
    <bdi>
      {visiblePieces(text).map((piece) =>
        piece.kind === 'text' ? piece.text : <span class="named">{piece.text}</span>,
      )}
    </bdi>
  );
}

const longest = 240;

/** Text from outside that may be long: truncated, with a button to show all. */
export function LongForeign({ text, limit = longest }: { readonly text: string; readonly limit?: number }) {
  const { text: words } = useWorld();
  const [whole, setWhole] = useState(false);
  if (text.length <= limit) return <Foreign text={text} />;
  const more = words.plural('showAll', text.length);
  return (
    <>
      <Foreign text={whole ? text : `${text.slice(0, limit)}…`} />{' '}
      <button type="button" class="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
        {whole ? words.say('showLess') : more}
      </button>
    </>
  );
}
