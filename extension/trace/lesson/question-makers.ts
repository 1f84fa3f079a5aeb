import type { EndCause, Session } from '../model/session.ts';
import { endWordOf, endWords } from '../summary/end-words.ts';
import type { MessageKey } from '../words/message-key.ts';
import { chip, phrase } from '../words/phrase.ts';
import { exitBySaid, exitMeansSaid } from './exit-words.ts';
import { type ExitRow, isStep, type LessonRow, type StepRow } from './lesson-rows.ts';
import type { LessonState } from './lesson-state.ts';
import { whyNewSaid } from './moment-kinds.ts';
import { type NewSessionCause, newSessionCause } from './new-session-cause.ts';
import type { DraftQuestion, QuestionKind, QuestionMaker, QuizOption } from './question.ts';
import { shuffled } from './random.ts';
import { actionSaid } from './row-words.ts';

function number(value: number): QuizOption {
  return { value: String(value), said: phrase('lessonNumber', value) };
}

function step(row: StepRow): QuizOption {
  return { value: String(row.number), said: phrase('lessonQuizStep', row.number) };
}

/** Numbers near the right one first, then others of the trace; never the right one itself, never below 1. */
function otherNumbers(right: number, seen: readonly number[]): QuizOption[] {
  const near = [right + 1, right - 1, 1, right + 2, right + 3, ...seen];
  return [...new Set(near)].filter((value) => value !== right && value >= 1).map(number);
}

const counts = (rows: readonly LessonRow[]): number[] => rows.filter(isStep).flatMap(({ count }) => count ?? []);

const countAt: QuestionMaker = (rows) =>
  rows.filter(isStep).flatMap((row): DraftQuestion[] => {
    const { count, number: at } = row;
    // Two sources that disagree leave no single right answer.
    if (count === undefined || row.entry.counts.some((reading) => reading.count !== count)) return [];
    return [
      {
        id: `count-at:${row.key}`,
        kind: 'count-at',
        ask: phrase('lessonQuizCountAt', at),
        right: number(count),
        wrong: otherNumbers(count, counts(rows)),
        hint: phrase('lessonQuizHintCount', at),
        row: row.key,
        explain: [phrase('lessonQuizCountAtExplain', at, count), actionSaid(row)],
      },
    ];
  });

const beforeAt: QuestionMaker = (rows) =>
  rows.filter(isStep).flatMap((row): DraftQuestion[] => {
    const { count, countBefore, number: at } = row;
    if (count === undefined || countBefore === undefined || row.state !== 'resumed') return [];
    return [
      {
        id: `before-at:${row.key}`,
        kind: 'before-at',
        ask: phrase('lessonQuizBeforeAt', at),
        right: number(countBefore),
        wrong: [
          number(count),
          ...otherNumbers(countBefore, counts(rows)).filter(({ value }) => value !== String(count)),
        ],
        hint: phrase('lessonQuizHintBefore', at),
        row: row.key,
        explain: [phrase('lessonQuizBeforeAtExplain', at, countBefore, count)],
      },
    ];
  });

const createdAt: QuestionMaker = (rows, random) => {
  const steps = rows.filter(isStep);
  return steps.flatMap((row): DraftQuestion[] => {
    const { held } = row;
    if (row.state !== 'created' || held === undefined || held.createdBy !== row.entry) return [];
    return [
      {
        id: `created-at:${held.number}`,
        kind: 'created-at',
        ask: phrase('lessonQuizCreatedAt', chip(held)),
        right: step(row),
        wrong: shuffled(
          steps.filter((other) => other !== row),
          random,
        ).map(step),
        hint: phrase('lessonQuizHintCreated'),
        row: row.key,
        explain: [phrase('lessonQuizCreatedAtExplain', row.number, chip(held))],
      },
    ];
  });
};

