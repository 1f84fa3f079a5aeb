import type { SiteStatus } from '../../protocol/commands.ts';

/** Why there is nothing to show; it decides which next step is offered. */
export type EmptyState =
  | 'unreachable'
  | 'reading'
  | 'no-permission'
  | 'impossible'
  | 'paused'
  | 'filtered'
  | 'nothing-here'
  | 'nothing-anywhere';

/** The facts that the state depends on. */
export interface EmptyFacts {
  /** Whether any request or session end is shown. */
  readonly shown: boolean;
  /** Whether the trace has any at all. */
  readonly all: boolean;
  readonly filtered: boolean;
  readonly recording: boolean;
  /** 0 to 1 while older events are still being read. */
  readonly progress: number;
  readonly status: SiteStatus | undefined;
  /** The background does not answer. */
  readonly unreachable: boolean;
}

/** The state of an empty table; undefined when there are rows to show. */
export function emptyState(facts: EmptyFacts): EmptyState | undefined {
  if (facts.shown) return undefined;
  if (facts.filtered && facts.all) return 'filtered';
  if (facts.unreachable) return 'unreachable';
  if (facts.progress < 1) return 'reading';
  if (facts.status?.access === 'missing') return 'no-permission';
  if (facts.status?.access === 'impossible') return 'impossible';
  if (!facts.recording) return 'paused';
  return facts.all ? 'nothing-here' : 'nothing-anywhere';
}
