import { isStep, type LessonRow, type StepRow } from './lesson-rows.ts';
import type { LessonState } from './lesson-state.ts';

/** What becomes of the session at a request, as a reader predicts it. */
export type PredictedOutcome = 'goes-on' | 'new-session' | 'new-id' | 'no-session';

/** What a reader says before a request is sent. */
export interface Prediction {
  /** The key of the newest row at that time; absent: there was none. */
  readonly after?: string;
  readonly sendsId: boolean;
  readonly outcome: PredictedOutcome;
  /** The count that the response will report; absent: none said. */
  readonly count?: number;
}

/** What the request has shown of a prediction. A part that cannot be judged is absent. */
export interface PredictionResult {
  readonly row: StepRow;
  readonly sendsId?: boolean;
  readonly outcome?: boolean;
  readonly count?: boolean;
  /** Every part that could be judged is right. */
  readonly right: boolean;
}

// Without a response, or with one from the cache, the server has not answered the prediction. It may be open whether the
// server knows the id that was sent, and whether a new one stands for the same session.
const outcomes: Readonly<Record<LessonState, PredictedOutcome | 'open' | undefined>> = {
  created: 'new-session',
  replaced: 'new-session',
  rotated: 'new-id',
  'new-id': 'open',
  sent: 'open',
  resumed: 'goes-on',
  kept: 'goes-on',
  restarted: 'goes-on',
  ended: 'no-session',
  refused: 'no-session',
  'not-sent': 'no-session',
  none: 'no-session',
  rejected: 'no-session',
  'clear-failed': 'goes-on',
  pending: undefined,
  failed: undefined,
  cached: undefined,
};

/** Judges a prediction by the first request after it that the server answered; undefined until one is there. */
export function judgePrediction(prediction: Prediction, rows: readonly LessonRow[]): PredictionResult | undefined {
  const at = prediction.after === undefined ? -1 : rows.findIndex(({ key }) => key === prediction.after);
  if (prediction.after !== undefined && at === -1) return undefined;
  const row = rows.slice(at + 1).find((one): one is StepRow => isStep(one) && outcomes[one.state] !== undefined);
  if (row === undefined) return undefined;
  const sendsId = row.entry.requestUnseen ? undefined : prediction.sendsId === (row.sent !== undefined);
  const became = outcomes[row.state];
  const outcome = became === 'open' ? undefined : became === prediction.outcome;
  const count = prediction.count === undefined || row.count === undefined ? undefined : prediction.count === row.count;
  return {
    row,
    ...(sendsId !== undefined && { sendsId }),
    ...(outcome !== undefined && { outcome }),
    ...(count !== undefined && { count }),
    right: outcome !== false && sendsId !== false && count !== false,
  };
}
