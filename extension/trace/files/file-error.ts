import type { FileErrorCode, FileParams } from '../model/file-codes.ts';

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
