import type { CountPattern } from './default-patterns.ts';
import { LONGEST_PATH, MAX_LEVELS } from './member.ts';
import { parseTemplate, type TemplateProblem } from './template.ts';

/** Why a pattern cannot be used. */
export type PatternProblem =
  | TemplateProblem
  | 'member-empty'
  | 'member-too-long'
  | 'member-too-deep'
  /** A regular expression of an earlier version. */
  | 'expression';

/** The problem of a pattern; undefined for a usable one. */
export function patternProblem(pattern: CountPattern): PatternProblem | undefined {
  switch (pattern.kind) {
    case 'text': {
      const template = parseTemplate(pattern.template);
      return typeof template === 'string' ? template : undefined;
    }
    case 'member': {
      const parts = pattern.path.split('.');
      if (parts.some((part) => part === '')) return 'member-empty';
      if (pattern.path.length > LONGEST_PATH) return 'member-too-long';
      return parts.length > MAX_LEVELS ? 'member-too-deep' : undefined;
    }
    case 'expression':
      return 'expression';
  }
}
