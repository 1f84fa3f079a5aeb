import { maskerOfTrace } from '../../trace/files/trace-secrets.ts';
import { exitBySaid, exitMeansSaid } from '../../trace/lesson/exit-words.ts';
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

interface DocumentFacts {
  readonly text: Text;
  /** BCP 47. */
  readonly language: string;
  /** ms since 1970. */
  readonly now: number;
  readonly trace: Trace;
  readonly thread: Thread;
  readonly rows: readonly LessonRow[];
}

/** Writes the lesson as a document to share. All secrets in it are masked. */
export function buildDocument({ text, language, now, trace, thread, rows }: DocumentFacts): LessonDocument {
  const masker = maskerOfTrace(trace);
  const write = (said: Phrase): string => plain(text, said, masker);
  const writeAll = (all: readonly Phrase[]): string => all.map(write).join(' ');
  return {
    language,
    title: text.say('lessonDocTitle', masker.name(thread.name), masker.host(thread.site)),
    note: text.say('lessonDocNote', text.day(now)),
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
    rows: rows.map((row) =>
      isStep(row)
        ? {
            kind: 'step',
            cells: [
              text.number(row.number),
              ...[requestSaid(row), sentSaid(row), countBeforeSaid(row), actionSaid(row), outputSaid(row)].map(write),
            ],
          }
        : { kind: 'exit', cells: [write(exitBySaid(row)), write(exitMeansSaid(row))] },
    ),
    momentsTitle: text.say('lessonPartMoments'),
    moments: keyMoments({ trace, rows }).map(({ ask, answer }) => ({ ask: write(ask), answer: writeAll(answer) })),
    storyTitle: text.say('lessonStoryTitle'),
    story: writeAll(transcript(rows)),
  };
}
