/** Widths that were measured: tables say the same words again and again. */
const known = new Map<string, number>();
const MAX_KNOWN = 1_000;

let canvas: CanvasRenderingContext2D | null | undefined;
/** The page's font family, the same in every language. To ask for it lays out styles, so it is asked for once. */
let family = '';
/** The font that the canvas was given last. */
let given = '';

/** The width of a line of text in the page's own font and language, in px, rounded up. */
export function textWidth(
  words: string,
  { size, bold = false }: { readonly size: number; readonly bold?: boolean },
): number {
  const key = `${bold} ${size} ${words}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= MAX_KNOWN) known.clear();
  const width = measured(words, size, bold);
  known.set(key, width);
  return width;
}

function measured(words: string, size: number, bold: boolean): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  // Without a canvas: as wide as the letters of a wide font.
  if (canvas === null) return Math.ceil(words.length * size * 0.6);
  family ||= getComputedStyle(document.body).fontFamily;
  const font = `${bold ? 600 : 400} ${size}px ${family}`;
  if (font !== given) {
    given = font;
    canvas.font = font;
  }
  return Math.ceil(canvas.measureText(words).width);
}
