import { faultIds } from '../../trace/lesson/faults/fault.ts';
import { isStep } from '../../trace/lesson/lesson-rows.ts';
import type { Score } from '../../trace/lesson/score.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { type Phrase, phrase } from '../../trace/words/phrase.ts';
import type { LessonModel } from './lesson-model.ts';
import { quizScore } from './lesson-progress.ts';
import type { WayId } from './way-id.ts';

interface Way {
  readonly label: MessageKey;
  readonly what: MessageKey;
  /** How long it takes, about. */
  readonly minutes: number;
  /** Whether there is nothing to do without a request of a session. */
  readonly needsSteps: boolean;
  /** How far the reader has come; undefined before the start. */
  progress(lesson: LessonModel): Phrase | undefined;
}

/** Every way to learn. */
export const ways: Readonly<Record<WayId, Way>> = {
  watch: {
    label: 'lessonWayWatch',
    what: 'lessonWayWatchWhat',
    minutes: 2,
    needsSteps: true,
    progress: ({ rows, progress }) => {
      const steps = rows.value.filter(isStep);
      const looked = steps.filter(({ key }) => progress.looked.value.has(key)).length;
      return looked === 0 ? undefined : phrase('lessonWayCount', looked, steps.length);
    },
  },
  read: {
    label: 'lessonWayRead',
    what: 'lessonWayReadWhat',
    minutes: 3,
    needsSteps: false,
    progress: ({ progress }) => (progress.read.value ? phrase('lessonWayOpened') : undefined),
  },
  do: {
    label: 'lessonWayDo',
    what: 'lessonWayDoWhat',
    minutes: 3,
    needsSteps: true,
    progress: ({ tour, progress }) => {
      const done = tour.value.filter((task) => task.done !== undefined || progress.ticked.value.has(task.id)).length;
      return done === 0 ? undefined : phrase('lessonWayCount', done, tour.value.length);
    },
  },
  predict: {
    label: 'lessonWayPredict',
    what: 'lessonWayPredictWhat',
    minutes: 2,
    needsSteps: true,
    progress: ({ progress }) => scoreSaid(progress.predicted.value),
  },
  browser: {
    label: 'lessonWayBrowser',
    what: 'lessonWayBrowserWhat',
    minutes: 3,
    needsSteps: false,
    progress: ({ progress }) => scoreSaid(progress.browser.value),
  },
  server: {
    label: 'lessonWayServer',
    what: 'lessonWayServerWhat',
    minutes: 2,
    needsSteps: false,
    progress: ({ progress }) => scoreSaid(progress.server.value),
  },
  fix: {
    label: 'lessonWayFix',
    what: 'lessonWayFixWhat',
    minutes: 10,
    needsSteps: true,
    progress: ({ progress }) => {
      const { size } = progress.fixed.value;
      return size === 0 ? undefined : phrase('lessonWayCount', size, faultIds.length);
    },
  },
  quiz: {
    label: 'lessonWayQuiz',
    what: 'lessonWayQuizWhat',
    minutes: 2,
    needsSteps: true,
    progress: ({ progress }) => scoreSaid(quizScore(progress.quiz.value)),
  },
  teach: {
    label: 'lessonWayTeach',
    what: 'lessonWayTeachWhat',
    minutes: 1,
    needsSteps: true,
    progress: ({ progress }) => (progress.saved.value ? phrase('lessonWaySaved') : undefined),
  },
};

function scoreSaid({ answered, right }: Score): Phrase | undefined {
  return answered === 0 ? undefined : phrase('lessonWayRight', right, answered);
}

/** The ways for whoever never heard of cookies, in the order that builds them up: ten minutes in all. */
export const firstCourse = ['read', 'watch', 'do', 'quiz'] as const satisfies readonly WayId[];
