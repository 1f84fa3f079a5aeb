// Answers that are given again instead of worked out again. Each of these takes the plain function and is used as it is.

/**
 * Remembers the last answer for each connection: the next request on it most likely brings the same header. For a Cookie
 * header that saves reading and hashing it once more, a tenth of the cost of a visit.
 * @param read must depend on nothing but the header
 */
export function rememberLast<T>(read: (header: string) => T): (header: string, connection: object) => T {
  const last = new WeakMap<object, { readonly header: string; readonly answer: T }>();
  return (header, connection) => {
    const before = last.get(connection);
    if (before !== undefined && before.header === header) return before.answer;
    const answer = read(header);
    last.set(connection, { header, answer });
    return answer;
  };
}

const MAX_REMEMBERED = 256;
const LONGEST_REMEMBERED = 512;

/**
 * Remembers the answers to the first 256 different texts, for headers of which browsers send few. Bounded, for a client
 * may send any: longer texts than 512 characters, and later ones, are worked out each time.
 * @param textOf all that the answer depends on
 */
export function rememberFew<Q, T>(textOf: (question: Q) => string, read: (question: Q) => T): (question: Q) => T {
  const known = new Map<string, { readonly answer: T }>();
  return (question) => {
    const text = textOf(question);
    const before = known.get(text);
    if (before !== undefined) return before.answer;
    const answer = read(question);
    if (known.size < MAX_REMEMBERED && text.length <= LONGEST_REMEMBERED) known.set(text, { answer });
    return answer;
  };
}

/** Remembers the answer about an object for as long as the object lives. */
export function rememberEach<K extends object, T>(read: (object: K) => T): (object: K) => T {
  const known = new WeakMap<K, { readonly answer: T }>();
  return (object) => {
    const before = known.get(object);
    if (before !== undefined) return before.answer;
    const answer = read(object);
    known.set(object, { answer });
    return answer;
  };
}
