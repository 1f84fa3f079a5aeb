/** WSP of RFC 5234: SP or HTAB. */
export function isWsp(unit: number): boolean {
  return unit === 0x20 || unit === 0x09;
}

/** The bounds of text[start, end) without leading and trailing SP and HTAB (§5.6 step 4). Linear, unlike a trimming regex. */
export function trimmedBounds(text: string, start: number, end: number): readonly [start: number, end: number] {
  let from = start;
  let to = end;
  while (from < to && isWsp(text.charCodeAt(from))) from++;
  while (to > from && isWsp(text.charCodeAt(to - 1))) to--;
  return [from, to];
}

/** text[start, end) without leading and trailing SP and HTAB. */
export function trimmedSlice(text: string, start: number, end: number): string {
  const [from, to] = trimmedBounds(text, start, end);
  return text.slice(from, to);
}

const UPPER = /[A-Z]/g;

/** Lower-cases A to Z alone, as HTTP compares names: `İ` and `K` (Kelvin) stay what they are. */
export function asciiLowerCase(text: string): string {
  return text.replace(UPPER, (letter) => letter.toLowerCase());
}
