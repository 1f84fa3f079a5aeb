import type { Trouble, TroubleCode } from '../../trace/troubles/trouble.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { code, type Phrase, phrase } from '../../trace/words/phrase.ts';

interface TroubleWord {
  readonly title: MessageKey;
  readonly what: MessageKey;
  readonly change: MessageKey;
  readonly args: readonly string[];
}

const words: Readonly<Record<TroubleCode, TroubleWord>> = {
  'never-kept': {
    title: 'troubleNeverKept',
    what: 'troubleWhatNeverKept',
    change: 'troubleFixNeverKept',
    args: ['times'],
  },
  'never-sent': {
    title: 'troubleNeverSent',
    what: 'troubleWhatNeverSent',
    change: 'troubleFixNeverSent',
    args: ['times'],
  },
  shadowed: {
    title: 'troubleShadowed',
    what: 'troubleWhatShadowed',
    change: 'troubleFixShadowed',
    args: ['times', 'path'],
  },
  'parallel-first': {
    title: 'troubleParallelFirst',
    what: 'troubleWhatParallelFirst',
    change: 'troubleFixParallelFirst',
    args: ['sessions', 'lost'],
  },
  'replaced-each-time': {
    title: 'troubleReplacedEachTime',
    what: 'troubleWhatReplacedEachTime',
    change: 'troubleFixReplacedEachTime',
    args: ['times'],
  },
  'secure-missing': {
    title: 'troubleSecureMissing',
    what: 'troubleWhatSecureMissing',
    change: 'troubleFixSecureMissing',
    args: ['times'],
  },
  'secure-on-http': {
    title: 'troubleSecureOnHttp',
    what: 'troubleWhatSecureOnHttp',
    change: 'troubleFixSecureOnHttp',
    args: ['times'],
  },
  'same-id-after-login': {
    title: 'troubleSameIdAfterLogin',
    what: 'troubleWhatSameIdAfterLogin',
    change: 'troubleFixSameIdAfterLogin',
    args: ['path'],
  },
  'strict-after-link': {
    title: 'troubleStrictAfterLink',
    what: 'troubleWhatStrictAfterLink',
    change: 'troubleFixStrictAfterLink',
    args: ['from'],
  },
  'cleared-elsewhere': {
    title: 'troubleClearedElsewhere',
    what: 'troubleWhatClearedElsewhere',
    change: 'troubleFixClearedElsewhere',
    args: ['path', 'domain'],
  },
};

/** A trouble in words: its name, what happens, what to change. */
export function sayTrouble({ code: trouble, params }: Trouble): { title: Phrase; what: Phrase; change: Phrase } {
  const word = words[trouble];
  const args = word.args.map((name) => {
    const value = params[name];
    return typeof value === 'number' ? value : code(value ?? '');
  });
  return { title: phrase(word.title), what: phrase(word.what, ...args), change: phrase(word.change) };
}
