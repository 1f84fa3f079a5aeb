import { chip, clock, code, type Phrase, phrase } from '../words/phrase.ts';
import { requestText, setCookieText } from './display.ts';
import type { FlowPlace } from './flow-places.ts';
import type { StepRow } from './lesson-rows.ts';
import { outputSaid } from './row-words.ts';

/** What the words of a place rest on. */
export interface FlowFacts {
  readonly row: StepRow;
  /** The request that came after it. */
  readonly next: StepRow | undefined;
  /** How its session ended before that, where it did. */
  readonly between: Phrase | undefined;
}

/** What a request brought to each place. */
export const flowValues: Readonly<Record<FlowPlace, (facts: FlowFacts) => Phrase[]>> = {
  request: ({ row }) => [
    phrase('lessonFlowRequest', code(requestText(row.entry)), clock(row.entry.startedDateTime)),
    ...(row.state === 'not-sent' ? [phrase('lessonFlowNotSent', code(row.effect.thread.name))] : []),
  ],
  check: ({ row }) => {
    const name = code(row.effect.thread.name);
    if (row.sent !== undefined) return [phrase('lessonFlowCookieSent', name, chip(row.sent))];
    return [phrase(row.entry.requestUnseen ? 'lessonFlowRequestUnseen' : 'lessonFlowNoCookie', name)];
  },
  create: ({ row }) => {
    const session = row.effect.after;
    if (session === undefined) return [phrase('lessonFlowNewRefused')];
    if (row.count === undefined) return [phrase('lessonFlowNew', chip(session))];
    return [phrase('lessonFlowNewCounted', chip(session), row.count)];
  },
  retrieve: ({ row }) => {
    const { sent, countBefore } = row;
    if (sent === undefined) return [];
    if (row.state === 'replaced') return [phrase('lessonFlowUnknownId', chip(sent))];
    if (row.state === 'restarted') return [phrase('lessonFlowEmpty', chip(sent))];
    if (row.state === 'rejected') return [phrase('lessonFlowNotAccepted', chip(sent))];
    if (!showsRetrieval(row)) return [phrase('lessonFlowNotShown', chip(sent))];
    if (countBefore === undefined) return [phrase('lessonFlowFound', chip(sent))];
    return [phrase('lessonFlowFoundCounted', chip(sent), countBefore)];
  },
  use: ({ row }) => {
    if (row.count === undefined) return [phrase('lessonFlowNoCount')];
    if (row.countBefore === undefined || isNew(row)) return [phrase('lessonFlowCountIs', row.count)];
    if (row.countBefore === row.count) return [phrase('lessonFlowCountStays', row.count)];
    return [phrase('lessonFlowCountFromTo', row.countBefore, row.count)];
  },
  respond: ({ row }) => {
    if (row.entry.status === undefined) return [];
    const lines = row.entry.setCookies.filter(({ identity }) => identity.name === row.effect.thread.name);
    const sent = lines.map((line) => phrase('lessonFlowSetCookie', code(setCookieText(line))));
    return [outputSaid(row), ...(sent.length > 0 ? sent : [phrase('lessonFlowNoSetCookie')])];
  },
  store: ({ row }) => {
    const wrote = row.entry.setCookies.some(({ identity }) => identity.name === row.effect.thread.name);
    switch (row.state) {
      case 'ended':
        return [phrase('lessonFlowDropped', code(row.effect.thread.name))];
      case 'refused':
        return [phrase('lessonFlowRefused', code(row.effect.thread.name))];
      default: {
        if (row.held === undefined) return [];
        if (!wrote) return [phrase('lessonFlowUnchanged', chip(row.held))];
        return [phrase(row.effect.predicted ? 'lessonFlowStoredPredicted' : 'lessonFlowStored', chip(row.held))];
      }
    }
  },
  next: ({ row, next }) => {
    if (next === undefined) return row.held === undefined ? [] : [phrase('lessonFlowNextAhead', chip(row.held))];
    if (next.sent === undefined) return [phrase('lessonFlowNextNone', next.number)];
    return [phrase('lessonFlowNextSent', next.number, chip(next.sent))];
  },
  again: ({ row, next }) => {
    if (next === undefined || next.sent !== row.held) return [];
    if (next.state === 'replaced') return [phrase('lessonFlowAgainUnknown', next.number)];
    if (next.state === 'rejected') return [phrase('lessonFlowAgainNotAccepted', next.number)];
    if (next.entry.status === undefined || next.state === 'cached') return [];
    if (next.count !== undefined) return [phrase('lessonFlowAgainCounted', next.number, next.count)];
    const isKnown = next.effect.accepted !== undefined;
    return [phrase(isKnown ? 'lessonFlowAgain' : 'lessonFlowAgainNotShown', next.number)];
  },
};

/** Whether the answer shows that the server found the session: also one that ends it shows nothing of that by itself. */
function showsRetrieval({ state, count, effect }: StepRow): boolean {
  return state === 'rotated' || count !== undefined || effect.accepted !== undefined;
}

/** The count of a session that this response made says nothing of the one before. */
function isNew({ state }: StepRow): boolean {
  return state === 'replaced' || state === 'new-id';
}
