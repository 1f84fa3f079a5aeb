import type { Score } from '../../trace/lesson/score.ts';
import { useWorld } from '../model/world.ts';
import { useFocus } from './use-focus.ts';

interface ExerciseFootProps {
  readonly answered: boolean;
  readonly score: Score;
  readonly onNext: () => void;
}

/** The button below an exercise, check or next, and the score so far. */
export function ExerciseFoot({ answered, score, onNext }: ExerciseFootProps) {
  const { text } = useWorld();
  // The answers are locked now, and the focus may have been on one of them.
  const next = useFocus<HTMLButtonElement>(answered);
  return (
    <div class="actions">
      {answered ? (
        <button type="button" class="primary" ref={next} onClick={onNext}>
          {text.say('lessonExerciseNext')}
        </button>
      ) : (
        <button type="submit" class="primary">
          {text.say('lessonExerciseCheck')}
        </button>
      )}
      {score.answered > 0 && (
        <span class="dim">
          {text.say('lessonExerciseScore', text.number(score.right), text.number(score.answered))}
        </span>
      )}
    </div>
  );
}
