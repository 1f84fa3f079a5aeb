import type { RequestEntry, SessionStep } from '../../trace/entry.ts';
import { countOf, type EntryState, entryState } from './entry-state.ts';
import { chip, code, type Phrase, phrase } from './phrase.ts';

/** What happened, and below it what that means. */
export interface Sentence {
  readonly lead: Phrase;
  readonly more: readonly Phrase[];
}

interface Facts {
  readonly entry: RequestEntry;
  readonly step: SessionStep | undefined;
  readonly count: number | undefined;
}

/** Says in plain words what an entry did on the thread that is looked at. */
export function sentenceOf(entry: RequestEntry, step: SessionStep | undefined): Sentence {
  const facts = { entry, step, count: countOf(entry) };
  const said = sentences[entryState(entry, step)](facts);
  if (step?.predicted === true && predictable.has(step.action)) {
    return { lead: said.lead, more: [...said.more, phrase('sayPredicted')] };
  }
  return said;
}

const predictable: ReadonlySet<string> = new Set(['created', 'rotated', 'replaced', 'ended', 'refused']);

const sentences: Readonly<Record<EntryState, (facts: Facts) => Sentence>> = {
  created: ({ entry, step, count }) => {
    const unseen = entry.requestUnseen;
    const lead =
      count === undefined
        ? phrase(unseen ? 'sayCreatedUnseen' : 'sayCreated')
        : phrase(unseen ? 'sayCreatedUnseenCounted' : 'sayCreatedCounted', count);
    const after = step?.after;
    return { lead, more: after === undefined ? [] : [phrase('sayKept', chip(after), code(after.thread.name))] };
  },
  resumed: ({ entry, step, count }) => {
    const session = step?.before ?? step?.after;
    if (session === undefined) return { lead: phrase('sayNone'), more: [] };
    const renewed = entry.setCookies.some((line) => line.parsed.name === session.thread.name);
    return {
      lead:
        count === undefined ? phrase('sayResumed', chip(session)) : phrase('sayResumedCounted', chip(session), count),
      more: renewed ? [phrase('sayRenewed')] : [],
    };
  },
  rotated: ({ step, count }) => {
    const more = [phrase('sayRotatedWhy')];
    if (step?.before === undefined || step.after === undefined) return { lead: phrase('sayRotatedUnseen'), more };
    const ids = [chip(step.before), chip(step.after)] as const;
    return {
      lead: count === undefined ? phrase('sayRotated', ...ids) : phrase('sayRotatedCounted', ...ids, count),
      more,
    };
  },
  replaced: ({ step, count }) => {
    const more = [phrase('sayReplacedWhy')];
    if (step?.before === undefined || step.after === undefined) return { lead: phrase('sayReplacedUnseen'), more };
    const ids = [chip(step.before), chip(step.after)] as const;
    return {
      lead: count === undefined ? phrase('sayReplaced', ...ids) : phrase('sayReplacedCounted', ...ids, count),
      more,
    };
  },
  ended: ({ step }) => ({
    lead: step?.before === undefined ? phrase('sayEndedUnseen') : phrase('sayEnded', chip(step.before)),
    more: [phrase('sayEndedWhat')],
  }),
  refused: ({ step }) => ({
    lead: step === undefined ? phrase('sayRefusedUnseen') : phrase('sayRefused', code(step.thread.name)),
    more: [phrase('sayRefusedWhat')],
  }),
  withheld: ({ entry, step }) => {
    const held = step?.after ?? step?.before;
    return {
      lead: held === undefined ? phrase('sayWithheldUnseen') : phrase('sayWithheld', chip(held)),
      more: [phrase(entry.status === undefined ? 'sayWithheldPending' : 'sayWithheldWhat')],
    };
  },
  none: ({ entry }) => ({
    lead: phrase(entry.requestUnseen ? 'sayNoneUnseen' : 'sayNone'),
    more: entry.cookies.length > 0 ? [phrase('sayNoneOthers')] : [],
  }),
  pending: ({ step }) => ({
    lead: step?.before === undefined ? phrase('sayPending') : phrase('sayPendingSent', chip(step.before)),
    more: [phrase('sayPendingWhat')],
  }),
  failed: ({ entry, step }) => ({
    lead:
      step?.before === undefined
        ? phrase('sayFailed', code(entry.error ?? ''))
        : phrase('sayFailedSent', chip(step.before), code(entry.error ?? '')),
    more: [phrase('sayFailedWhat')],
  }),
  cached: () => ({ lead: phrase('sayCached'), more: [phrase('sayCachedWhat')] }),
};
