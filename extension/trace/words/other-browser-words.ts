import type { BrowserName } from '../../cookies/browser-rules.ts';
import type { OtherBrowserNote } from '../../cookies/compare-rules.ts';
import type { MessageKey } from './message-key.ts';
import { code, day, type Phrase, phrase } from './phrase.ts';

const names: Readonly<Record<BrowserName, string>> = {
  chromium: 'Chrome',
  firefox: 'Firefox',
  rfc6265bis: 'RFC 6265bis',
};

const keys: Readonly<Record<Exclude<OtherBrowserNote['code'], 'other-expires'>, MessageKey>> = {
  'other-stores': 'otherStores',
  'other-refuses': 'otherRefuses',
  'other-deletes': 'otherDeletes',
  'other-sends': 'otherSends',
};

/** What the other browser would have done. */
export function sayOtherBrowser(note: OtherBrowserNote): Phrase {
  const name = code(names[note.browser]);
  if (note.code !== 'other-expires') return phrase(keys[note.code], name);
  return note.at === undefined ? phrase('otherSession', name) : phrase('otherExpires', name, day(note.at));
}
