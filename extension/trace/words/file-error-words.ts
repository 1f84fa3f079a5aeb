import type { FileErrorCode, FileParams, SkipReason } from '../model/file-codes.ts';
import { inlinesOf } from './file-params.ts';
import type { MessageKey } from './message-key.ts';
import { type Phrase, phrase } from './phrase.ts';

/** A message, and which params fill it, in order. */
interface FileErrorWord {
  readonly key: MessageKey;
  readonly params?: readonly string[];
}

const WORDS: Readonly<Record<FileErrorCode, FileErrorWord>> = {
  empty: { key: 'fileErrorEmpty' },
  'not-readable': { key: 'fileErrorNotReadable' },
  'not-json': { key: 'fileErrorNotJson', params: ['byte'] },
  compressed: { key: 'fileErrorCompressed' },
  'web-page': { key: 'fileErrorWebPage' },
  xml: { key: 'fileErrorXml' },
  'not-har': { key: 'fileErrorNotHar' },
  'not-trace': { key: 'fileErrorNotTrace' },
  'no-version': { key: 'fileErrorNoVersion' },
  'newer-version': { key: 'fileErrorNewerVersion', params: ['version', 'known'] },
  'line-too-long': { key: 'fileErrorLineTooLong', params: ['line', 'megabytes'] },
  'line-not-text': { key: 'fileErrorLineNotText', params: ['line'] },
  'line-not-json': { key: 'fileErrorLineNotJson', params: ['line'] },
  'line-no-event': { key: 'fileErrorLineNoEvent', params: ['line', 'member'] },
  'line-out-of-order': { key: 'fileErrorLineOutOfOrder', params: ['line'] },
  cut: { key: 'fileErrorCut' },
  'no-entries': { key: 'fileErrorNoEntries' },
  'no-readable-entry': { key: 'fileErrorNoReadableEntry', params: ['count'] },
  'no-events': { key: 'fileErrorNoEvents' },
  cancelled: { key: 'fileErrorCancelled' },
};

const SKIP_WORDS: Readonly<Record<SkipReason, MessageKey>> = {
  'no-url': 'fileSkipNoUrl',
  'bad-url': 'fileSkipBadUrl',
  'not-json': 'fileSkipNotJson',
  'too-deep': 'fileSkipTooDeep',
  'too-large': 'fileSkipTooLarge',
};

/** Why an entry of a HAR could not be read, by the params `index` and `why`; nothing where they name no reason. */
export function skipPhrases({ index, why }: FileParams): Phrase[] {
  const key = Object.hasOwn(SKIP_WORDS, String(why)) ? SKIP_WORDS[why as SkipReason] : undefined;
  return key === undefined || typeof index !== 'number' ? [] : [phrase(key, index)];
}

/** What a FileError says of a file. */
interface FileFault {
  readonly code: FileErrorCode;
  readonly params: FileParams;
}

/** What is wrong with a file, in one sentence or more. */
export function fileErrorPhrases({ code, params }: FileFault): Phrase[] {
  const word = WORDS[code];
  return [phrase(word.key, ...inlinesOf(params, word.params)), ...skipPhrases(params)];
}
