import type { Flow } from '../../trace/lesson/flow.ts';
import type { LessonDocument, WrittenCode, WrittenTable } from '../../trace/lesson/lesson-document.ts';
import { isStep, type LessonRow } from '../../trace/lesson/lesson-rows.ts';
import type { WrittenFlow } from '../../trace/lesson/page/flow-html.ts';
import { makeQuiz } from '../../trace/lesson/quiz.ts';
import { actionSaid, requestSaid } from '../../trace/lesson/row-words.ts';
import { sampleOfThread } from '../../trace/lesson/samples/sample-of-thread.ts';
import { sampleRun } from '../../trace/lesson/samples/sample-run.ts';
import { samples } from '../../trace/lesson/samples/samples.ts';
import { chartLineSaid, stepChart } from '../../trace/lesson/step-chart.ts';
import { trackVariables } from '../../trace/lesson/variables.ts';
import type { Thread } from '../../trace/model/session.ts';
import type { Phrase } from '../../trace/words/phrase.ts';
import type { Text } from '../../trace/words/text.ts';

/** Writes a phrase with its secrets hidden. */
export type Write = (phrase: Phrase) => string;

/** The drawing of one request. */
export function writtenFlow(flow: Flow, text: Text, write: Write): WrittenFlow {
  const { row, stops, path } = flow;
  return {
    title: text.say('lessonPartFlow'),
    caption: `${text.say('lessonFlowOfStep', text.number(row.number))}: ${write(requestSaid(row))}. ${write(actionSaid(row))}.`,
    browser: text.say('lessonFlowBrowser'),
    server: text.say('lessonFlowServer'),
    places: stops.map(({ place, number, title, status, values, why }) => ({
      place,
      number,
      title: write(title),
      status,
      values: [...values, ...why].map(write),
    })),
    path,
  };
}

/** The code of the server that the trace shows, else Django's, lit by one request. */
export function writtenCode(flow: Flow, thread: Thread, text: Text, write: Write): WrittenCode {
  const sample = samples[sampleOfThread(thread) ?? 'django'];
  const { lines, note } = sampleRun(sample, flow, flow.path.length - 1);
  return {
    title: `${text.say('lessonPartCode')}: ${sample.label}`,
    caption: text.say('lessonCodeLead'),
    lines: lines.map(({ line, status, values }) => ({
      ...('code' in line ? { code: line.code } : { words: text.say(line.words) }),
      values: values.map(write).join(' · '),
      lit: status !== 'dark',
    })),
    note: [...(note === undefined ? [] : [write(note)]), text.say(sample.note)].join(' '),
  };
}

/** The tracker with its columns Start and Final. */
export function writtenTracker(rows: readonly LessonRow[], text: Text, write: Write): WrittenTable {
  const told = (phrase: Phrase | undefined): string => (phrase === undefined ? '·' : write(phrase));
  return {
    title: text.say('lessonPartVariables'),
    head: [
      text.say('lessonVariable'),
      text.say('lessonVariableStart'),
      ...rows.filter(isStep).map(({ number }) => text.number(number)),
      text.say('lessonVariableFinal'),
    ],
    rows: trackVariables(rows).map(({ name, start, cells, final }) => [
      write(name),
      told(start),
      ...cells.map((cell) => told(cell?.shown)),
      told(final),
    ]),
  };
}

/** The chart and what it shows in words. */
export function writtenChart(rows: readonly LessonRow[], text: Text, write: Write): LessonDocument['chart'] {
  const chart = stepChart(rows);
  if (chart === undefined) return undefined;
  return { chart, label: text.say('lessonChartOf', chart.lines.map((line) => write(chartLineSaid(line))).join(' ')) };
}

/** A quiz about the rows; without questions where they are too few. */
export function writtenQuiz(
  rows: readonly LessonRow[],
  seed: number,
  text: Text,
  write: Write,
): LessonDocument['quiz'] {
  const quiz = makeQuiz(rows, { seed });
  const questions = quiz.kind === 'ready' ? quiz.questions : [];
  return {
    title: text.say('lessonPartQuiz'),
    marks: { right: text.say('lessonQuizRight'), wrong: text.say('lessonServerWrong') },
    questions: questions.map(({ ask, options, right, explain }) => ({
      ask: write(ask),
      options: options.map(({ said }) => write(said)),
      right,
      explain: explain.map(write).join(' '),
    })),
  };
}
