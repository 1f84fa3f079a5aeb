const encoder = new TextEncoder();

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}

/** The encoding that a byte order mark names; undefined for UTF-8, with a mark or without. */
function utf16Of(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined;
}

/**
 * Makes UTF-8 of a file that arrives in pieces. Windows' shell and editors save JSON as UTF-16 with a byte order mark;
 * everything else is UTF-8 already and passes as it is.
 */
export function toUtf8(): (chunk: Uint8Array) => Uint8Array {
  let head: Uint8Array | undefined = new Uint8Array(0);
  let decoder: TextDecoder | undefined;
  return (chunk) => {
    let bytes = chunk;
    if (head !== undefined) {
      if (head.length > 0) bytes = joined(head, chunk);
      head = bytes.length < 2 ? bytes.slice() : undefined;
      if (head !== undefined) return new Uint8Array(0);
      const encoding = utf16Of(bytes);
      if (encoding !== undefined) decoder = new TextDecoder(encoding);
    }
    return decoder === undefined ? bytes : encoder.encode(decoder.decode(bytes, { stream: true }));
  };
}
