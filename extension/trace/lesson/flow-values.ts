import { requestText, setCookieText } from './display.ts';
import type { FlowPlace } from './flow-places.ts';
import type { StepRow } from './lesson-rows.ts';
import { outputSaid } from './row-words.ts';
import { aClock, aCode, aSession, type Said, said } from './said.ts';

/** What the words of a place rest on. */
export interface FlowFacts {
  readonly row: StepRow;
  /** The request that came after it. */
  readonly next: StepRow | undefined;
  /** How its session ended before that, where it did. */
  readonly between: Said | undefined;
}

/** What a request brought to each place. */
export const flowValues: Readonly<Record<FlowPlace, (facts: FlowFacts) => Said[]>> = {
  request: ({ row }) => [
    said('lessonFlowRequest', aCode(requestText(row.entry)), aClock(row.entry.startedDateTime)),
    ...(row.state === 'withheld' ? [said('lessonFlowWithheld', aCode(row.step.thread.name))] : []),
  ],
  check: ({ row }) => {
    const name = aCode(row.step.thread.name);
    if (row.sent !== undefined) return [said('lessonFlowCookieSent', name, aSession(row.sent))];
    return [said(row.entry.requestUnseen ? 'lessonFlowRequestUnseen' : 'lessonFlowNoCookie', name)];
  },
  create: ({ row }) => {
    const session = row.step.after;
    if (session === undefined) return [said('lessonFlowNewRefused')];
    if (row.count === undefined) return [said('lessonFlowNew', aSession(session))];
    return [said('lessonFlowNewCounted', aSession(session), row.count)];
  },
  retrieve: ({ row }) => {
    const { sent, countBefore } = row;
    if (sent === undefined) return [];
    if (row.state === 'replaced') return [said('lessonFlowUnknownId', aSession(sent))];
    if (row.state === 'restarted') return [said('lessonFlowEmpty', aSession(sent))];
    if (countBefore === undefined) return [said('lessonFlowFound', aSession(sent))];
    return [said('lessonFlowFoundCounted', aSession(sent), countBefore)];
  },
  use: ({ row }) => {
    if (row.count === undefined) return [said('lessonFlowNoCount')];
    if (row.countBefore === undefined || row.state === 'replaced') return [said('lessonFlowCountIs', row.count)];
    if (row.countBefore === row.count) return [said('lessonFlowCountStays', row.count)];
    return [said('lessonFlowCountFromTo', row.countBefore, row.count)];
  },
  respond: ({ row }) => {
    if (row.entry.status === undefined) return [];
    const lines = row.entry.setCookies.filter(({ identity }) => identity.name === row.step.thread.name);
    const sent = lines.map((line) => said('lessonFlowSetCookie', aCode(setCookieText(line))));
    return [outputSaid(row), ...(sent.length > 0 ? sent : [said('lessonFlowNoSetCookie')])];
  },
  store: ({ row }) => {
    const wrote = row.entry.setCookies.some(({ identity }) => identity.name === row.step.thread.name);
    switch (row.state) {
      case 'ended':
        return [said('lessonFlowDropped', aCode(row.step.thread.name))];
      case 'refused':
        return [said('lessonFlowRefused', aCode(row.step.thread.name))];
      default: {
        if (row.held === undefined) return [];
        if (!wrote) return [said('lessonFlowUnchanged', aSession(row.held))];
        return [said(row.step.predicted ? 'lessonFlowStoredPredicted' : 'lessonFlowStored', aSession(row.held))];
      }
    }
  },
  next: ({ row, next }) => {
    if (next === undefined) return row.held === undefined ? [] : [said('lessonFlowNextAhead', aSession(row.held))];
    if (next.sent === undefined) return [said('lessonFlowNextNone', next.number)];
    return [said('lessonFlowNextSent', next.number, aSession(next.sent))];
  },
  again: ({ row, next }) => {
    if (next === undefined || next.sent !== row.held) return [];
    if (next.state === 'replaced') return [said('lessonFlowAgainUnknown', next.number)];
    if (next.entry.status === undefined) return [];
    return next.count === undefined
      ? [said('lessonFlowAgain', next.number)]
      : [said('lessonFlowAgainCounted', next.number, next.count)];
  },
};
