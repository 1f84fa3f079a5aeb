import type { Cause } from '../cause.ts';
import { lacksState, lastOfEach, NAMED, notSentFinding, notSentOf, UNNAMED, variantOf } from './not-sent-cases.ts';

export const notSent = {
  code: 'not-sent',
  rank: 64,
  words: {
    title: 'findingNotSent',
    args: ['cookie', 'step', 'request'],
    variants: {
      'lax-post': {
        title: 'findingNotSentLaxPost',
        args: NAMED,
        without: { param: 'from', title: 'findingNotSentLaxPostUnnamed', args: UNNAMED },
      },
      'default-post': {
        title: 'findingNotSentDefaultPost',
        args: NAMED,
        without: { param: 'from', title: 'findingNotSentDefaultPostUnnamed', args: UNNAMED },
      },
      'strict-link': {
        title: 'findingNotSentStrict',
        args: NAMED,
        without: { param: 'from', title: 'findingNotSentStrictUnnamed', args: UNNAMED },
      },
      embedded: {
        title: 'findingNotSentEmbedded',
        args: NAMED,
        without: { param: 'from', title: 'findingNotSentEmbeddedUnnamed', args: UNNAMED },
      },
      scheme: {
        title: 'findingNotSentScheme',
        args: NAMED,
        without: { param: 'from', title: 'findingNotSentSchemeUnnamed', args: UNNAMED },
      },
      'secure-http': { title: 'findingNotSentSecure' },
      path: {
        title: 'findingNotSentPathWritten',
        args: ['cookie', 'step', 'request', 'path', 'written'],
        without: { param: 'written', title: 'findingNotSentPath', args: ['cookie', 'step', 'request', 'path'] },
      },
      credentials: { title: 'findingNotSentCredentials' },
      'credentials-or-blocked': { title: 'findingNotSentCredentialsOrBlocked' },
      'third-party': { title: 'findingNotSentThirdParty' },
      partition: { title: 'findingNotSentPartition' },
      apart: { title: 'findingNotSentApart' },
      removed: { title: 'findingWentWithout', args: ['step', 'request', 'cookie', 'sent'] },
      none: { title: 'findingNeverCameBackNone', args: ['cookie', 'setAt', 'requests'] },
    },
  },
  find(view) {
    const all = notSentOf(view);
    return lastOfEach(view, all)
      .filter((one) => !lacksState(one))
      .map((one) => notSentFinding(view, all, one, variantOf(view, one)));
  },
} as const satisfies Cause;
