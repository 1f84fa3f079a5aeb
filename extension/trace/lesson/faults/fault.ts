import type { FindingCode } from '../../findings/known-causes.ts';
import type { ThreadMoment } from '../../findings/site-view.ts';
import type { MessageKey } from '../../words/message-key.ts';

/** The faults of the companion's room, as its paths name them: `/faults/deploy`. */
export const faultIds = ['deploy', 'reload', 'goodbye', 'payment', 'stranger', 'tabs'] as const;
export type FaultId = (typeof faultIds)[number];

/** One fault: how the trace shows it, and what shows that it is fixed. */
export interface Fault {
  readonly id: FaultId;
  /** What people notice. */
  readonly symptom: MessageKey;
  /** What to do on the companion to see it. */
  readonly see: MessageKey;
  /** The cause, as an answer to choose. */
  readonly cause: MessageKey;
  /** The finding that the answer makes of it. */
  readonly finding: FindingCode;
  /** Of its requests since it showed itself, the one that proves that it is fixed. */
  proof(since: readonly ThreadMoment[]): ThreadMoment | undefined;
}
