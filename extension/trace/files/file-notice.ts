import type { FileNotice, FileNoticeCode, FileParams } from '../model/file-codes.ts';

/** Makes a notice. */
export function fileNotice(code: FileNoticeCode, params: FileParams = {}): FileNotice {
  return { code, params };
}