const sentAt: QuestionMaker = (rows) => {
  const steps = rows.filter(isStep);
  const sessions = new Set(steps.flatMap((row) => [row.sent, row.held]).filter((one) => one !== undefined));
  const none: QuizOption = { value: 'none', said: phrase('lessonQuizNoId') };
  const some = (session: Session): QuizOption => ({
    value: String(session.number),
    said: phrase('lessonSession', chip(session)),
  });
  return steps.flatMap((row): DraftQuestion[] => {
    if (row.entry.requestUnseen || row.state === 'cached') return [];
    const right = row.sent === undefined ? none : some(row.sent);
    const wrong = [none, ...[...sessions].map(some)].filter(({ value }) => value !== right.value);
    wrong.push({ value: 'count', said: phrase('lessonQuizSentCount') });
    return [
      {
        id: `sent-at:${row.key}`,
        kind: 'sent-at',
        ask: phrase('lessonQuizSentAt', row.number),
        right,
        wrong,
        hint: phrase('lessonQuizHintSent', row.number),
        row: row.key,
        explain: [
          row.sent === undefined
            ? phrase('lessonQuizSentNoneExplain', row.number)
            : phrase('lessonQuizSentExplain', row.number, chip(row.sent)),
        ],
      },
    ];
  });
};

// What can be asked of a step without a second answer being as true as the first.
const askedActions: Partial<Record<LessonState, MessageKey>> = {
  created: 'lessonQuizDidCreate',
  resumed: 'lessonQuizDidResume',
  rotated: 'lessonQuizDidRotate',
  replaced: 'lessonQuizDidReplace',
  ended: 'lessonQuizDidEnd',
};

const actionAt: QuestionMaker = (rows, random) =>
  rows.filter(isStep).flatMap((row): DraftQuestion[] => {
    const key = askedActions[row.state];
    if (key === undefined || row.effect.predicted === true) return [];
    // Its answer speaks of the count.
    if (row.state === 'resumed' && row.count === undefined) return [];
    const wrong = Object.entries(askedActions)
      .filter(([state]) => state !== row.state)
      .map(([value, words]): QuizOption => ({ value, said: phrase(words) }));
    return [
      {
        id: `action-at:${row.key}`,
        kind: 'action-at',
        ask: phrase('lessonQuizActionAt', row.number),
        right: { value: row.state, said: phrase(key) },
        wrong: shuffled(wrong, random),
        hint: phrase('lessonQuizHintAction', row.number),
        row: row.key,
        explain: [phrase('lessonQuizActionExplain', row.number), actionSaid(row)],
      },
    ];
  });

/** Ends that someone could hold for one another are never answers of one question. */
const alikeFates: readonly (readonly EndCause[])[] = [
  ['user', 'browsing-data', 'evicted', 'script'],
  ['server', 'clear-site-data'],
  ['overwritten', 'replaced', 'rotated'],
];

const askedFates: readonly EndCause[] = ['user', 'expired', 'server', 'rotated', 'replaced'];

function alike(a: EndCause, b: EndCause): boolean {
  return alikeFates.some((group) => group.includes(a) && group.includes(b)) && !bothNewIds(a, b);
}

/** The count distinguishes a rotation from a replacement: the lesson's own difference, worth asking. */
function bothNewIds(a: EndCause, b: EndCause): boolean {
  return (a === 'rotated' && b === 'replaced') || (a === 'replaced' && b === 'rotated');
}

function fate(cause: EndCause): QuizOption {
  return { value: cause, said: phrase(endWords[cause].fate) };
}

const alive: QuizOption = { value: 'alive', said: phrase('lessonFateAlive') };

