import { wasUnknown } from '../model/judged-by.ts';
import type { EndCause, SessionEnd } from '../model/session.ts';
import type { MessageKey } from '../words/message-key.ts';
import { chip, type Phrase, phrase } from '../words/phrase.ts';
import type { ExitRow } from './lesson-rows.ts';

interface ExitWords {
  /** By whom: a whole sentence about the session $1. */
  readonly by: MessageKey;
  /** The same where a successor $2 is known. */
  readonly byWith?: MessageKey;
  /** What that means, and what comes next. */
  readonly means: MessageKey;
  /** Two or three words, as an answer of the quiz. */
  readonly short: MessageKey;
}

/** How the end of a session is told, by its cause. */
export const exitWords: Readonly<Record<EndCause, ExitWords>> = {
  user: { by: 'endUser', means: 'endUserMore', short: 'fateUser' },
  script: { by: 'endScript', means: 'endScriptMore', short: 'fateScript' },
  server: { by: 'endServer', means: 'endServerMore', short: 'fateServer' },
  rotated: {
    by: 'endRotated',
    byWith: 'endRotatedTo',
    means: 'endRotatedMore',
    short: 'fateRotated',
  },
  replaced: {
    by: 'endReplaced',
    byWith: 'endReplacedBy',
    means: 'endReplacedMore',
    short: 'fateReplaced',
  },
  expired: { by: 'endExpired', means: 'endExpiredMore', short: 'fateExpired' },
  evicted: { by: 'endEvicted', means: 'endEvictedMore', short: 'fateEvicted' },
  'clear-site-data': {
    by: 'endClearSiteData',
    means: 'endClearSiteDataMore',
    short: 'fateClearSiteData',
  },
  'browsing-data': {
    by: 'endBrowsingData',
    means: 'endBrowsingDataMore',
    short: 'fateBrowsingData',
  },
  overwritten: {
    by: 'endOverwritten',
    byWith: 'endOverwrittenBy',
    means: 'endOverwrittenMore',
    short: 'fateOverwritten',
  },
  refused: { by: 'endRefused', means: 'endRefusedMore', short: 'fateRefused' },
  unknown: { by: 'endUnknown', means: 'endUnknownMore', short: 'fateUnknown' },
};

/** Ends of which nothing shows whether the server knew the session. */
const newId: ExitWords = { by: 'endNewIdUnseen', byWith: 'endNewId', means: 'endNewIdMore', short: 'fateNewId' };
const restart: ExitWords = {
  by: 'endRestartUnseen',
  byWith: 'endRestart',
  means: 'endRestartMore',
  short: 'fateRestart',
};

function exitWordsOf({ cause, judgedBy }: SessionEnd): ExitWords {
  if (cause !== 'replaced' || wasUnknown(judgedBy)) return exitWords[cause];
  return judgedBy === 'restart' ? restart : newId;
}

/** By whom a session was ended. */
export function exitBySaid({ session, end }: ExitRow): Phrase {
  if (end.undone === true) return phrase(end.cause === 'user' ? 'endUndone' : 'endPutBack', chip(session));
  const words = exitWordsOf(end);
  return words.byWith !== undefined && end.successor !== undefined
    ? phrase(words.byWith, chip(session), chip(end.successor))
    : phrase(words.by, chip(session));
}

// Of these the server knows: a cookie that is put back afterwards may stand for nothing there.
const serverKnows: ReadonlySet<EndCause> = new Set(['server', 'clear-site-data', 'replaced', 'rotated', 'expired']);

/** What that end means. */
export function exitMeansSaid({ end }: ExitRow): Phrase {
  if (end.undone !== true) return phrase(exitWordsOf(end).means);
  return phrase(serverKnows.has(end.cause) ? 'lessonPutBackMeans' : 'lessonUndoneMeans');
}
