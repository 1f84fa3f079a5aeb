import assert from 'node:assert/strict';
import { nodeText } from '../../../cli/node-text.ts';
import { readHarText } from '../../../extension/trace/files/har/read-har-text.ts';
import { writeHar } from '../../../extension/trace/files/har/write-har.ts';
import { maskerOfTrace } from '../../../extension/trace/files/trace-secrets.ts';
import { type Answer, answersOf, mainAnswer } from '../../../extension/trace/findings/answer.ts';
import type { Finding } from '../../../extension/trace/findings/finding.ts';
import { sayAnswer } from '../../../extension/trace/findings/say-finding.ts';
import { createFold } from '../../../extension/trace/fold/fold.ts';
import type { TraceEvent } from '../../../extension/trace/model/event.ts';
import type { Trace } from '../../../extension/trace/model/trace.ts';
import { plain } from '../../../extension/trace/words/phrase.ts';

const english = nodeText('en');

/** The events of a story, and when it ended. */
interface EndedStory {
  readonly events: readonly TraceEvent[];
  readonly time: number;
}

/** A story folded, some seconds after its last event. */
function traceOf(story: EndedStory, chosenNames: Readonly<Record<string, readonly string[]>> = {}): Trace {
  const fold = createFold({ chosenNames });
  fold.apply(story.events);
  fold.settle(story.time + 10_000);
  return fold.trace;
}

function answerIn(trace: Trace): Answer {
  const answer = mainAnswer(answersOf(trace));
  if (answer === undefined) throw new Error('The story has no request.');
  return answer;
}

/** The main answer of a story. */
export function answerTo(story: EndedStory): Answer {
  return answerIn(traceOf(story));
}

/** The same of the story as a file that was saved with its secrets masked. */
function maskedAnswerTo(story: EndedStory): Answer {
  const trace = traceOf(story);
  const masker = maskerOfTrace(trace, story.events);
  const har = readHarText([...writeHar(trace, { masker, version: '0', events: story.events })].join(''));
  assert.equal(har.masked, true);
  return answerIn(traceOf({ events: har.events, time: story.time }, har.sessionCookies));
}

/** The findings of a story by their names; masked, the story must have the same. */
function namesIn(story: EndedStory, read: (answer: Answer) => unknown): void {
  assert.deepEqual(read(maskedAnswerTo(story)), read(answerTo(story)), 'masked it is another story');
}

/** `code/variant: steps`, as in `not-kept/too-large: 1 2`. */
export function nameOf(finding: Finding): string {
  const variant = finding.variant === undefined ? '' : `/${finding.variant}`;
  return `${finding.code}${variant}: ${finding.evidence.map(({ entry }) => entry.step).join(' ')}`;
}

/** The name of the answer's finding; where there is none, what is said instead. */
export function answerName(story: EndedStory): string {
  namesIn(story, nameOfAnswer);
  namesIn(story, ({ doubt }) => doubt && { code: doubt.code, shown: doubt.shown });
  return nameOfAnswer(answerTo(story));
}

function nameOfAnswer(answer: Answer): string {
  return answer.finding === undefined ? answer.plain : nameOf(answer.finding);
}

/** The names of all findings, the newest first. */
export function findingNames(story: EndedStory): string[] {
  namesIn(story, ({ findings }) => findings.map(nameOf));
  return answerTo(story).findings.map(nameOf);
}

/** The answer's sentence in English. */
export function answerText(story: EndedStory): string {
  return plain(english, sayAnswer(answerTo(story)));
}
