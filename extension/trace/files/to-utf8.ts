import { joinBytes } from './join-bytes.ts';

const encoder = new TextEncoder();

/** The encoding that a byte order mark names, or a zero beside the first character; undefined for UTF-8. */
function utf16Of([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== 0) ? 'utf-16be' : undefined;
}

/**
 * Makes UTF-8 of a file that arrives in pieces. Windows' shell and editors save JSON as UTF-16, mostly with a byte order mark;
 * everything else is UTF-8 already and passes as it is.
 */
export function toUtf8(): (chunk: Uint8Array) => Uint8Array {
  let head: Uint8Array | undefined = new Uint8Array(0);
  let decoder: TextDecoder | undefined;
  return (chunk) => {
    let bytes = chunk;
    if (head !== undefined) {
      if (head.length > 0) bytes = joinBytes([head, chunk]);
      head = bytes.length < 2 ? bytes.slice() : undefined;
      if (head !== undefined) return new Uint8Array(0);
      const encoding = utf16Of(bytes);
      if (encoding !== undefined) decoder = new TextDecoder(encoding);
    }
    return decoder === undefined ? bytes : encoder.encode(decoder.decode(bytes, { stream: true }));
  };
}
