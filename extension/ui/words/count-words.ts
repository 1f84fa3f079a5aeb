import { MAX_LEVELS } from '../../trace/count-pattern/member.ts';
import type { PatternProblem } from '../../trace/count-pattern/pattern-problem.ts';
import { LONGEST_TEMPLATE } from '../../trace/count-pattern/template.ts';
import { type Phrase, phrase } from '../../trace/words/phrase.ts';

/** The problems of patterns, in words. */
export const patternProblemWords: Readonly<Record<PatternProblem, Phrase>> = {
  empty: phrase('patternEmpty'),
  'too-long': phrase('patternTooLong', LONGEST_TEMPLATE),
  'no-number': phrase('patternNoNumber'),
  'two-numbers': phrase('patternTwoNumbers'),
  'nothing-around': phrase('patternNothingAround'),
  'digit-beside': phrase('patternDigitBeside'),
  'member-empty': phrase('patternMemberEmpty'),
  'member-too-long': phrase('patternTooLong', LONGEST_TEMPLATE),
  'member-too-deep': phrase('patternMemberTooDeep', MAX_LEVELS),
  expression: phrase('patternExpression'),
};
