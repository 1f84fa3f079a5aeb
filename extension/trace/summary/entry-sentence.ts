import { chip, code, type Phrase, phrase } from '../words/phrase.ts';
import type { EntryFacts } from './entry-facts.ts';
import type { EntryState } from './entry-state.ts';

/** What happened, and what it means. */
export interface Sentence {
  readonly lead: Phrase;
  readonly more: readonly Phrase[];
}

/** Describes in plain words what an entry did. */
export function sentenceOf(facts: EntryFacts): Sentence {
  const said = sentences[facts.state](facts);
  if (!facts.predicted || !predictable.has(facts.state)) return said;
  return { lead: said.lead, more: [...said.more, phrase('sayPredicted')] };
}

const predictable: ReadonlySet<EntryState> = new Set(['created', 'rotated', 'replaced', 'ended', 'refused']);

/** @param beside the cookie's name, where the request carried a session of another cookie */
function createdLead(requestUnseen: boolean, beside: string | undefined): Phrase {
  if (requestUnseen) return phrase('sayCreatedUnseen');
  return beside === undefined ? phrase('sayCreated') : phrase('sayCreatedBeside', code(beside));
}

/** What a response wrote over the session that goes on. */
const writtenKeys = { renewed: 'sayRenewed', 'same-value': 'saySetAgain', 'new-value': 'sayRewritten' } as const;

const sentences: Readonly<Record<EntryState, (facts: EntryFacts) => Sentence>> = {
  created: ({ requestUnseen, after, cookieName, count, carriesOther }) => ({
    // A session that begins at 0 has counted no visit yet.
    lead:
      count === undefined || count === 0
        ? createdLead(requestUnseen, carriesOther === true ? cookieName : undefined)
        : phrase(requestUnseen ? 'sayCreatedUnseenCounted' : 'sayCreatedCounted', count),
    more: after === undefined ? [] : [phrase('sayKept', chip(after), code(cookieName ?? ''))],
  }),
  resumed: ({ before, after, wrote, renews, count, countStays, accepted, status }) => {
    const session = before ?? after;
    if (session === undefined) return { lead: phrase('sayNone'), more: [] };
    const more = wrote === undefined ? [] : [phrase(writtenKeys[renews === true ? 'renewed' : wrote])];
    if (count !== undefined) {
      const key = countStays ? 'sayResumedCountStays' : 'sayResumedCounted';
      return { lead: phrase(key, chip(session), count), more };
    }
    if (accepted !== undefined) return { lead: phrase('sayAccepted', chip(session)), more };
    const lead =
      status === undefined
        ? phrase('saySent', chip(session))
        : phrase('sayResumed', chip(session), code(String(status)));
    return { lead, more };
  },
  rotated: ({ before, after, count, judgedBy }) => {
    const more = [phrase('sayRotatedWhy')];
    if (before !== undefined && after !== undefined && judgedBy !== 'count')
      return { lead: phrase('sayRotatedProbably', chip(before), chip(after)), more };
    if (before === undefined || after === undefined) return { lead: phrase('sayRotatedUnseen'), more };
    const ids = [chip(before), chip(after)] as const;
    return {
      lead: count === undefined ? phrase('sayRotated', ...ids) : phrase('sayRotatedCounted', ...ids, count),
      more,
    };
  },
  replaced: ({ before, after, count, judgedBy }) => {
    if (judgedBy === 'restart' && before !== undefined && after !== undefined && count !== undefined)
      return { lead: phrase('sayRestart', chip(before), chip(after)), more: [phrase('sayRestartWhat', count)] };
    if (judgedBy === undefined && before !== undefined && after !== undefined)
      return { lead: phrase('sayNewId', chip(before), chip(after)), more: [phrase('sayNewIdWhat')] };
    const more = [phrase('sayReplacedWhy')];
    if (before === undefined || after === undefined) return { lead: phrase('sayReplacedUnseen'), more };
    const ids = [chip(before), chip(after)] as const;
    return {
      lead: count === undefined ? phrase('sayReplaced', ...ids) : phrase('sayReplacedCounted', ...ids, count),
      more,
    };
  },
  ended: ({ before }) => ({
    lead: before === undefined ? phrase('sayEndedUnseen') : phrase('sayEnded', chip(before)),
    more: [phrase('sayEndedWhat')],
  }),
  'clear-failed': ({ before, cookieName }) => ({
    lead:
      before === undefined
        ? phrase('sayClearFailedUnseen', code(cookieName ?? ''))
        : phrase('sayClearFailed', chip(before)),
    more: [phrase('sayClearFailedWhat')],
  }),
  rejected: ({ before }) => ({
    lead: before === undefined ? phrase('sayNone') : phrase('sayRejected', chip(before)),
    more: [phrase('sayRejectedWhat')],
  }),
  refused: ({ cookieName }) => ({
    lead: cookieName === undefined ? phrase('sayRefusedUnseen') : phrase('sayRefused', code(cookieName)),
    more: [phrase('sayRefusedWhat')],
  }),
  'not-sent': ({ before, after, responded }) => {
    const held = after ?? before;
    return {
      lead: held === undefined ? phrase('sayNotSentUnseen') : phrase('sayNotSent', chip(held)),
      more: [phrase(responded ? 'sayNotSentWhat' : 'sayNotSentPending')],
    };
  },
  none: ({ requestUnseen, carries, carriesOther }) => {
    if (carriesOther === true) return { lead: phrase('sayNoneOfThis'), more: [] };
    return {
      lead: phrase(requestUnseen ? 'sayNoneUnseen' : 'sayNone'),
      more: carries ? [phrase('sayNoneOthers')] : [],
    };
  },
  pending: ({ before }) => ({
    lead: before === undefined ? phrase('sayPending') : phrase('sayPendingSent', chip(before)),
    more: [phrase('sayPendingWhat')],
  }),
  failed: ({ before, error = '' }) => ({
    lead: before === undefined ? phrase('sayFailed', code(error)) : phrase('sayFailedSent', chip(before), code(error)),
    more: [phrase('sayFailedWhat')],
  }),
  cached: () => ({ lead: phrase('sayCached'), more: [phrase('sayCachedWhat')] }),
};
