/**
 * The text of a file: UTF-8, or UTF-16 where a byte order mark says so, as PowerShell 5 and Windows' editor write it, or
 * a zero beside each of its first characters.
 * What is neither keeps U+FFFD in its places, by which `parseExchange` knows a binary file.
 */
export function decodeFile(octets: Uint8Array): string {
  const [first = 0, second = 0, third = 0, fourth = 0] = octets;
  const isLittle = (first !== 0 && second === 0 && third !== 0 && fourth === 0) || (first === 0xff && second === 0xfe);
  const isBig = (first === 0 && second !== 0 && third === 0 && fourth !== 0) || (first === 0xfe && second === 0xff);
  if (isLittle) return new TextDecoder('utf-16le').decode(octets);
  if (isBig) return new TextDecoder('utf-16be').decode(octets);
  return new TextDecoder('utf-8').decode(octets);
}
