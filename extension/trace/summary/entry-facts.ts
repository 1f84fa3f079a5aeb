import { countOf } from '../model/count-of.ts';
import type { RequestEntry, SessionEffect } from '../model/entry.ts';
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
  readonly wrote?: NonNullable<SessionEffect['wrote']>;
  /** What it set again has a lifetime, which begins anew. */
  readonly renews?: true;
  /** What shows that the server knew the session that was sent. */
  readonly accepted?: NonNullable<SessionEffect['accepted']>;
  /** What a change of the id was judged by; absent: nothing shows whether the session's data went on. */
  readonly judgedBy?: NonNullable<SessionEffect['judgedBy']>;
  readonly status?: number;
  /** It carried cookies. */
  readonly carries: boolean;
  /** It carried a session of another cookie than the one that is looked at. */
  readonly carriesOther?: true;
  readonly error?: string;
}

/** The facts of an entry on the thread that is looked at; `effect` is absent when it did nothing there. */
export function entryFacts(entry: RequestEntry, effect: SessionEffect | undefined): EntryFacts {
  const count = countOf(entry);
  const name = effect?.thread.name;
  return {
    id: entry.id,
    startedDateTime: entry.startedDateTime,
    state: entryState(entry, effect),
    ...(count !== undefined && { count }),
    ...(effect !== undefined && countStays(entry, effect) && { countStays: true }),
    ...(name !== undefined && { cookieName: name }),
    ...(effect?.before !== undefined && { before: labelOf(effect.before) }),
    ...(effect?.after !== undefined && { after: labelOf(effect.after) }),
    requestUnseen: entry.requestUnseen,
    responded: entry.status !== undefined,
    predicted: effect?.predicted ?? false,
    ...(effect?.wrote !== undefined && { wrote: effect.wrote }),
    ...(effect?.wrote === 'same-value' && renews(entry, effect.thread.name) && { renews: true }),
    ...(effect?.accepted !== undefined && { accepted: effect.accepted }),
    ...(effect?.judgedBy !== undefined && { judgedBy: effect.judgedBy }),
    ...(entry.status !== undefined && { status: entry.status }),
    carries: entry.cookies.length > 0,
    ...(entry.effects.some((other) => other !== effect && other.before !== undefined) && { carriesOther: true }),
    ...(entry.error !== undefined && { error: entry.error }),
  };
}

/** True where the last line of a cookie gives it a lifetime: without one there is none to renew. */
function renews({ setCookies }: RequestEntry, name: string): boolean {
  return setCookies.findLast(({ identity }) => identity.name === name)?.parsed.expiryTime !== undefined;
}

function labelOf({ number, id }: Session): SessionLabel {
  return { number, id };
}
