import type { SessionAction, SessionStep } from '../../model/entry.ts';
import { wasUnknown } from '../../model/judged-by.ts';
import type { EndCause, Session, SessionEnd } from '../../model/session.ts';

/** Reports are in English, whatever the browser's language: they go to an issue tracker. */
const ACTION_WORDS: Readonly<Record<SessionAction, string>> = {
  created: 'New session',
  resumed: 'Resumed',
  rotated: 'New id, same session data',
  replaced: 'Id not known to the server: a new session',
  ended: 'Ended by the server',
  'clear-failed': 'The server tried to clear the cookie; the browser kept it',
  rejected: 'Sent, and refused or answered by a sign-in page',
  refused: 'Set-Cookie not kept by the browser',
  withheld: 'Cookie not sent by the browser',
  none: '–',
};

/** Where nothing shows whether the server knew the session that was replaced. */
const NEW_ID = { action: 'Answered with a new id', end: 'the server answered with a new id' };

/** What a request did to its session. */
export function actionWord({ action, judgedBy }: Pick<SessionStep, 'action' | 'judgedBy'>): string {
  return action === 'replaced' && !wasUnknown(judgedBy) ? NEW_ID.action : ACTION_WORDS[action];
}

/** How a session ended. */
export function endWord({ cause, judgedBy }: Pick<SessionEnd, 'cause' | 'judgedBy'>): string {
  return cause === 'replaced' && !wasUnknown(judgedBy) ? NEW_ID.end : END_WORDS[cause];
}

const END_WORDS: Readonly<Record<EndCause, string>> = {
  user: 'deleted by the user',
  script: 'deleted or overwritten by a script of the page',
  server: 'cleared by the server’s Set-Cookie',
  rotated: 'the server gave it a new id',
  replaced: 'the server did not know its id and began a new session',
  expired: 'its cookie expired',
  evicted: 'the browser evicted its cookie to make room',
  'clear-site-data': 'cleared by a Clear-Site-Data header',
  'browsing-data': 'cleared with the browsing data',
  overwritten: 'its cookie was overwritten',
  refused: 'the browser did not keep its cookie',
  unknown: 'its cookie went away; the trace does not show why',
};

export const ORIGIN_WORDS: Readonly<Record<Session['origin'], string>> = {
  server: 'set by the server',
  script: 'set by a script of the page',
  user: 'set by the user',
  'before-recording': 'older than the recording',
  elsewhere: 'set by something outside of the recording',
};
