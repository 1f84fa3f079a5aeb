import type { EndCause } from '../model/session.ts';
import type { ExitRow } from './lesson-rows.ts';
import { aSession, type LessonKey, type Said, said } from './said.ts';

interface ExitWords {
  /** By whom: a whole sentence about the session $1. */
  readonly by: LessonKey;
  /** The same where a successor $2 is known. */
  readonly byWith?: LessonKey;
  /** What that means, and what comes next. */
  readonly means: LessonKey;
  /** Two or three words, as an answer of the quiz. */
  readonly short: LessonKey;
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

/** By whom a session was ended. */
export function exitBySaid({ session, end }: ExitRow): Said {
  if (end.undone === true) return said(end.cause === 'user' ? 'endUndone' : 'endPutBack', aSession(session));
  const words = exitWords[end.cause];
  return words.byWith !== undefined && end.successor !== undefined
    ? said(words.byWith, aSession(session), aSession(end.successor))
    : said(words.by, aSession(session));
}

// Of these the server knows: a cookie that is put back afterwards may stand for nothing there.
const serverKnows: ReadonlySet<EndCause> = new Set(['server', 'clear-site-data', 'replaced', 'rotated', 'expired']);

/** What that end means. */
export function exitMeansSaid({ end }: ExitRow): Said {
  if (end.undone !== true) return said(exitWords[end.cause].means);
  return said(serverKnows.has(end.cause) ? 'lessonPutBackMeans' : 'lessonUndoneMeans');
}
