import type { SessionEffect } from '../../trace/model/entry.ts';
import type { Session, SessionEnd } from '../../trace/model/session.ts';
import { hueOf } from '../parts/chip.tsx';

/** One row's part of the trail: the session before the row and the session after it. */
export interface TrailPiece {
  readonly into?: Session;
  readonly out?: Session;
  readonly mark: 'counted' | 'carried' | 'end' | 'none';
}

/** The part for an entry's row. */
export function trailOf(effect: SessionEffect | undefined, counted: boolean): TrailPiece {
  if (effect === undefined || effect.action === 'not-sent') return { mark: 'none' };
  return {
    ...(effect.before !== undefined && { into: effect.before }),
    ...(effect.after !== undefined && { out: effect.after }),
    mark: effect.before === undefined && effect.after === undefined ? 'none' : counted ? 'counted' : 'carried',
  };
}

/** The part for a session's end: the trail stops, or continues as its successor's. */
export function trailOfEnd(session: Session, end: SessionEnd): TrailPiece {
  if (end.undoneBy !== undefined) return { into: session, out: session, mark: 'none' };
  if (end.successor !== undefined) return { into: end.successor, out: end.successor, mark: 'none' };
  return { into: session, mark: 'end' };
}

/** Draws a part of the trail. Decorative: the row's text says the same. */
export function Trail({ into, out, mark }: TrailPiece) {
  if (into === undefined && out === undefined) return null;
  const colour = (session: Session | undefined): string =>
    session === undefined ? 'transparent' : `var(--hue-${hueOf(session)})`;
  return (
    <i
      class={`trail ${mark}`}
      aria-hidden="true"
      style={{ '--into': colour(into), '--out': colour(out), '--c': colour(out ?? into) }}
    />
  );
}
