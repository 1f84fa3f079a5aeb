/** What a key and its value take beside their characters, in bytes: an estimate from above. */
const PER_KEY = 200;

/** Bytes of a text in either browser, from above: UTF-8 in Chromium, one or two for each character in Firefox. */
function bytesOf(text: string | undefined): number {
  if (text === undefined) return 0;
  return PER_KEY + (/^[\x00-\x7f]*$/.test(text) ? text.length : 3 * text.length);
}

/** What items take in `storage.session`, in bytes, from above. */
export function sizeOf(items: Readonly<Record<string, string>>): number {
  return Object.values(items).reduce((sum, text) => sum + bytesOf(text), 0);
}
