import type { RetrievalReasonCode, StoreReasonCode } from '../../cookies/reason-codes.ts';
import type { MessageKey } from '../words/message-key.ts';
import { type Phrase, phrase } from '../words/phrase.ts';
import type { StepRow } from './lesson-rows.ts';

/** Why a cookie was not kept or not sent, in one sentence for someone who learnt about cookies an hour ago. */
const reasonWords: Readonly<Record<StoreReasonCode | RetrievalReasonCode, MessageKey>> = {
  'control-character': 'lessonWhyUnreadable',
  empty: 'lessonWhyUnreadable',
  'empty-name': 'lessonWhyUnreadable',
  'nameless-with-equals': 'lessonWhyUnreadable',
  'too-large': 'lessonWhyTooLarge',
  'domain-non-ascii': 'lessonWhyDomain',
  'domain-public-suffix': 'lessonWhyDomain',
  'domain-mismatch': 'lessonWhyDomain',
  'prefix-secure': 'lessonWhyPrefix',
  'prefix-host': 'lessonWhyPrefix',
  'prefix-http': 'lessonWhyPrefix',
  'prefix-host-http': 'lessonWhyPrefix',
  'prefix-nameless': 'lessonWhyPrefix',
  'partitioned-without-secure': 'lessonWhyPartitioned',
  'scheme-not-supported': 'lessonWhyScheme',
  'third-party-blocked': 'lessonWhyThirdParty',
  'credentials-omitted': 'lessonWhyCredentials',
  'cors-anonymous': 'lessonWhyCredentials',
  'cors-preflight': 'lessonWhyCredentials',
  'clear-site-data': 'lessonWhyClearSiteData',
  'secure-on-insecure-origin': 'lessonWhySecureResponse',
  'httponly-from-script': 'lessonWhyScript',
  'overwrites-secure': 'lessonWhyOverwrites',
  'overwrites-httponly': 'lessonWhyOverwrites',
  'samesite-strict': 'lessonWhyStrict',
  'samesite-lax': 'lessonWhyLax',
  'samesite-unspecified': 'lessonWhyLax',
  'samesite-none-without-secure': 'lessonWhyNoneSecure',
  'host-mismatch': 'lessonWhyHost',
  'path-mismatch': 'lessonWhyPath',
  'secure-on-insecure-request': 'lessonWhySecureRequest',
  'httponly-to-script': 'lessonWhyScript',
  expired: 'lessonWhyExpired',
  'partition-mismatch': 'lessonWhyPartition',
};

function sentences(codes: readonly (StoreReasonCode | RetrievalReasonCode)[], none: MessageKey): Phrase[] {
  const keys = new Set(codes.map((code) => reasonWords[code]));
  return keys.size === 0 ? [phrase(none)] : [...keys].map((key) => phrase(key));
}

/** Why a cookie is not kept or not sent, by the reasons of a verdict: each sentence once. */
export function whySaid(reasons: readonly { readonly code: StoreReasonCode | RetrievalReasonCode }[]): Phrase[] {
  return sentences(
    reasons.map(({ code }) => code),
    'lessonWhyRefusedUnknown',
  );
}

/** Why the browser did not keep this row's session cookie, by the rules (RFC 6265bis section 5.7). */
export function whyRefused({ entry, effect }: StepRow): Phrase[] {
  const line = entry.setCookies.findLast(({ identity }) => identity.name === effect.thread.name) ?? entry.setCookies[0];
  return sentences(line?.predicted.reasons.map(({ code }) => code) ?? [], 'lessonWhyRefusedUnknown');
}

/** Why the browser did not send the session's cookie with this row's request, by the rules (section 5.8.3). */
export function whyNotSent({ effect }: StepRow): Phrase[] {
  return sentences(effect.notSent?.predicted.reasons.map(({ code }) => code) ?? [], 'lessonWhyNotSentUnclear');
}
