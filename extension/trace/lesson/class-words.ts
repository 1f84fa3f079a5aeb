import type { MessageKey } from '../words/message-key.ts';
import { list, type Phrase, phrase } from '../words/phrase.ts';
import { type DoneWay, LONGEST_RESULTS, type ResultsFault, type ScoredWay } from './class-results.ts';

/** The name of each way in the table of a class. */
export const resultsColumnWords: Readonly<Record<ScoredWay | DoneWay, MessageKey>> = {
  tasks: 'lessonPartTour',
  mended: 'lessonWayFix',
  predict: 'lessonWayPredict',
  browser: 'lessonWayBrowser',
  server: 'lessonWayServer',
  quiz: 'lessonWayQuiz',
};

const wordsOfFile = { seed: 'lessonClassNumber', name: 'lessonClassWho', ...resultsColumnWords } as const;

/** The sentence that says what is wrong with a results file. */
export function resultsFaultPhrase(fault: ResultsFault): Phrase {
  switch (fault.code) {
    case 'not-readable':
      return phrase('fileErrorNotReadable');
    case 'too-long':
      return phrase('lessonClassTooLong', LONGEST_RESULTS);
    case 'no-json':
      return phrase('lessonClassNoJson');
    case 'other-format':
      return phrase('lessonClassOtherFormat');
    case 'other-version':
      return phrase('lessonClassOtherVersion');
    case 'wrong-value':
      return phrase('lessonClassWrongValue', list([phrase(wordsOfFile[fault.of])]));
  }
}
