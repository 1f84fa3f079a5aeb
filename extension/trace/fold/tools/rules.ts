import type { BrowserRules } from '../../../cookies/browser-rules.ts';
import { rulesOfTrace } from '../../verdicts/rules-of-trace.ts';
import type { FoldState } from '../fold-state.ts';

/** The rules of the browser that recorded the trace. */
export function rulesOf(state: FoldState): BrowserRules {
  return rulesOfTrace(state.trace);
}

/** How young a cookie may be, in ms, for a request without it to have been on its way already. */
export const CROSSING = 100;
