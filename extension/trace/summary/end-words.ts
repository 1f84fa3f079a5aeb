import { wasUnknown } from '../model/judged-by.ts';
import type { EndCause, Session, SessionEnd, UndoneBy } from '../model/session.ts';
import type { MessageKey } from '../words/message-key.ts';
import { chip, type Phrase, phrase } from '../words/phrase.ts';

interface EndWord {
  /** The text of the dividing row; $1 is the session, $2 its successor if `follows`. */
  readonly line: MessageKey;
  /** The explanation in the details. */
  readonly more: MessageKey;
  /** Two or three words, for the ribbon and as an answer of the quiz. */
  readonly fate: MessageKey;
  readonly follows?: MessageKey;
}

/** The words of a session's end, by cause. */
export const endWords: Readonly<Record<EndCause, EndWord>> = {
  user: { line: 'endUser', more: 'endUserMore', fate: 'fateUser' },
  script: { line: 'endScript', more: 'endScriptMore', fate: 'fateScript' },
  server: { line: 'endServer', more: 'endServerMore', fate: 'fateServer' },
  rotated: { line: 'endRotated', follows: 'endRotatedTo', more: 'endRotatedMore', fate: 'fateRotated' },
  replaced: {
    line: 'endReplaced',
    follows: 'endReplacedBy',
    more: 'endReplacedMore',
    fate: 'fateReplaced',
  },
  expired: { line: 'endExpired', more: 'endExpiredMore', fate: 'fateExpired' },
  evicted: { line: 'endEvicted', more: 'endEvictedMore', fate: 'fateEvicted' },
  'clear-site-data': {
    line: 'endClearSiteData',
    more: 'endClearSiteDataMore',
    fate: 'fateClearSiteData',
  },
  'browsing-data': { line: 'endBrowsingData', more: 'endBrowsingDataMore', fate: 'fateBrowsingData' },
  overwritten: {
    line: 'endOverwritten',
    follows: 'endOverwrittenBy',
    more: 'endOverwrittenMore',
    fate: 'fateOverwritten',
  },
  refused: { line: 'endRefused', more: 'endRefusedMore', fate: 'fateRefused' },
  unknown: { line: 'endUnknown', more: 'endUnknownMore', fate: 'fateUnknown' },
};

/** A response with a new id, if nothing shows whether the session's data was kept. */
const newId: EndWord = {
  line: 'endNewIdUnseen',
  follows: 'endNewId',
  more: 'endNewIdMore',
  fate: 'fateNewId',
};

/** A new session in answer to a request that may itself have ended the one before. */
const restart: EndWord = {
  line: 'endRestartUnseen',
  follows: 'endRestart',
  more: 'endRestartMore',
  fate: 'fateRestart',
};

/** A new id for a session that probably goes on: no count shows it. */
const probably: EndWord = {
  line: 'endRotated',
  follows: 'endRotatedProbably',
  more: 'endRotatedProbablyMore',
  fate: 'fateRotatedProbably',
};

/** Another session in the cookie's place, by a response: no script and no other tab is behind it. */
const setOver: EndWord = { ...endWords.overwritten, more: 'endSetOverMore' };

const userSet: EndWord = { line: 'endUserSet', more: 'endUserSetMore', fate: 'fateUserSet' };

/** Another value in the cookie, by how much is known of who wrote it. */
const { overwritten } = endWords;
const unseen: EndWord = { ...overwritten, more: 'endOverwrittenUnseenMore' };
const noScript: EndWord = { ...overwritten, more: 'endOverwrittenNoScriptMore' };

/** How a session ended, as far as that is known. */
export type EndName =
  | EndCause
  | 'new-id'
  | 'restart'
  | 'rotated-probably'
  | 'user-set'
  | 'set-over'
  | 'overwritten-unseen'
  | 'overwritten-no-script';

/** The words of every end. */
export const namedEnds: Readonly<Record<EndName, EndWord>> = {
  ...endWords,
  'new-id': newId,
  restart,
  'rotated-probably': probably,
  'user-set': userSet,
  'set-over': setOver,
  'overwritten-unseen': unseen,
  'overwritten-no-script': noScript,
};

/** What there is to say about an end. */
export function endNameOf(end: SessionEnd): EndName {
  const { cause, judgedBy } = end;
  switch (cause) {
    case 'replaced':
      if (wasUnknown(judgedBy)) return cause;
      return judgedBy === 'restart' ? 'restart' : 'new-id';
    case 'rotated':
      return judgedBy === 'count' ? cause : 'rotated-probably';
    case 'user':
      return end.successor === undefined ? cause : 'user-set';
    case 'overwritten':
      if (end.entry !== undefined) return 'set-over';
      if (end.since !== undefined) return 'overwritten-unseen';
      return end.isHttpOnly === true ? 'overwritten-no-script' : cause;
    default:
      return cause;
  }
}

/** The words of a session's end. */
export function endWordOf(end: SessionEnd): EndWord {
  return namedEnds[endNameOf(end)];
}

/** What there is to say of an end after which the session lives on. */
function undoneKey(by: UndoneBy, { cause, successor }: SessionEnd): MessageKey {
  switch (by) {
    case 'put-back':
      // What the user wrote over was not deleted.
      if (cause === 'user' && successor !== undefined) return 'endSetAgain';
      // Protected cookies are restored too, no matter who deleted them.
      return cause === 'user' ? 'endUndone' : 'endRestored';
    case 'set-again':
      return 'endSetAgain';
    case 'carried':
      return 'endCarried';
    case 'kept':
      return 'endKept';
  }
}

/** The text of a dividing row. */
export function endPhrase(session: Session, end: SessionEnd): Phrase {
  if (end.undoneBy !== undefined) return phrase(undoneKey(end.undoneBy, end), chip(session));
  const word = endWordOf(end);
  return word.follows !== undefined && end.successor !== undefined
    ? phrase(word.follows, chip(session), chip(end.successor))
    : phrase(word.line, chip(session));
}
