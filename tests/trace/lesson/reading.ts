import { readFileSync } from 'node:fs';
import { createFold } from '../../../extension/trace/fold/fold.ts';
import { type LessonRow, type LessonRowOptions, lessonRows } from '../../../extension/trace/lesson/lesson-rows.ts';
import type { TraceEvent } from '../../../extension/trace/model/event.ts';
import type { Thread } from '../../../extension/trace/model/session.ts';
import type { Trace } from '../../../extension/trace/model/trace.ts';
import type { Phrase } from '../../../extension/trace/words/phrase.ts';

const messages = JSON.parse(
  readFileSync(new URL('../../../extension/_locales/en/messages.json', import.meta.url), 'utf8'),
) as Record<string, { message: string } | undefined>;

/** A sentence in English, sessions as `#1`, times of day in UTC, durations in seconds. */
export function english(sentence: Phrase): string {
  const message = messages[sentence.key]?.message;
  if (message === undefined) throw new Error(`No message ${sentence.key}`);
  return message.replace(/\$(\d)/g, (_all, n: string) => {
    const arg = sentence.args[Number(n) - 1];
    if (arg === undefined) throw new Error(`${sentence.key} lacks its argument ${n}`);
    if (typeof arg !== 'object') return String(arg);
    switch (arg.kind) {
      case 'session':
        return `#${arg.session.number}`;
      case 'code':
        return arg.text;
      case 'clock':
        return new Date(arg.ms).toISOString().slice(11, 19);
      case 'day':
        return new Date(arg.ms).toISOString();
      case 'list':
        return arg.phrases.map(english).join(' + ');
      case 'span':
        return `${arg.ms / 1000} s`;
    }
  });
}

/** What a lesson is about. */
export interface Lesson {
  readonly trace: Trace;
  readonly thread: Thread;
  readonly rows: readonly LessonRow[];
}

/** Folds a story and takes its most trusted thread (of the first cookie store) as the lesson's. */
export function lessonOf(story: { readonly events: readonly TraceEvent[] }, options: LessonRowOptions = {}): Lesson {
  const fold = createFold();
  fold.apply(story.events);
  const threads = [...fold.trace.threads.values()].sort((a, b) => b.trust - a.trust);
  const thread = threads.find(({ storeId }) => storeId === '0') ?? threads[0];
  if (thread === undefined) throw new Error('The story has no session.');
  return { trace: fold.trace, thread, rows: lessonRows(fold.trace, thread, options) };
}
