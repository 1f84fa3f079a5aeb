import type { MessageKey } from '../words/message-key.ts';
import { code, type Phrase, phrase } from '../words/phrase.ts';
import type { Difference, DifferenceCode } from './compare.ts';

interface DifferenceWord {
  readonly key: MessageKey;
  readonly args: readonly string[];
}

const WORDS: Readonly<Record<DifferenceCode, DifferenceWord>> = {
  origin: { key: 'diffOrigin', args: ['good', 'bad'] },
  method: { key: 'diffMethod', args: ['path', 'good', 'bad'] },
  'cookie-missing': { key: 'diffCookieMissing', args: ['cookie'] },
  'cookie-extra': { key: 'diffCookieExtra', args: ['cookie'] },
  'not-kept': { key: 'diffNotKept', args: ['cookie', 'good', 'bad'] },
  attributes: { key: 'diffAttributes', args: ['cookie', 'good', 'bad'] },
  status: { key: 'diffStatus', args: ['good', 'bad'] },
  redirect: { key: 'diffRedirect', args: ['good', 'bad'] },
  'only-good': { key: 'diffOnlyGood', args: ['request'] },
  'only-bad': { key: 'diffOnlyBad', args: ['request'] },
};

/** One difference as a sentence. */
export function sayDifference(difference: Difference): Phrase {
  const { key, args } = WORDS[difference.code];
  return phrase(key, ...args.map((name) => difference.params[name] ?? code('?')));
}
