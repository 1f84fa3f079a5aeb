import type { Phrase } from '../words/phrase.ts';
import type { Answer } from './answer.ts';
import type { FrameworkSetting } from './framework-settings.ts';
import { frameworkRemedy, sayAnswer, sayCertainty, sayRemedy, sayWhatIf } from './say-finding.ts';

/** How an answer is meant: something was lost, something is wrong, all is well, or not enough is known. */
export type AnswerTone = 'bad' | 'warn' | 'good' | 'plain';

/** The answer as plain data, so that it can be sent from one context to another. */
export interface AnswerSummary {
  readonly tone: AnswerTone;
  /** The one sentence on top. */
  readonly lead: Phrase;
  /** How it is known; absent where nothing was lost. */
  readonly certainty?: Phrase;
  readonly whatIf?: Phrase;
  readonly remedy?: Phrase;
  readonly setting?: FrameworkSetting & { readonly name: string };
  /** The step numbers that show it. */
  readonly steps: readonly number[];
  /** When it took effect, in ms since 1970; absent where nothing was lost. */
  readonly time?: number;
}

/** The tone of an answer: a colour is never the only thing that says it. */
export function toneOf({ finding, plain, doubt }: Answer): AnswerTone {
  switch (finding?.kind) {
    case 'loss':
      return 'bad';
    case 'fault':
      return 'warn';
    case 'ending':
    case 'hint':
      return 'plain';
    case undefined:
      return plain === 'alive' && doubt === undefined ? 'good' : 'plain';
  }
}

/** An answer as plain data. */
export function summariseAnswer(answer: Answer): AnswerSummary {
  const { finding } = answer;
  const lead = sayAnswer(answer);
  if (finding === undefined) return { tone: toneOf(answer), lead, steps: [] };
  const setting = frameworkRemedy(finding);
  return {
    tone: toneOf(answer),
    lead,
    certainty: sayCertainty(finding.certainty),
    ...(finding.whatIf !== undefined && { whatIf: sayWhatIf(finding.whatIf) }),
    ...(finding.remedy !== 'nothing' && { remedy: sayRemedy(finding) }),
    ...(setting !== undefined && { setting }),
    steps: finding.evidence.map(({ entry }) => entry.step),
    time: finding.time,
  };
}
