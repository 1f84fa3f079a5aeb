import type { Browser } from '../../scripts/manifest.ts';

/** What a figure counts. */
export type Question =
  | 'stored or refused'
  | 'sent or not sent'
  | 'the cookie as stored'
  | 'lines made by chance'
  | 'the date as read'
  | 'the order of the Cookie header'
  | 'reasons';

/** One answer of the extension beside the browser's own. */
export interface Judgement {
  readonly browser: Browser;
  readonly question: Question;
  /** `predicted`: by the rules alone. `final`: with what the browser has shown since. */
  readonly basis: 'predicted' | 'final';
  /** What was tried. */
  readonly note: string;
  readonly truth: string;
  readonly said: string;
  readonly agrees: boolean;
}

/** The share of a question's answers that agree. */
export interface Figure {
  readonly browser: Browser;
  readonly question: Question;
  readonly basis: Judgement['basis'];
  readonly agreeing: number;
  readonly asked: number;
  /** The least share that is good enough, 0 to 1. */
  readonly goal: number;
}

/** The least share of agreement, 0 to 1. */
const GOALS: Readonly<Record<Question, number>> = {
  'stored or refused': 1,
  'sent or not sent': 1,
  'the cookie as stored': 1,
  'lines made by chance': 1,
  'the date as read': 1,
  'the order of the Cookie header': 1,
  reasons: 0.995,
};

export function isReached({ agreeing, asked, goal }: Figure): boolean {
  return asked > 0 && agreeing / asked >= goal;
}

/** Counts what agrees, by browser, question and basis, in the order in which they first came up. */
export function countAgreement(judgements: readonly Judgement[]): Figure[] {
  const groups = Map.groupBy(judgements, ({ browser, question, basis }) => `${browser} ${question} ${basis}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { browser, question, basis } = first;
    const agreeing = group.filter(({ agrees }) => agrees).length;
    return [{ browser, question, basis, agreeing, asked: group.length, goal: GOALS[question] }];
  });
}