const fateOf: QuestionMaker = (rows, random) => {
  const steps = rows.filter(isStep);
  const sessions = new Set(steps.map((row) => row.held ?? row.sent).filter((session) => session !== undefined));
  return [...sessions].flatMap((session): DraftQuestion[] => {
    const last = steps.findLast((row) => row.sent === session || row.held === session);
    const exit = rows.findLast((row): row is ExitRow => row.kind === 'exit' && row.session === session);
    const end = session.end;
    // An end of which less is known, or more, than its cause says.
    if (end !== undefined && endWordOf(end).fate !== endWords[end.cause].fate) return [];
    if (last === undefined || end?.cause === 'unknown' || (end !== undefined && exit === undefined)) return [];
    const right = end === undefined ? alive : fate(end.cause);
    const others = askedFates.filter((cause) => end === undefined || (cause !== end.cause && !alike(cause, end.cause)));
    const wrong = [...shuffled(others.map(fate), random).slice(0, 2), ...(end === undefined ? [] : [alive])];
    const ended = exit !== undefined && end !== undefined;
    return [
      {
        id: `fate-of:${session.number}`,
        kind: 'fate-of',
        ask: phrase('lessonQuizFateOf', chip(session), last.number),
        right,
        wrong: [...wrong, ...shuffled(others.map(fate), random)],
        hint: phrase(ended ? 'lessonQuizHintExit' : 'lessonQuizHintLast', chip(session)),
        row: ended ? exit.key : last.key,
        explain: ended ? [exitBySaid(exit), exitMeansSaid(exit)] : [phrase('lessonQuizAliveExplain', chip(session))],
      },
    ];
  });
};

const wrongCauses: readonly NewSessionCause[] = ['first', 'user', 'expired', 'server', 'refused'];

/** Causes that the trace cannot distinguish for certain are not asked about. */
const vagueCauses: ReadonlySet<NewSessionCause> = new Set(['unknown', 'unseen', 'not-sent', 'parallel', 'overwritten']);

function isAlikeCause(a: NewSessionCause, b: NewSessionCause): boolean {
  return a === b || alikeFates.some((group) => [a, b].every((cause) => group.some((one) => one === cause)));
}

const whyNew: QuestionMaker = (rows, random) =>
  rows.filter(isStep).flatMap((row): DraftQuestion[] => {
    if (row.state !== 'created') return [];
    const cause = newSessionCause(rows, row);
    if (vagueCauses.has(cause)) return [];
    const option = (value: NewSessionCause): QuizOption => ({ value, said: whyNewSaid(value) });
    const others = wrongCauses.filter((other) => !isAlikeCause(other, cause));
    return [
      {
        id: `why-new:${row.key}`,
        kind: 'why-new',
        ask: phrase('lessonQuizWhyNew', row.number),
        right: option(cause),
        wrong: shuffled(others.map(option), random),
        hint: phrase('lessonQuizHintWhyNew', row.number),
        row: row.key,
        explain: [whyNewSaid(cause), phrase('lessonAnswerCreated')],
      },
    ];
  });

/** Which of these responses set the session cookie? The wrong ones are responses that did not. */
const setCookie: QuestionMaker = (rows, random) => {
  const steps = rows.filter((row): row is StepRow => isStep(row) && row.entry.status !== undefined);
  const without = steps.filter((row) => !writes(row));
  return steps.filter(writes).map(
    (row): DraftQuestion => ({
      id: `set-cookie:${row.key}`,
      kind: 'set-cookie',
      ask: phrase('lessonQuizSetCookie'),
      right: step(row),
      wrong: shuffled(without, random).map(step),
      hint: phrase('lessonQuizHintSetCookie'),
      row: row.key,
      explain: [phrase('lessonQuizSetCookieExplain', row.number), actionSaid(row)],
    }),
  );
};

function writes(row: StepRow): boolean {
  return row.entry.setCookies.some(({ identity }) => identity.name === row.effect.thread.name);
}

/** Every kind of question: one more is one more record here. */
export const questionMakers: Readonly<Record<QuestionKind, QuestionMaker>> = {
  'created-at': createdAt,
  'count-at': countAt,
  'fate-of': fateOf,
  'sent-at': sentAt,
  'why-new': whyNew,
  'action-at': actionAt,
  'before-at': beforeAt,
  'set-cookie': setCookie,
};
