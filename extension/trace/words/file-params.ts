import type { FileParams } from '../model/file-codes.ts';
import { code, type Phrase } from './phrase.ts';

/** Params of a file's error or notice, in the order of a message: numbers as such, text from the file as foreign text. */
export function inlinesOf(params: FileParams, names: readonly string[] = []): Phrase['args'] {
  return names.map((name) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    return typeof value === 'number' ? value : code(value ?? '');
  });
}
