import { useEffect } from 'preact/hooks';
import { sessionRules } from '../../trace/lesson/session-rules.ts';
import { transcript } from '../../trace/lesson/transcript.ts';
import { useWorld } from '../model/world.ts';
import { Say, SayAll } from '../parts/say.tsx';
import type { LessonModel } from './lesson-model.ts';
import { LessonPart } from './lesson-part.tsx';
import { WhySection } from './why-section.tsx';
import { WordsPart } from './words-part.tsx';

interface ReadSectionProps {
  readonly lesson: LessonModel;
  /** Goes to a row of the execution table. */
  readonly onGo: (key: string) => void;
}

/** The way "read": why sessions matter, the five rules, and the trace as a paragraph. */
export function ReadSection({ lesson, onGo }: ReadSectionProps) {
  const { text } = useWorld();
  const rows = lesson.rows.value;
  const { read } = lesson.progress;
  useEffect(() => {
    read.value = true;
  }, [read]);
  return (
    <>
      <LessonPart id="why" label="lessonWhyPartTitle">
        <WhySection lesson={lesson} onGo={onGo} />
      </LessonPart>
      <WordsPart />
      <LessonPart id="rules" label="lessonSnapTitle">
        <ol class="session-rules">
          {sessionRules(rows).map(({ rule, shown, row }) => (
            <li key={rule.key}>
              <p>
                <Say phrase={rule} />
              </p>
              <p class="dim">
                <Say phrase={shown} />{' '}
                {row !== undefined && (
                  <button type="button" class="small" onClick={() => onGo(row)}>
                    {text.say('lessonMomentGo')}
                  </button>
                )}
              </p>
            </li>
          ))}
        </ol>
      </LessonPart>
      {rows.length > 0 && (
        <LessonPart id="story" label="lessonStoryTitle">
          <p class="story">
            <SayAll phrases={transcript(rows)} />
          </p>
        </LessonPart>
      )}
    </>
  );
}
