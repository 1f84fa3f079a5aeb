import type { RequestEntry, SessionEffect } from '../../trace/model/entry.ts';
import { wasUnknown } from '../../trace/model/judged-by.ts';
import { type EntryState, entryState } from '../../trace/summary/entry-state.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';

/** The places of the flow. */
export type FlowNode = 'request' | 'without-id' | 'with-id' | 'create' | 'retrieve' | 'end' | 'outcome';

/** The path of an entry, and the outcome of its last place. */
export interface FlowPath {
  readonly nodes: readonly FlowNode[];
  readonly outcome: MessageKey;
  readonly tone: 'good' | 'warn' | 'bad' | 'plain';
  /** Labels that differ from the default label of a place. */
  readonly labels?: Partial<Record<FlowNode, MessageKey>>;
}

/** All edges of the flow, in drawing order. */
export const flowEdges: readonly (readonly [FlowNode, FlowNode])[] = [
  ['request', 'without-id'],
  ['request', 'with-id'],
  ['without-id', 'create'],
  ['with-id', 'create'],
  ['with-id', 'retrieve'],
  ['with-id', 'end'],
  ['create', 'outcome'],
  ['retrieve', 'outcome'],
  ['end', 'outcome'],
];

/** The default labels of the places. */
export const flowLabels: Readonly<Record<Exclude<FlowNode, 'outcome'>, MessageKey>> = {
  request: 'flowRequest',
  'without-id': 'flowWithoutId',
  'with-id': 'flowWithId',
  create: 'flowCreate',
  retrieve: 'flowRetrieve',
  end: 'flowEnd',
};

const paths: Readonly<Record<EntryState, FlowPath>> = {
  created: { nodes: ['request', 'without-id', 'create', 'outcome'], outcome: 'flowKept', tone: 'good' },
  resumed: { nodes: ['request', 'with-id', 'retrieve', 'outcome'], outcome: 'flowUnchanged', tone: 'plain' },
  rotated: {
    nodes: ['request', 'with-id', 'retrieve', 'outcome'],
    outcome: 'flowRotated',
    tone: 'good',
    labels: { retrieve: 'flowRetrieveNewId' },
  },
  replaced: {
    nodes: ['request', 'with-id', 'create', 'outcome'],
    outcome: 'flowReplaced',
    tone: 'warn',
    labels: { 'with-id': 'flowUnknownId' },
  },
  ended: { nodes: ['request', 'with-id', 'end', 'outcome'], outcome: 'flowDropped', tone: 'warn' },
  'clear-failed': { nodes: ['request', 'with-id', 'end', 'outcome'], outcome: 'flowUnchanged', tone: 'bad' },
  rejected: {
    nodes: ['request', 'with-id'],
    outcome: 'flowNothing',
    tone: 'bad',
    labels: { 'with-id': 'flowNotAccepted' },
  },
  refused: { nodes: ['request', 'without-id', 'create', 'outcome'], outcome: 'flowRefused', tone: 'bad' },
  'not-sent': {
    nodes: ['request', 'without-id'],
    outcome: 'flowNothing',
    tone: 'bad',
    labels: { 'without-id': 'flowNotSent' },
  },
  none: { nodes: ['request', 'without-id'], outcome: 'flowNothing', tone: 'plain' },
  pending: { nodes: ['request'], outcome: 'flowNothing', tone: 'plain' },
  failed: { nodes: ['request'], outcome: 'flowNothing', tone: 'bad' },
  cached: { nodes: ['request'], outcome: 'flowCached', tone: 'plain' },
};

/** The path of an entry through the flow. */
export function flowPath(entry: RequestEntry, effect: SessionEffect | undefined): FlowPath {
  const state = entryState(entry, effect);
  const path = paths[state];
  const sent = effect?.before !== undefined;
  if ((state === 'refused' || state === 'created') && sent) {
    return { ...path, nodes: ['request', 'with-id', 'create', 'outcome'] };
  }
  if (state === 'replaced' && !wasUnknown(effect?.judgedBy)) return { ...path, labels: {} };
  if ((state === 'pending' || state === 'failed') && sent) return { ...path, nodes: ['request', 'with-id'] };
  return path;
}

/** Whether a path includes an edge. */
export function runsAlong(path: FlowPath, [from, to]: readonly [FlowNode, FlowNode]): boolean {
  const at = path.nodes.indexOf(from);
  return at !== -1 && path.nodes[at + 1] === to;
}
