import type { RetrievalReason, RetrievalReasonCode, StoreReason } from '../../extension/cookies/reason-codes.ts';
import { RETRIEVAL_REASONS, STORE_REASONS, type StoreStage } from '../../extension/cookies/reasons.ts';

// What Chromium's DevTools would say, out of a verdict with every reason: for comparing the two.

const STAGES: readonly StoreStage[] = ['response', 'parse', 'create', 'policy', 'store'];

/**
 * The reasons that Chromium itself would name, out of all that apply: those of the first stage that fails,
 * and of the parser the first one alone.
 */
export function reasonsChromiumNames(reasons: readonly StoreReason[]): readonly StoreReason[] {
  const stage = STAGES.find((candidate) => reasons.some(({ code }) => STORE_REASONS[code].stage === candidate));
  const named = reasons.filter(({ code }) => STORE_REASONS[code].stage === stage);
  return stage === 'parse' ? named.slice(0, 1) : named;
}

/** The names that Chromium's DevTools give for a refusal, each once; empty where it stays silent. */
export function devToolsStoreNames(reasons: readonly StoreReason[]): readonly string[] {
  return [...new Set(reasonsChromiumNames(reasons).flatMap(({ code }) => STORE_REASONS[code].cdp.slice(0, 1)))];
}

/** The names that Chromium's DevTools give for a cookie that was not sent, each once. */
export function devToolsRetrievalNames(reasons: readonly RetrievalReason[]): readonly string[] {
  return [...new Set(reasons.flatMap(({ code }) => RETRIEVAL_REASONS[code].cdp.slice(0, 1)))];
}

/**
 * The reasons not to send a cookie that Chromium itself would name: of a request without credentials it asks no cookie,
 * and shows none.
 */
export function retrievalReasonsChromiumNames(reasons: readonly RetrievalReason[]): readonly RetrievalReason[] {
  const silent = reasons.some(({ code }) => NO_COOKIE_ASKED.has(code));
  return silent ? [] : reasons;
}

const NO_COOKIE_ASKED: ReadonlySet<RetrievalReasonCode> = new Set([
  'credentials-omitted',
  'cors-anonymous',
  'cors-preflight',
]);
