/** What is wrong with a file: for tests and for callers that act on it; the message is for the user. */
export type FileErrorCode =
  | 'empty'
  | 'not-json'
  | 'not-har'
  | 'not-trace'
  | 'newer-version'
  | 'bad-line'
  | 'cut'
  | 'no-entries'
  | 'too-deep'
  | 'too-large'
  | 'cancelled';

/** A file that cannot be read. Its message is one sentence or two: what is wrong, and what to do. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code: FileErrorCode;

  constructor(code: FileErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
