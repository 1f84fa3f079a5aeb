/** Why something that the user asked for was not done, and what the sentence about it must say. */
interface WhyNotParams {
  'tab-closed': Record<never, never>;
  /** `message`: the browser's own words, here and below. */
  'permission-kept': { readonly site: string; readonly message: string };
  'cookie-not-set': { readonly name: string; readonly message: string };
  'cookie-not-deleted': { readonly name: string; readonly message: string };
  /** The browser deleted it, and it is there all the same. */
  'cookie-stays': { readonly name: string };
  /** The browser took it, and it is not there. */
  'cookie-not-kept': { readonly name: string };
  'cookie-expired': { readonly name: string };
  'cookie-expired-since': { readonly name: string };
  'cookie-gone': { readonly name: string };
  'action-forgotten': Record<never, never>;
  'history-full': Record<never, never>;
  'snapshot-gone': Record<never, never>;
  'snapshots-many': { readonly most: number };
  'snapshots-full': { readonly megabytes: number };
  'clear-over': Record<never, never>;
  /** Recording is paused: what is sent again would not be seen. */
  'replay-paused': Record<never, never>;
  /** The tab shows a page of another site. */
  'replay-elsewhere': { readonly site: string; readonly shown: string };
  /** The tab shows a page that may not be seen. */
  'replay-unseen-page': { readonly site: string };
  /** The method has a body, which is not recorded. */
  'replay-body': { readonly method: string };
  /** The page could not send it, or got no answer. */
  'replay-failed': { readonly fault: string };
}

export type WhyNotCode = keyof WhyNotParams;
export type WhyNotParam<C extends WhyNotCode> = keyof WhyNotParams[C] & string;

/** Why something was not done; `extension/trace/words/why-not-words.ts` makes a sentence of it. */
export type WhyNot = {
  readonly [C in WhyNotCode]: { readonly code: C; readonly params: WhyNotParams[C] };
}[WhyNotCode];

/** Makes a reason. */
export function whyNot<C extends WhyNotCode>(code: C, params: WhyNotParams[C]): WhyNot {
  return { code, params } as WhyNot;
}
