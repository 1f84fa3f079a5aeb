import { FileError } from '../file-error.ts';
import { joinBytes } from '../join-bytes.ts';

const LINE_FEED = 0x0a;

/** No event is near this long: a jar of 3,300 cookies of 4 kB each is 14 MB. */
const LONGEST_LINE = 32 * 1024 * 1024;

/** One line, without its line feed. */
export interface Line {
  /** 1, 2, 3 … */
  readonly number: number;
  readonly text: string;
  /** False: the file ends before the line feed. */
  readonly whole: boolean;
}

/** Cuts bytes that arrive in pieces into lines of UTF-8. */
export class LineCutter {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #number = 0;

  /** @throws FileError `line-too-long`, `line-not-text` */
  *cut(bytes: Uint8Array): Generator<Line, void, void> {
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      yield this.#line(bytes.subarray(start, end), true);
      start = end + 1;
    }
    if (start === bytes.length) return;
    this.#held.push(bytes.slice(start));
    this.#heldBytes += bytes.length - start;
    if (this.#heldBytes > LONGEST_LINE) {
      throw new FileError('line-too-long', { line: this.#number + 1, megabytes: LONGEST_LINE / 1024 / 1024 });
    }
  }

  /** The last line, where the file does not end with a line feed. */
  *rest(): Generator<Line, void, void> {
    if (this.#heldBytes > 0) yield this.#line(new Uint8Array(0), false);
  }

  #line(tail: Uint8Array, whole: boolean): Line {
    this.#number += 1;
    const bytes = joinBytes([...this.#held, tail]);
    this.#held = [];
    this.#heldBytes = 0;
    try {
      return { number: this.#number, text: this.#decoder.decode(bytes), whole };
    } catch {
      // A file cut inside a character is cut, not wrong.
      if (!whole) return { number: this.#number, text: '', whole };
      throw new FileError('line-not-text', { line: this.#number });
    }
  }
}
