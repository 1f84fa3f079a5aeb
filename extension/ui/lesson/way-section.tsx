import type { ComponentType } from 'preact';
import { BrowserExercise } from './browser-exercise.tsx';
import { ClassSection } from './class-section.tsx';
import { FaultSection } from './fault-section.tsx';
import { KeyMomentsSection } from './key-moments-section.tsx';
import { LessonPart } from './lesson-part.tsx';
import { PredictSection } from './predict-section.tsx';
import { QuizSection } from './quiz-section.tsx';
import { ReadSection } from './read-section.tsx';
import { ServerExercise } from './server-exercise.tsx';
import { TeachSection } from './teach-section.tsx';
import { TourSection } from './tour-section.tsx';
import type { WayId } from './way-id.ts';
import type { WayProps } from './way-props.ts';
import { WordsPart } from './words-part.tsx';

/** What stands beside the table on each way to learn. */
export const waySections: Readonly<Record<WayId, ComponentType<WayProps>>> = {
  // Before the first step there are no moments: the words come first then.
  watch: (props) =>
    props.lesson.rows.value.length === 0 ? (
      <WordsPart />
    ) : (
      <LessonPart id="moments" label="lessonPartMoments">
        <KeyMomentsSection {...props} />
      </LessonPart>
    ),
  read: ReadSection,
  do: (props) => (
    <LessonPart id="tour" label="lessonPartTour">
      <TourSection {...props} />
    </LessonPart>
  ),
  predict: (props) => (
    <LessonPart id="predict" label="lessonWayPredict">
      <PredictSection {...props} />
    </LessonPart>
  ),
  browser: (props) => (
    <LessonPart id="browser" label="lessonWayBrowser">
      <BrowserExercise {...props} />
    </LessonPart>
  ),
  server: (props) => (
    <LessonPart id="server" label="lessonWayServer">
      <ServerExercise {...props} />
    </LessonPart>
  ),
  fix: (props) => (
    <LessonPart id="fix" label="lessonWayFix">
      <FaultSection {...props} />
    </LessonPart>
  ),
  quiz: (props) => (
    <LessonPart id="quiz" label="lessonPartQuiz">
      <QuizSection {...props} />
    </LessonPart>
  ),
  teach: (props) => (
    <>
      <LessonPart id="teach" label="lessonTeachTitle">
        <TeachSection {...props} />
      </LessonPart>
      <LessonPart id="class" label="lessonClassTitle">
        <ClassSection {...props} />
      </LessonPart>
    </>
  ),
};
