/**
 * The texts between the semicolons of a line, one after another. A line may be nothing but semicolons: all its pieces at
 * once would take many times its memory.
 */
export function piecesOf(line: string): Iterable<string> {
  return {
    *[Symbol.iterator]() {
      for (let from = 0; ; ) {
        const to = line.indexOf(';', from);
        if (to < 0) {
          yield line.slice(from);
          return;
        }
        yield line.slice(from, to);
        from = to + 1;
      }
    },
  };
}
