import type { SiteStatus } from '../../protocol/commands.ts';

/** Why there is nothing to show; it decides which next step is offered. */
export type EmptyState =
  | 'unreachable'
  | 'reading'
  | 'no-permission'
  | 'page-unknown'
  | 'impossible'
  | 'file-page'
  | 'turned-off'
  | 'paused'
  | 'filtered'
  | 'nothing-here'
  | 'nothing-in-scope'
  | 'nothing-yet'
  | 'nothing-anywhere'
  | 'file-not-here'
  | 'file-empty'
  | 'no-session'
  | 'no-session-here'
  | 'file-no-session';

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
  /** A file is shown instead of the recording. */
  readonly file: boolean;
  /** A tab is inspected, which can be reloaded. */
  readonly tab: boolean;
}

/** Why the tab's page cannot be seen; undefined where it can, or is not known yet. */
export function unseenState(status: SiteStatus | undefined): EmptyState | undefined {
  switch (status?.access) {
    case 'missing':
      return status.patterns.length === 0 ? 'page-unknown' : 'no-permission';
    case 'impossible':
      return status.url?.startsWith('file:') ? 'file-page' : 'impossible';
    case 'granted':
    case undefined:
      return undefined;
  }
}

/** The state of an empty table; undefined when there are rows to show. */
export function emptyState(facts: EmptyFacts): EmptyState | undefined {
  const { status } = facts;
  if (facts.shown) return undefined;
  if (facts.filtered && facts.all) return 'filtered';
  // What is recorded, and what may be seen, says nothing of a file.
  if (facts.file && facts.progress === 1) return facts.all ? 'file-not-here' : 'file-empty';
  if (facts.unreachable) return 'unreachable';
  if (facts.progress < 1) return 'reading';
  const unseen = unseenState(status);
  if (unseen !== undefined) return unseen;
  if (status?.off === true) return 'turned-off';
  if (!facts.recording) return 'paused';
  if (facts.all) return facts.tab ? 'nothing-here' : 'nothing-in-scope';
  // Whoever is on a watched page needs no server to practise on: a reload of that page is the next step.
  return status?.access === 'granted' ? 'nothing-yet' : 'nothing-anywhere';
}

/** The facts that a view which needs a session depends on, beside those of a table. */
export interface NoSessionFacts extends Omit<EmptyFacts, 'shown' | 'filtered'> {
  /** Whether the scope has any request at all. */
  readonly here: boolean;
  /** Whether the trace has a session anywhere. */
  readonly sessions: boolean;
}

const withoutSession: Readonly<Partial<Record<EmptyState, EmptyState>>> = {
  'nothing-here': 'no-session',
  'nothing-in-scope': 'no-session',
  'file-not-here': 'file-no-session',
};

/** The state of a view without a session: no filter matters to it, and requests alone are not enough. */
export function noSessionState({ here, sessions, ...facts }: NoSessionFacts): EmptyState {
  const state = emptyState({ ...facts, shown: false, filtered: false }) ?? 'nothing-anywhere';
  const without = here ? withoutSession[state] : undefined;
  if (without === undefined) return state;
  if (!sessions) return without;
  return facts.file ? 'file-not-here' : 'no-session-here';
}
