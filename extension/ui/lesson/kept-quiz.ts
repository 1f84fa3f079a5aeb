import {
  amount,
  bool,
  type Check,
  list,
  number,
  oneOf,
  optional,
  type Shape,
  shape,
  text,
  WRONG,
} from '../../trace/files/trace-file/value-checks.ts';
import type { QuizOption, QuizQuestion } from '../../trace/lesson/question.ts';
import type { Inline, Phrase } from '../../trace/words/phrase.ts';
import { shortId } from '../../trace/words/short-id.ts';
import type { QuizRound } from './lesson-progress.ts';

/** Phrases in phrases in phrases: more than any question has. */
const DEEPEST = 4;

type InlineOf<K extends Inline['kind']> = Extract<Inline, { readonly kind: K }>;

const session = shape({ number: amount, id: text });
const flat: readonly Check<number | Inline>[] = [
  number,
  shape<InlineOf<'session'>>({ kind: oneOf('session'), session }),
  shape<InlineOf<'code'>>({ kind: oneOf('code'), text }),
  shape<InlineOf<'clock'>>({ kind: oneOf('clock'), ms: number }),
  shape<InlineOf<'day'>>({ kind: oneOf('day'), ms: number }),
  shape<InlineOf<'span'>>({ kind: oneOf('span'), ms: number }),
];

function phraseAt(depth: number): Check<Phrase> {
  const nested: readonly Check<Inline>[] =
    depth === 0 ? [] : [shape<InlineOf<'list'>>({ kind: oneOf('list'), phrases: list(phraseAt(depth - 1)) })];
  // A key that no version knows any more says nothing, and breaks nothing.
  return shape<Phrase>({ key: text as Check<Phrase['key']>, args: list(anyOf([...flat, ...nested])) });
}

function anyOf<T>(checks: readonly Check<T>[]): Check<T> {
  return (value) => {
    for (const check of checks) {
      const read = check(value);
      if (read !== WRONG) return read;
    }
    return WRONG;
  };
}

const phrase = phraseAt(DEEPEST);
const question: Shape<QuizQuestion> = {
  id: text,
  kind: text as Check<QuizQuestion['kind']>,
  ask: phrase,
  options: list(shape<QuizOption>({ value: text, said: phrase })),
  right: amount,
  hint: phrase,
  row: text,
  explain: list(phrase),
};

/** Checks a quiz that was kept, which another version may have written. */
export const keptQuiz: Check<QuizRound> = shape<QuizRound>({
  quiz: anyOf<QuizRound['quiz']>([
    shape<Extract<QuizRound['quiz'], { kind: 'ready' }>>({
      kind: oneOf('ready'),
      questions: list(shape(question)),
    }),
    shape<Extract<QuizRound['quiz'], { kind: 'too-short' }>>({ kind: oneOf('too-short'), next: phrase }),
  ]),
  turn: amount,
  at: amount,
  right: amount,
  picked: optional(amount),
  checked: optional(bool),
});

/** A quiz as it is kept: of an id it has the ends alone, so that no id outlives the trace. */
export function withShortIds(round: QuizRound | undefined): unknown {
  if (round === undefined) return undefined;
  return JSON.parse(JSON.stringify(round), (key, value: unknown) => {
    const label = key === 'session' ? session(value) : WRONG;
    return label === WRONG ? value : { number: label.number, id: shortId(label.id) };
  });
}
