import { wordsToKnow } from '../../trace/lesson/words-to-know.ts';
import { useWorld } from '../model/world.ts';
import { LessonPart } from './lesson-part.tsx';

/** The words that the lesson uses from its first sentence on, for whoever never heard of cookies. */
export function WordsPart() {
  const { text } = useWorld();
  return (
    <LessonPart id="words" label="lessonWordsTitle">
      <dl class="lesson-words">
        {wordsToKnow.map(({ word, meaning }) => (
          <div key={word}>
            <dt>{text.say(word)}</dt>
            <dd>{text.say(meaning)}</dd>
          </div>
        ))}
      </dl>
    </LessonPart>
  );
}
