/**
 * The text of a file: UTF-8, or UTF-16 where a byte order mark says so, as PowerShell 5 and Windows' editor write it.
 * What is neither keeps U+FFFD in its places, by which `parseExchange` knows a binary file.
 */
export function decodeFile(octets: Uint8Array): string {
  const [first, second] = octets;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(octets);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(octets);
  return new TextDecoder('utf-8').decode(octets);
}
