import type { Flow } from '../../trace/lesson/flow.ts';
import type {
  LessonDocument,
  WrittenCode,
  WrittenList,
  WrittenTable,
  WrittenWhy,
} from '../../trace/lesson/lesson-document.ts';
import { isStep, type LessonRow } from '../../trace/lesson/lesson-rows.ts';
import type { WrittenFlow } from '../../trace/lesson/page/flow-html.ts';
import { makeQuiz } from '../../trace/lesson/quiz.ts';
import { actionSaid, requestSaid } from '../../trace/lesson/row-words.ts';
import { sampleOfThread } from '../../trace/lesson/samples/sample-of-thread.ts';
import { sampleRun } from '../../trace/lesson/samples/sample-run.ts';
import { samples } from '../../trace/lesson/samples/samples.ts';
import { chartLineSaid, stepChart } from '../../trace/lesson/step-chart.ts';
import { trackVariables } from '../../trace/lesson/variables.ts';
import { type WhyRequest, whyAnswer, whyPair } from '../../trace/lesson/why-sessions.ts';
import { wordsToKnow } from '../../trace/lesson/words-to-know.ts';
import type { Thread } from '../../trace/model/session.ts';
import { code, type Phrase, phrase } from '../../trace/words/phrase.ts';
import type { Text } from '../../trace/words/text.ts';

/** Writes a phrase with its secrets hidden. */
export type Write = (phrase: Phrase) => string;

/** Why sessions matter, with the reader's own first two requests. */
export function writtenWhy(rows: readonly LessonRow[], text: Text, write: Write): WrittenWhy {
  const pair = whyPair(rows);
  const foreign = (line: string): string => write(phrase('lessonForeign', code(line)));
  const written = ({ number, asked, cookie, setCookie, output }: WhyRequest): WrittenWhy['requests'][number] => ({
    title: text.say('lessonQuizStep', text.number(number)),
    lines: [
      foreign(asked),
      cookie === undefined ? text.say('lessonWhyNoCookie') : foreign(`Cookie: ${cookie}`),
      write(output),
      ...(setCookie === undefined ? [] : [foreign(`Set-Cookie: ${setCookie}`)]),
    ],
  });
  return {
    title: text.say('lessonWhyPartTitle'),
    question: text.say('lessonWhyQuestion'),
    requests: pair === undefined ? [] : [pair.first, ...(pair.second === undefined ? [] : [pair.second])].map(written),
    answer: write(whyAnswer(pair)),
  };
}

/** The words that the lesson begins with. */
export function writtenWords(text: Text): WrittenList {
  return {
    title: text.say('lessonWordsTitle'),
    items: wordsToKnow.map(({ word, meaning }) => ({ term: text.say(word), meaning: text.say(meaning) })),
  };
}

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

/**
 * The tracker: a row for each step, between the rows Start and Final. On a page that is printed and read on phones, steps
 * are rows, for there are many of them and few variables.
 */
export function writtenTracker(rows: readonly LessonRow[], text: Text, write: Write): WrittenTable {
  const written = (phrase: Phrase | undefined): string => (phrase === undefined ? '·' : write(phrase));
  const variables = trackVariables(rows);
  return {
    title: text.say('lessonPartVariables'),
    head: [text.say('lessonColumnStep'), ...variables.map(({ name }) => write(name))],
    rows: [
      [text.say('lessonVariableStart'), ...variables.map(({ start }) => written(start))],
      ...rows
        .filter(isStep)
        .map(({ number }, at) => [text.number(number), ...variables.map(({ cells }) => written(cells[at]?.shown))]),
      [text.say('lessonVariableFinal'), ...variables.map(({ final }) => written(final))],
    ],
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
    answersTitle: text.say('lessonDocAnswers'),
    marks: { right: text.say('lessonQuizRight'), wrong: text.say('lessonServerWrong') },
    questions: questions.map(({ ask, options, right, explain }) => ({
      ask: write(ask),
      options: options.map(({ said }) => write(said)),
      right,
      explain: explain.map(write).join(' '),
    })),
  };
}
