import type { MessageKey } from '../../trace/words/message-key.ts';

/** A word that needs an explanation. */
export interface GlossaryWord {
  /** The word itself, as a heading. */
  readonly word: MessageKey;
  /** What it means, in one or two sentences. */
  readonly meaning: MessageKey;
  /** How it stands in sentences, forms separated by `|`; absent: it is marked only where a component says so. */
  readonly forms?: MessageKey;
}

/** Every word that is explained on hover, focus or tap, and on the help page, in its order. To add one, add a record. */
export const glossary = {
  'session-cookie': { word: 'termSessionCookie', meaning: 'termSessionCookieWhat', forms: 'termSessionCookieForms' },
  count: { word: 'termCount', meaning: 'termCountWhat' },
  site: { word: 'termSite', meaning: 'termSiteWhat' },
  rotated: { word: 'termRotated', meaning: 'termRotatedWhat' },
  replaced: { word: 'termReplaced', meaning: 'termReplacedWhat' },
  refused: { word: 'termRefused', meaning: 'termRefusedWhat' },
  'not-sent': { word: 'termNotSent', meaning: 'termNotSentWhat' },
  rejected: { word: 'actionRejected', meaning: 'termRejectedWhat' },
  'clear-failed': { word: 'actionClearFailed', meaning: 'sayClearFailedWhat' },
  cached: { word: 'actionCached', meaning: 'termCachedWhat' },
  shadowed: { word: 'termShadowed', meaning: 'termShadowedWhat' },
  observed: { word: 'observed', meaning: 'observedWhat' },
  confirmed: { word: 'confirmed', meaning: 'confirmedWhat' },
  predicted: { word: 'predicted', meaning: 'predictedWhat' },
  concluded: { word: 'concluded', meaning: 'concludedWhat' },
  'host-only': { word: 'termHostOnly', meaning: 'termHostOnlyWhat', forms: 'termHostOnlyForms' },
  partitioned: { word: 'termPartitioned', meaning: 'termPartitionedWhat', forms: 'termPartitionedForms' },
  'public-suffix': { word: 'termPublicSuffix', meaning: 'termPublicSuffixWhat', forms: 'termPublicSuffixForms' },
  'same-site': { word: 'termSameSite', meaning: 'termSameSiteWhat', forms: 'termSameSiteForms' },
  'http-only': { word: 'termHttpOnly', meaning: 'termHttpOnlyWhat', forms: 'termHttpOnlyForms' },
} as const satisfies Readonly<Record<string, GlossaryWord>>;

export type TermId = keyof typeof glossary;

/** Whether a text from a page's attribute names a word of the glossary. */
export function isTermId(id: string | undefined): id is TermId {
  return id !== undefined && Object.hasOwn(glossary, id);
}
