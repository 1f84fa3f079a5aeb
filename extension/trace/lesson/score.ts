/** Answers so far, and how many of them were right. */
export interface Score {
  readonly answered: number;
  readonly right: number;
}

/** Nothing answered yet. */
export const NO_SCORE: Score = { answered: 0, right: 0 };

/** A score with one more answer. */
export function scored({ answered, right }: Score, isRight: boolean): Score {
  return { answered: answered + 1, right: right + (isRight ? 1 : 0) };
}
