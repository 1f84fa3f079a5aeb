import { countOf } from '../model/count-of.ts';
import type { RequestEntry, SessionStep } from '../model/entry.ts';
import type { Session, SessionLabel } from '../model/session.ts';
import { countStays } from './counts-around.ts';
import { type EntryState, entryState } from './entry-state.ts';

/** What there is to say of an entry, as plain data: it can be sent from one context to another. */
export interface EntryFacts {
  readonly id: number;
  /** ms since 1970. */
  readonly startedDateTime: number;
  readonly state: EntryState;
  readonly count?: number;
  /** The server knew the session and did not count this request. */
  readonly countStays?: true;
  /** The name of the session's cookie. */
  readonly cookieName?: string;
  readonly before?: SessionLabel;
  readonly after?: SessionLabel;
  readonly requestUnseen: boolean;
  readonly responded: boolean;
  /** The action rests on the rules alone. */
  readonly predicted: boolean;
  /** The response set the session's cookie again: with the value that it had, or with another. */
  readonly wrote?: NonNullable<SessionStep['wrote']>;
  /** What shows that the server knew the session that was sent. */
  readonly accepted?: NonNullable<SessionStep['accepted']>;
  /** What a change of the id was judged by; absent: nothing shows whether the session's data went on. */
  readonly judgedBy?: NonNullable<SessionStep['judgedBy']>;
  readonly status?: number;
  /** It carried cookies. */
  readonly carries: boolean;
  readonly error?: string;
}

/** The facts of an entry on the thread that is looked at; `step` is absent when it did nothing there. */
export function entryFacts(entry: RequestEntry, step: SessionStep | undefined): EntryFacts {
  const count = countOf(entry);
  const name = step?.thread.name;
  return {
    id: entry.id,
    startedDateTime: entry.startedDateTime,
    state: entryState(entry, step),
    ...(count !== undefined && { count }),
    ...(step !== undefined && countStays(entry, step) && { countStays: true }),
    ...(name !== undefined && { cookieName: name }),
    ...(step?.before !== undefined && { before: labelOf(step.before) }),
    ...(step?.after !== undefined && { after: labelOf(step.after) }),
    requestUnseen: entry.requestUnseen,
    responded: entry.status !== undefined,
    predicted: step?.predicted ?? false,
    ...(step?.wrote !== undefined && { wrote: step.wrote }),
    ...(step?.accepted !== undefined && { accepted: step.accepted }),
    ...(step?.judgedBy !== undefined && { judgedBy: step.judgedBy }),
    ...(entry.status !== undefined && { status: entry.status }),
    carries: entry.cookies.length > 0,
    ...(entry.error !== undefined && { error: entry.error }),
  };
}

function labelOf({ number, id }: Session): SessionLabel {
  return { number, id };
}
