import type { FileNotice, FileNoticeCode, HarToolId } from '../model/file-codes.ts';
import { skipPhrases } from './file-error-words.ts';
import { inlinesOf } from './file-params.ts';
import type { MessageKey } from './message-key.ts';
import { type Phrase, phrase } from './phrase.ts';

/** A message, and which params fill it, in order. */
interface FileNoticeWord {
  readonly key: MessageKey;
  readonly params?: readonly string[];
}

const WORDS: Readonly<Record<Exclude<FileNoticeCode, 'no-cookies'>, FileNoticeWord>> = {
  masked: { key: 'fileMaskedNotice' },
  redacted: { key: 'fileRedactedNotice' },
  tunnels: { key: 'fileTunnelsNotice', params: ['count'] },
  'browser-not-known': { key: 'fileBrowserNotKnownNotice' },
  'rules-not-known': { key: 'fileRulesNotKnownNotice', params: ['product'] },
  'entries-dropped': { key: 'fileEntriesDroppedNotice', params: ['count', 'of'] },
  'entries-skipped': { key: 'fileEntriesSkippedNotice', params: ['count', 'of'] },
  'other-schemes': { key: 'fileOtherSchemesNotice', params: ['count'] },
  'long-headers': { key: 'fileLongHeadersNotice', params: ['count'] },
  repaired: { key: 'fileRepairedNotice', params: ['count'] },
  'text-after-end': { key: 'fileTextAfterEndNotice', params: ['byte'] },
  'story-changed': { key: 'fileStoryChangedNotice' },
  predicted: { key: 'filePredictedNotice' },
  'events-dropped': { key: 'fileEventsDroppedNotice', params: ['count'] },
  'unknown-kind': { key: 'fileUnknownKindNotice', params: ['kind', 'count'] },
  'cut-in-entry': { key: 'fileCutInEntry', params: ['entry', 'entries'] },
  'broken-after-entry': { key: 'fileBrokenAfterEntry', params: ['entry', 'entries', 'byte'] },
  'cut-in-line': { key: 'fileCutInLine', params: ['line', 'events'] },
  'cut-without-end': { key: 'fileCutWithoutEnd', params: ['events'] },
  'lines-missing': { key: 'fileLinesMissing', params: ['events', 'promised'] },
};

/** How each tool is brought to write cookies. */
const NO_COOKIES: Readonly<Record<HarToolId, MessageKey>> = {
  sidtrail: 'fileNoCookiesSidtrail',
  chrome: 'fileNoCookiesChrome',
  firefox: 'fileNoCookiesFirefox',
  safari: 'fileNoCookiesSafari',
  playwright: 'fileNoCookiesPlaywright',
  puppeteer: 'fileNoCookiesPuppeteer',
  cypress: 'fileNoCookiesPuppeteer',
  selenium: 'fileNoCookiesProxy',
  charles: 'fileNoCookiesCharles',
  fiddler: 'fileNoCookiesFiddler',
  mitmproxy: 'fileNoCookiesMitmproxy',
  proxyman: 'fileNoCookiesProxyman',
  'http-toolkit': 'fileNoCookiesHttpToolkit',
  burp: 'fileNoCookiesProxy',
  zap: 'fileNoCookiesProxy',
  insomnia: 'fileNoCookiesInsomnia',
  postman: 'fileNoCookiesPostman',
  other: 'fileNoCookiesOther',
};

function isTool(tool: unknown): tool is HarToolId {
  return typeof tool === 'string' && Object.hasOwn(NO_COOKIES, tool);
}

/** A notice in one sentence or more. */
export function fileNoticePhrases({ code, params }: FileNotice): Phrase[] {
  if (code === 'no-cookies') return [phrase(NO_COOKIES[isTool(params['tool']) ? params['tool'] : 'other'])];
  const word = WORDS[code];
  return [phrase(word.key, ...inlinesOf(params, word.params)), ...skipPhrases(params)];
}
