import { createMasker } from '../../trace/files/mask.ts';
import { shortValue } from '../../trace/lesson/display.ts';
import { exitAhead } from '../../trace/lesson/exit-ahead.ts';
import { exitBySaid, exitMeansSaid } from '../../trace/lesson/exit-words.ts';
import type { Flow } from '../../trace/lesson/flow.ts';
import { keyMoments } from '../../trace/lesson/key-moments.ts';
import type { LessonDocument } from '../../trace/lesson/lesson-document.ts';
import { isStep, type LessonRow } from '../../trace/lesson/lesson-rows.ts';
import { actionSaid, countBeforeSaid, outputSaid, requestSaid, sentSaid } from '../../trace/lesson/row-words.ts';
import { sessionRules } from '../../trace/lesson/session-rules.ts';
import { transcript } from '../../trace/lesson/transcript.ts';
import type { Thread } from '../../trace/model/session.ts';
import type { Trace } from '../../trace/model/trace.ts';
import type { Phrase } from '../../trace/words/phrase.ts';
import { plain } from '../../trace/words/phrase.ts';
import type { Text } from '../../trace/words/text.ts';
import {
  writtenChart,
  writtenCode,
  writtenFlow,
  writtenQuiz,
  writtenTracker,
  writtenWhy,
  writtenWords,
} from './written-parts.ts';

interface DocumentFacts {
  readonly text: Text;
  /** BCP 47. */
  readonly language: string;
  /** ms since 1970. */
  readonly now: number;
  readonly trace: Trace;
  readonly thread: Thread;
  readonly rows: readonly LessonRow[];
  /** The request whose way is drawn and whose lines of code are lit. */
  readonly flow?: Flow | undefined;
  /** What the quiz is drawn from. */
  readonly seed: number;
}

/** Writes the lesson as a document to share. All ids in it are masked. */
export function buildDocument({ text, language, now, trace, thread, rows, flow, seed }: DocumentFacts): LessonDocument {
  const { sessions } = thread;
  const masker = createMasker({ ids: sessions.map(({ id }) => id), values: sessions.map(({ value }) => value) });
  // From here on the cookie's name stays in other text.
  const name = masker.name(thread.name);
  // A line of a header comes with its value shortened already: masked once more, nobody could see whose it is.
  const short = new Set(sessions.map(({ value }) => shortValue(value)).filter((shown) => shown.length > 1));
  const lines = {
    text: (line: string): string => maskAround(line, short, (rest) => masker.text(rest)),
    shortId: (id: string): string => masker.shortId(id),
  };
  const write = (said: Phrase): string => plain(text, said, lines);
  const writeAll = (all: readonly Phrase[]): string => all.map(write).join(' ');
  const ahead = exitAhead(rows);
  const chart = writtenChart(rows, text, write);
  return {
    language,
    title: text.say('lessonDocTitle', name, thread.site),
    note: text.say('lessonDocNote', text.day(now)),
    contents: text.say('lessonDocContents'),
    why: writtenWhy(rows, text, write),
    words: writtenWords(text),
    snapshotTitle: text.say('lessonSnapTitle'),
    snapshot: sessionRules(rows).map(({ rule, shown }) => writeAll([rule, shown])),
    tableTitle: text.say('lessonPartTable'),
    head: [
      text.say('lessonColumnStep'),
      text.say('lessonColumnRequest'),
      text.say('lessonColumnSent'),
      text.say('lessonColumnBefore'),
      text.say('lessonColumnAction'),
      text.say('lessonColumnOutput'),
    ],
    rows: [
      ...rows.map((row) =>
        isStep(row)
          ? {
              kind: 'step' as const,
              cells: [
                text.number(row.number),
                ...[requestSaid(row), sentSaid(row), countBeforeSaid(row), actionSaid(row), outputSaid(row)].map(write),
              ],
            }
          : { kind: 'exit' as const, cells: [write(exitBySaid(row)), write(exitMeansSaid(row))] },
      ),
      ...(ahead === undefined ? [] : [{ kind: 'ahead' as const, cells: [write(ahead.by), writeAll(ahead.means)] }]),
    ],
    ...(flow !== undefined && { flow: writtenFlow(flow, text, write), code: writtenCode(flow, thread, text, write) }),
    tracker: writtenTracker(rows, text, write),
    ...(chart !== undefined && { chart }),
    momentsTitle: text.say('lessonPartMoments'),
    moments: keyMoments({ trace, rows }).map(({ ask, answer }) => ({ ask: write(ask), answer: writeAll(answer) })),
    quiz: writtenQuiz(rows, seed, text, write),
    storyTitle: text.say('lessonStoryTitle'),
    story: writeAll(transcript(rows)),
  };
}

/** Masks a text but for the shortened values in it. */
function maskAround(text: string, shown: ReadonlySet<string>, mask: (text: string) => string): string {
  const value = [...shown].find((one) => text.includes(one));
  if (value === undefined) return text === '' ? '' : mask(text);
  const parts = text.split(value);
  return parts.map((part) => maskAround(part, shown, mask)).join(value);
}
