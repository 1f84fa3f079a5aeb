import type { SessionStep } from '../../trace/model/entry.ts';
import type { Session, SessionEnd } from '../../trace/model/session.ts';
import { hueOf } from '../parts/chip.tsx';

/** One row's piece of the trail: the line of the session that came into the row, and of the one that leaves it. */
export interface TrailPiece {
  readonly into?: Session;
  readonly out?: Session;
  readonly mark: 'counted' | 'carried' | 'end' | 'none';
}

/** The piece of an entry's row. */
export function trailOf(step: SessionStep | undefined, counted: boolean): TrailPiece {
  if (step === undefined || step.action === 'withheld') return { mark: 'none' };
  return {
    ...(step.before !== undefined && { into: step.before }),
    ...(step.after !== undefined && { out: step.after }),
    mark: step.before === undefined && step.after === undefined ? 'none' : counted ? 'counted' : 'carried',
  };
}

/** The piece of a dividing line: the trail ends here, or goes on as its successor's. */
export function trailOfEnd(session: Session, end: SessionEnd): TrailPiece {
  if (end.undone === true) return { into: session, out: session, mark: 'none' };
  if (end.successor !== undefined) return { into: end.successor, out: end.successor, mark: 'none' };
  return { into: session, mark: 'end' };
}

/** Draws a piece of the trail. Its meaning stands in words in the row. */
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
