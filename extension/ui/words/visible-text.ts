/** A piece of foreign text: visible characters, or the name of an invisible one. */
export type VisiblePiece = { readonly kind: 'text' | 'named'; readonly text: string };

// C0 and C1 controls, zero-width and bidirectional controls, line separators, tag characters and lone surrogates:
// they are invisible or change the text around them.
const unseen =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\ud800-\udfff]/u;

/** Splits foreign text so that nothing is hidden: control characters are named, as in `U+202E`. */
export function visiblePieces(text: string): VisiblePiece[] {
  if (!unseen.test(text)) return text === '' ? [] : [{ kind: 'text', text }];
  const out: VisiblePiece[] = [];
  let run = '';
  for (const character of text) {
    if (!unseen.test(character)) {
      run += character;
      continue;
    }
    if (run !== '') out.push({ kind: 'text', text: run });
    run = '';
    out.push({ kind: 'named', text: nameOf(character) });
  }
  if (run !== '') out.push({ kind: 'text', text: run });
  return out;
}

const shortNames: Readonly<Record<string, string>> = { '\t': '⇥', '\n': '↵', '\r': '␍' };

function nameOf(character: string): string {
  const known = shortNames[character];
  if (known !== undefined) return known;
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
