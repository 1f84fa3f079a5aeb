import { nodeText } from '../../../cli/node-text.ts';
import { type Answer, answersOf, mainAnswer } from '../../../extension/trace/findings/answer.ts';
import type { Finding } from '../../../extension/trace/findings/finding.ts';
import { sayAnswer } from '../../../extension/trace/findings/say-finding.ts';
import { createFold } from '../../../extension/trace/fold/fold.ts';
import type { TraceEvent } from '../../../extension/trace/model/event.ts';
import { plain } from '../../../extension/trace/words/phrase.ts';

const english = nodeText('en');

/** The main answer of a story, some seconds after its last event. */
export function answerTo(story: { readonly events: readonly TraceEvent[]; readonly time: number }): Answer {
  const fold = createFold();
  fold.apply(story.events);
  fold.settle(story.time + 10_000);
  const answer = mainAnswer(answersOf(fold.trace));
  if (answer === undefined) throw new Error('The story has no request.');
  return answer;
}

/** `code/variant: steps`, as in `not-kept/too-large: 1 2`. */
export function nameOf(finding: Finding): string {
  const variant = finding.variant === undefined ? '' : `/${finding.variant}`;
  return `${finding.code}${variant}: ${finding.evidence.map(({ entry }) => entry.step).join(' ')}`;
}

/** The name of the answer's finding; where there is none, what is said instead. */
export function answerName(story: { readonly events: readonly TraceEvent[]; readonly time: number }): string {
  const answer = answerTo(story);
  return answer.finding === undefined ? answer.plain : nameOf(answer.finding);
}

/** The names of all findings, the newest first. */
export function findingNames(story: { readonly events: readonly TraceEvent[]; readonly time: number }): string[] {
  return answerTo(story).findings.map(nameOf);
}

/** The answer's sentence in English. */
export function answerText(story: { readonly events: readonly TraceEvent[]; readonly time: number }): string {
  return plain(english, sayAnswer(answerTo(story)));
}
