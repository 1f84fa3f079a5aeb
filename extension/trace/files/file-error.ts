/** What is wrong with a file; `extension/trace/words/file-error-words.ts` has the words of each. */
export type FileErrorCode =
  /** It holds no byte. */
  | 'empty'
  /** The browser cannot read it any more: it was moved or changed. */
  | 'not-readable'
  /** It is no JSON. */
  | 'not-json'
  /** It is JSON and neither a HAR nor a trace. */
  | 'not-har'
  | 'not-trace'
  | 'no-version'
  | 'newer-version'
  /** A line of a trace is too long, no UTF-8, no JSON, no event, or out of order. */
  | 'line-too-long'
  | 'line-not-text'
  | 'line-not-json'
  | 'line-no-event'
  | 'line-out-of-order'
  /** It ends before its first entry does. */
  | 'cut'
  /** It holds no request or event at all, or none that can be read. */
  | 'no-entries'
  | 'no-readable-entry'
  | 'no-events'
  /** The user cancelled. */
  | 'cancelled';

/** The facts that fill a message's sentence: numbers, or text from the file, which nothing trusts. */
export type FileParams = Readonly<Record<string, string | number>>;

/** A file that cannot be read. Its message is for logs: the words on screen come from its code and its params. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code: FileErrorCode;
  readonly params: FileParams;

  constructor(code: FileErrorCode, params: FileParams = {}) {
    super(`${code} ${JSON.stringify(params)}`);
    this.code = code;
    this.params = params;
  }
}
