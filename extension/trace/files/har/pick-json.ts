import { Tokenizer, TokenParser, TokenType } from '@streamparser/json';
import { FileError } from '../file-error.ts';

/** A value that a path picked, with the keys that lead to it: `['log', 'entries', 12]`. */
export interface PickedValue {
  readonly keys: readonly (string | number)[];
  readonly value: unknown;
}

/** Picks values out of JSON text that arrives in pieces. */
export interface JsonPicker {
  /** @throws FileError `not-json`, `too-deep` or `too-large` */
  write(bytes: Uint8Array): void;
  /** True when the text was a whole JSON value. */
  readonly ended: boolean;
}

/** Deeper nesting is an attack, not a recording: HAR's own members go nine levels down. */
const DEEPEST = 128;

/** The most that one picked value may take, in bytes of text: V8 holds no string above 512 MB. */
const LARGEST_VALUE = 256 * 1024 * 1024;

/**
 * The parser keeps nothing but the value that it is in, so memory is bounded by the largest picked value.
 *
 * @param paths as the library writes them: `$.log.entries.*`
 */
export function pickJson(paths: readonly string[], onValue: (picked: PickedValue) => void): JsonPicker {
  // A buffer for strings doubles the speed on response bodies (measured: 56 and 144 MB/s).
  const tokenizer = new Tokenizer({ stringBufferSize: 64 * 1024 });
  const parser = new TokenParser({ paths: [...paths], keepStack: false });
  let depth = 0;
  let bytes = 0;
  let bytesAtValue = 0;
  tokenizer.onToken = (token) => {
    if (token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET) {
      depth += 1;
      if (depth > DEEPEST) {
        throw new FileError(
          'too-deep',
          `The file is nested more than ${DEEPEST} levels deep near byte ${bytes}: this is no recording of requests.`,
        );
      }
    } else if (token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET) {
      depth -= 1;
    }
    parser.write(token);
  };
  parser.onValue = ({ value, key, stack }) => {
    bytesAtValue = bytes;
    const keys = stack.slice(1).flatMap((item) => (item.key === undefined ? [] : [item.key]));
    onValue({ keys: key === undefined ? keys : [...keys, key], value });
  };
  parser.onEnd = () => {
    if (!tokenizer.isEnded) tokenizer.end();
  };
  return {
    write(chunk) {
      if (bytes + chunk.length - bytesAtValue > LARGEST_VALUE) {
        throw new FileError(
          'too-large',
          `One entry near byte ${bytesAtValue} is larger than ${LARGEST_VALUE / 1024 / 1024} MB: save the recording without response bodies.`,
        );
      }
      try {
        tokenizer.write(chunk);
      } catch (error) {
        if (error instanceof FileError) throw error;
        throw new FileError(
          'not-json',
          `The file is not valid JSON in UTF-8 between byte ${bytes} and ${bytes + chunk.length}: save the recording again, or choose another file.`,
        );
      }
      bytes += chunk.length;
    },
    get ended() {
      return parser.isEnded;
    },
  };
}
