/**
 * What shows whether a session went on under a new id. `restart`: the count starts again in answer to a request that may
 * change something, so the request itself may have ended the session.
 */
export type JudgedBy = 'count' | 'answer' | 'method' | 'restart';

/** Whether a session that was replaced is known to have been unknown to the server, and not ended by the request. */
export function wasUnknown(judgedBy: JudgedBy | undefined): boolean {
  return judgedBy === 'count' || judgedBy === 'answer';
}
